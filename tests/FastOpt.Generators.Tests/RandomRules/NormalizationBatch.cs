using System.Globalization;
using System.Reflection;
using System.Text;
using FastOpt.Generators.Tests.Harness;

namespace FastOpt.Generators.Tests.RandomRules;

/// <summary>Random normalizations of one compilation, each driven at every width beside its own scalar method.</summary>
internal sealed class NormalizationBatch
{
    private readonly Type _driver;

    public NormalizationBatch(IReadOnlyList<RandomRule> rules)
    {
        Rules = rules;
        var text = new StringBuilder("using System.Runtime.Intrinsics;\n\nnamespace Samples;\n\npublic enum Mode { None, Soft = 3 }\n\n");
        foreach (RandomRule rule in rules)
            text.Append(rule.Source).Append('\n');
        text.Append("public static class Driver\n{\n");
        foreach (RandomRule rule in rules)
            Drive(text, rule);
        _driver = Generation.LoadUndocumented(text.Append("}\n").ToString()).GetType("Samples.Driver")!;
    }

    public IReadOnlyList<RandomRule> Rules { get; }

    /// <summary>The values of the scalar method.</summary>
    public float[] Scalar(RandomRule rule, float[][] inputs) => Run(rule.Name + "_0", inputs)[0];

    /// <summary>
    /// The values of the vector form of a width, then the gradients in x and in each operand that is no random number; <paramref name="inputs"/> are x, the
    /// operands and the gradient.
    /// </summary>
    public float[][] Vector(RandomRule rule, int width, float[][] inputs) => Run($"{rule.Name}_{width.ToString(CultureInfo.InvariantCulture)}", inputs);

    private static void Drive(StringBuilder text, RandomRule rule)
    {
        string name = rule.Name;
        int count = rule.Operands.Count + 1;
        string arguments = string.Join(", ", Enumerable.Range(0, count).Select(static k => $"v[{k}][i]"));
        string scalar = $"for (int i = 0; i < v[0].Length; i++) r[0][i] = new {name}().Apply({arguments});";
        text.Append($"    public static void {name}_0(float[][] v, float[][] r) {{ {scalar} }}\n");
        int gradients = 1 + rule.Operands.Count(static o => !o.IsRandom);
        foreach (int width in FunctionBatch.Widths)
        {
            string lanes = string.Join(", ", Enumerable.Range(0, count).Select(k => $"Vector{width}.LoadUnsafe(ref v[{k}][0], (nuint)i)"));
            string outs = string.Join(", ", Enumerable.Range(1, gradients).Select(static k => $"out var d{k}"));
            string stores = string.Concat(Enumerable.Range(1, gradients).Select(static k => $"d{k}.StoreUnsafe(ref r[{k}][0], (nuint)i); "));
            text.Append(
                $"    public static void {name}_{width}(float[][] v, float[][] r) {{ var c = new {name}().GetCoefficients(); "
                + $"for (int i = 0; i < v[0].Length; i += {width / 32}) {{ {name}.Apply({lanes}, in c).StoreUnsafe(ref r[0][0], (nuint)i); "
                + $"{name}.Gradients(Vector{width}.LoadUnsafe(ref v[{count}][0], (nuint)i), {lanes}, in c, {outs}); {stores}}} }}\n");
        }
    }

    private float[][] Run(string method, float[][] inputs)
    {
        float[][] results = [.. inputs.Select(static input => new float[input.Length])];
        _driver.GetMethod(method, BindingFlags.Static | BindingFlags.Public)!.CreateDelegate<Action<float[][], float[][]>>()(inputs, results);
        return results;
    }
}
