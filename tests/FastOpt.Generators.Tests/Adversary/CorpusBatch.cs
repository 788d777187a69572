using System.Reflection;
using System.Text;
using FastOpt.Generators.Tests.Harness;

namespace FastOpt.Generators.Tests.Adversary;

/// <summary>Many cases of one compilation. Each is driven by its scalar method, at every width, and by its twin in double.</summary>
internal sealed class CorpusBatch
{
    private readonly Type _driver;

    private CorpusBatch(Type driver) => _driver = driver;

    /// <summary>Compiles the cases; <paramref name="members"/> stand in the class of the functions, <paramref name="outside"/> beside it, <paramref name="twins"/> beside the twins.</summary>
    public static CorpusBatch Compile(IReadOnlyList<CorpusCase> cases, string members = "", string outside = "", string twins = "")
    {
        string source = Source(cases, members, outside, twins);
        return new(Generation.LoadUndocumented(source).GetType("Samples.Driver")!);
    }

    /// <summary>The source that is compiled.</summary>
    public static string Source(IReadOnlyList<CorpusCase> cases, string members, string outside, string twins)
    {
        var text = new StringBuilder("#nullable enable\n#pragma warning disable CS1718\nusing System.Runtime.Intrinsics;\n\nnamespace Samples;\n\n");
        text.Append(outside).Append("\npublic static partial class Batch\n{\n").Append(members).Append('\n');
        foreach (CorpusCase c in cases.Where(static c => c.IsMember))
            text.Append("    ").Append(c.Declaration).Append('\n');
        text.Append("}\n\n");
        foreach (CorpusCase c in cases.Where(static c => !c.IsMember))
            text.Append(c.Declaration).Append('\n');
        text.Append(
            """

            public static class Twin
            {
                public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
                public static double Softplus(double x) => x > 0 ? x + Math.Log(1 + Math.Exp(-x)) : Math.Log(1 + Math.Exp(x));
                public static double Exp(double x) => Math.Exp(x);
                public static double Expm1(double x) => Math.Abs(x) < 1e-5 ? x + (x * x / 2) + (x * x * x / 6) : Math.Exp(x) - 1;
                public static double Log(double x) => Math.Log(x);
                public static double Log1P(double x) => Math.Abs(x) < 1e-5 ? x - (x * x / 2) + (x * x * x / 3) : Math.Log(1 + x);
                public static double Pow(double x, double n) => Math.Pow(x, n);
                public static double Tanh(double x) => Math.Tanh(x);
                public static double Sin(double x) => Math.Sin(x);
                public static double Cos(double x) => Math.Cos(x);
                public static double Cbrt(double x) => Math.Cbrt(x);
                public static double Atan(double x) => Math.Atan(x);
            }

            public static class Driver
            {
                public static float A;
                public static double S;
                public static long N;
                public static bool B;
                public static bool FromInput(Type rule) => ((CompiledRuleAttribute)Attribute.GetCustomAttribute(rule, typeof(CompiledRuleAttribute))!).DerivativeFromInput;

            """);
        text.Append(twins).Append('\n');
        foreach (CorpusCase c in cases)
            Drive(text, c);
        return text.Append("}\n").ToString();
    }

    /// <summary>Sets the values of the uniforms.</summary>
    public void Set((float A, double S, long N, bool B) uniforms)
    {
        _driver.GetField("A")!.SetValue(null, uniforms.A);
        _driver.GetField("S")!.SetValue(null, uniforms.S);
        _driver.GetField("N")!.SetValue(null, uniforms.N);
        _driver.GetField("B")!.SetValue(null, uniforms.B);
    }

    /// <summary>What the scalar method gives for one element; null where it throws.</summary>
    public float? Scalar(CorpusCase c, float x, float y)
    {
        float[] result = new float[1];
        try
        {
            Method<Action<float[], float[], float[]>>(c.Name + "_0")([x], [y], result);
            return result[0];
        }
        catch (Exception exception) when (exception is ArithmeticException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The values and the derivatives at a width; null where it throws.</summary>
    public (float[] Values, float[] Derivatives)? Vector(CorpusCase c, int width, float[] x, float[] y)
    {
        (float[] values, float[] derivatives) = (new float[x.Length], new float[x.Length]);
        try
        {
            Method<Action<float[], float[], float[], float[]>>(FormattableString.Invariant($"{c.Name}_{width}"))(x, y, values, derivatives);
            return (values, derivatives);
        }
        catch (Exception exception) when (exception is ArithmeticException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The same function in double.</summary>
    public Func<double, double, double> TwinOf(CorpusCase c) => Method<Func<double, double, double>>(c.Name + "_T");

    private T Method<T>(string name)
        where T : Delegate => _driver.GetMethod(name, BindingFlags.Static | BindingFlags.Public)!.CreateDelegate<T>();

    private static void Drive(StringBuilder text, CorpusCase c)
    {
        text.Append($"    public static void {c.Name}_0(float[] x, float[] y, float[] r) {{ {c.Prepare} for (int i = 0; i < x.Length; i++) {{ {c.Scalar} }} }}\n");
        foreach (int width in FunctionBatch.Widths)
        {
            text.Append(
                $"    public static void {c.Name}_{width}(float[] x, float[] y, float[] r, float[] d) {{ {c.Prepare} for (int i = 0; i < x.Length; i += {width / 32}) {{ "
                + $"var X = Vector{width}.LoadUnsafe(ref x[0], (nuint)i); var Y = Vector{width}.LoadUnsafe(ref y[0], (nuint)i); Vector{width}<float> V; {c.Vector} V.StoreUnsafe(ref r[0], (nuint)i); ");
            if (c.Derivative.Length > 0)
                text.Append($"Vector{width}<float> D; {c.Derivative} D.StoreUnsafe(ref d[0], (nuint)i); ");
            text.Append("} }\n");
        }

        if (c.Twin.Length > 0)
            text.Append($"    public static double {c.Name}_T(double x, double y) {{ {c.Twin} }}\n");
    }
}
