using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace FastOpt.Generators.Tests.Harness;

/// <summary>
/// Many rules of one compilation that have nothing but a body: each is an optimizer whose weight is <c>x</c>, whose gradient is <c>y</c> and whose new weight is what the body
/// returns, so that lanes and hyperparameters of every type meet and no derivative is asked for.
/// </summary>
internal sealed partial class UpdateBatch
{
    private readonly Type _driver;

    private UpdateBatch(Type driver) => _driver = driver;

    /// <summary>Compiles a rule for each body.</summary>
    /// <param name="bodies">Statements; the last one returns.</param>
    /// <param name="hyperparameters">The parameters of each rule's constructor.</param>
    /// <param name="members">Members of each rule.</param>
    /// <param name="outside">What stands beside them.</param>
    public static UpdateBatch Compile(IReadOnlyList<string> bodies, string hyperparameters, string members, string outside)
    {
        var text = new StringBuilder($"using System.Runtime.Intrinsics;\n\nnamespace Samples;\n\n{outside}\n");
        for (int i = 0; i < bodies.Count; i++)
        {
            string body = Return().Replace(bodies[i], "{ weight = $1; return; }");
            text.Append($"[Optimizer]\npublic readonly partial record struct R{i}({hyperparameters})\n{{\n{members}\n    public void Update(ref float weight, float gradient)\n    {{\n        float x = weight;\n        float y = gradient;\n        {body}\n    }}\n}}\n\n");
        }

        text.Append("public static class Driver\n{\n");
        for (int i = 0; i < bodies.Count; i++)
            Drive(text, i, hyperparameters);
        text.Append("}\n");
        return new UpdateBatch(Generation.Run(text.ToString()).Load(documented: false).GetType("Samples.Driver")!);
    }

    /// <summary>What the scalar method (width 0) or a vector form makes of each element.</summary>
    public float[] Run(int rule, int width, float[] x, float[] y, params object[] hyperparameters)
    {
        float[] result = new float[x.Length];
        _driver.GetMethod($"R{rule}_{width}")!.Invoke(null, [x, y, result, .. hyperparameters]);
        return result;
    }

    /// <summary>The type of a hyperparameter that stands beside the rules.</summary>
    public object Value(string type, string name) => Enum.Parse(_driver.Assembly.GetType("Samples." + type)!, name);

    private static void Drive(StringBuilder text, int rule, string hyperparameters)
    {
        string arguments = Declaration().Replace(hyperparameters, "$1");
        string head = $"(float[] x, float[] y, float[] r, {hyperparameters})";
        text.Append($"    public static void R{rule}_0{head} {{ var rule = new R{rule}({arguments}); for (int i = 0; i < x.Length; i++) {{ float w = x[i]; rule.Update(ref w, y[i]); r[i] = w; }} }}\n");
        foreach (int width in FunctionBatch.Widths)
        {
            string load = $"Vector{width}.LoadUnsafe";
            text.Append(
                $"    public static void R{rule}_{width}{head} {{ var c = new R{rule}({arguments}).GetCoefficients(1); for (int i = 0; i < x.Length; i += {width / 32}) "
                + $"{{ var w = {load}(ref x[0], (nuint)i); R{rule}.Update(ref w, {load}(ref y[0], (nuint)i), in c); w.StoreUnsafe(ref r[0], (nuint)i); }} }}\n");
        }
    }

    [GeneratedRegex(@"\w+ (\w+)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\breturn ([^;]*);")]
    private static partial Regex Return();
}
