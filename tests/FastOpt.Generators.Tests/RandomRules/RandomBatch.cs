using System.Reflection;
using System.Text;
using FastOpt.Generators.Tests.Harness;

namespace FastOpt.Generators.Tests.RandomRules;

/// <summary>Random rules of one compilation, each driven at every width beside its own scalar method.</summary>
internal sealed class RandomBatch
{
    private readonly Type _driver;

    public RandomBatch(IReadOnlyList<RandomRule> rules)
    {
        Rules = rules;
        _driver = Generation.LoadUndocumented(Source(rules)).GetType("Samples.Driver")!;
    }

    public IReadOnlyList<RandomRule> Rules { get; }

    /// <summary>The values of the scalar method.</summary>
    public float[] Scalar(RandomRule rule, float[] x, float[] y) => Run(rule.Name + "_0", x, y).Values;

    /// <summary>The values and derivatives of the vector forms of a width.</summary>
    public (float[] Values, float[] Derivatives) Vector(RandomRule rule, int width, float[] x, float[] y) => Run($"{rule.Name}_{width}", x, y);

    private static string Source(IReadOnlyList<RandomRule> rules)
    {
        var text = new StringBuilder("using System.Runtime.Intrinsics;\n\nnamespace Samples;\n\npublic enum Mode { None, Soft = 3 }\n\n");
        foreach (RandomRule rule in rules.Where(static r => r.Kind >= RandomKind.Activation))
            text.Append(rule.Source).Append('\n');
        text.Append("public static partial class Batch\n{\n");
        foreach (RandomRule rule in rules.Where(static r => r.Kind < RandomKind.Activation))
            text.Append(rule.Source).Append('\n');
        text.Append("}\n\npublic static class Driver\n{\n");
        foreach (RandomRule rule in rules)
            Drive(text, rule);
        text.Append("    private static bool FromInput<T>() => ((CompiledRuleAttribute)Attribute.GetCustomAttribute(typeof(T), typeof(CompiledRuleAttribute))!).DerivativeFromInput;\n");
        return text.Append("}\n").ToString();
    }

    private static void Drive(StringBuilder text, RandomRule rule)
    {
        string name = rule.Name;
        string scalar = rule.Kind switch
        {
            RandomKind.Function => $"r[i] = Batch.{name}(x[i]);",
            RandomKind.TwoLanes => $"r[i] = Batch.{name}(x[i], y[i]);",
            RandomKind.Chooser => $"r[i] = Batch.{name}(x[i], true);",
            RandomKind.Uniform => $"r[i] = Batch.{name}(x[i], 0.625f, 1.75, -0.375, true);",
            RandomKind.Activation => $"r[i] = new {name}().Apply(x[i]);",
            RandomKind.Loss => $"r[i] = new {name}().Apply(x[i], y[i]);",
            _ => $"float w = x[i]; new {name}().Update(ref w, y[i], {RandomRule.Step}); r[i] = w;",
        };
        text.Append($"    public static void {name}_0(float[] x, float[] y, float[] r, float[] d) {{ for (int i = 0; i < x.Length; i++) {{ {scalar} }} }}\n");
        foreach (int width in FunctionBatch.Widths)
        {
            string vector = rule.Kind switch
            {
                RandomKind.Function => $"var a = Batch.{name}(v); var b = Batch.{name}Derivative(v);",
                RandomKind.TwoLanes => $"var a = Batch.{name}(v, u); var b = Batch.{name}Derivative(v, u);",
                RandomKind.Chooser => $"var a = Batch.{name}(v, true); var b = Batch.{name}Derivative(v, true);",
                RandomKind.Uniform => $"var a = Batch.{name}(v, 0.625f, 1.75, -0.375, true); var b = Batch.{name}Derivative(v, 0.625f, 1.75, -0.375, true);",
                RandomKind.Activation => $"var c = new {name}().GetCoefficients(); var a = {name}.Apply(v, in c); var b = {name}.Derivative(FromInput<{name}>() ? v : a, in c);",
                RandomKind.Loss => $"var c = new {name}().GetCoefficients(); var a = {name}.ApplyWithDerivative(v, u, in c, out var b);",
                _ => $"var c = new {name}().GetCoefficients({RandomRule.Step}); var a = v; {name}.Update(ref a, u, in c); var b = a;",
            };
            string load = $"Vector{width}.LoadUnsafe";
            text.Append(
                $"    public static void {name}_{width}(float[] x, float[] y, float[] r, float[] d) {{ for (int i = 0; i < x.Length; i += {width / 32}) {{ var v = {load}(ref x[0], (nuint)i); "
                + $"var u = {load}(ref y[0], (nuint)i); {vector} a.StoreUnsafe(ref r[0], (nuint)i); b.StoreUnsafe(ref d[0], (nuint)i); }} }}\n");
        }
    }

    private (float[] Values, float[] Derivatives) Run(string method, float[] x, float[] y)
    {
        float[] values = new float[x.Length];
        float[] derivatives = new float[x.Length];
        _driver.GetMethod(method, BindingFlags.Static | BindingFlags.Public)!.CreateDelegate<Action<float[], float[], float[], float[]>>()(x, y, values, derivatives);
        return (values, derivatives);
    }
}
