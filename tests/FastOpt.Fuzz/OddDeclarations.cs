namespace FastOpt.Fuzz;

/// <summary>Right declarations, in odd places, under odd names, of every kind.</summary>
public static class OddDeclarations
{
    private const string Bend = "[Activation] public readonly partial record struct Bend { public static float Apply(float x) => x * MathF.Tanh(x); }";

    private const string Net = "[Network(6), Dense(5), Relu, Dense(3), SoftmaxCrossEntropy, Adam(LearningRate = 1e-3)] public sealed partial class Net;";

    /// <summary>The sources.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Net,
        Bend,
        "namespace A.B.C; " + Net,
        "namespace @namespace.@class; [Network(2), Dense(1), MeanSquaredError] public sealed partial class @event;",
        "#pragma warning disable CS8860\n[Network(4), Dense(1), Huber] public sealed partial class record;",
        "namespace N { namespace M { " + Net + " } } namespace N { " + Net + " }",
        "public static partial class Outer { public partial struct Middle { " + Net + " " + Bend + " } }",
        "file sealed class Hidden; " + Net,
        "namespace N; internal sealed partial class Net { public int Own => 3; } [Network(1, 4, 5), Dense(7, Bias = false), Gelu, Dense(2, Init = typeof(Zeros)), Huber(Delta = 0.5), Sgd(Momentum = 0.9, Nesterov = true)] partial class Net;",
        "[Network(3)]\n[Dense(4), Activation<Twice>(3.0)]\n[Dense(1)]\n[Loss<Near>]\n[Optimizer<Plain>(0.1)]\npublic sealed partial class Net;\n"
            + "[Activation] public readonly partial record struct Twice(double Factor = 2) { public float Apply(float x) => (float)Factor * x; }\n"
            + "[Loss] public readonly partial record struct Near { public static float Apply(float prediction, float target) => (prediction - target) * (prediction - target); }\n"
            + "[Optimizer] public readonly partial record struct Plain(double Rate = 0.01) { public void Update(ref float weight, float gradient) => weight -= (float)Rate * gradient; }",
        "#nullable disable\n#pragma warning disable CS1591\n#line 200 \"a b.cs\"\n" + Net + "\n#line default",
        "#if DEBUG\n" + Net + "\n#else\n" + Net + "\n#endif",
        "using Adam2 = FastOpt.AdamAttribute; using D = FastOpt.DenseAttribute; [FastOpt.NetworkAttribute(2)] [D(3)] [global::FastOpt.TanhAttribute] [D(1)] [global::FastOpt.HuberAttribute] [Adam2(Beta1 = 0.5)] public sealed partial class Net;",
        "public static class Sizes { public const int In = 3 * 4, Out = In / 2; public const double Rate = 1.0 / 64; } [Network(Sizes.In), Dense(Sizes.Out), Relu, Dense(2), SoftmaxCrossEntropy, Adam(LearningRate = Sizes.Rate)] public sealed partial class Net;",
        "[Network(2), Dense(2), Elu(Alpha = 0.5), Dense(2), Sigmoid, Dense(2), Selu, Dense(1), BinaryCrossEntropy, RmsProp] public sealed partial class Deep;",
        "[Network(300), Dense(200), Silu, Dense(100), Mish, Dense(10), SoftmaxCrossEntropy, AdamW(WeightDecay = 0.1)] public sealed partial class Wide;",
        "[Network(1), Dense(1), MeanAbsoluteError, Lion] [Obsolete(\"old\")] internal sealed partial class Small { private const int Hidden = 3; }",
        "namespace Größe; [Network(2), Dense(2), SoftmaxCrossEntropy] public sealed partial class Übung;",
        "[Activation] public partial struct Plain { public static float Apply(float x) => x > 0 ? x : 0.1f * x; }",
        "[Optimizer] public readonly partial record struct Momentum(double Rate = 0.1, float Keep = 0.9f, bool Look = false, long Warm = 10, Kind Kind = Kind.B) { public void Update(ref float weight, float gradient, ref float m, long step) { double r = step < Warm ? Rate * step / Warm : Rate; m = Keep * m + gradient; float d = Look ? gradient + Keep * m : m; if (Kind == Kind.B) d = MathF.Sign(d); weight -= (float)r * d; } } public enum Kind { A, B = 7 }",
        "[Loss] public readonly partial record struct Quadratic(double Scale = 1) { private const float Half = 0.5f; private static readonly float Root = MathF.Sqrt(2f); public float Apply(float prediction, float target) { float e = prediction - target; return Half * Root * (float)Scale * e * e; } }",
        "[Loss] public readonly partial record struct Rows { public static float Apply(ReadOnlySpan<float> logits, int label) => logits[label]; }",
        "public static partial class Curves { [Vectorized] public static float Bump(float x, float width) => MathF.Exp(-x * x / (width * width)); [Vectorized] public static float Twice(float x) => 2 * Bump(x, 1f); }",
        "public static partial class Bits { [Vectorized] public static int Exponent(float x) => ((BitConverter.SingleToInt32Bits(x) >> 23) & 0xFF) - 127; [Vectorized] public static float Power(int n) => BitConverter.Int32BitsToSingle((n + 127) << 23); }",
        "public static partial class Loops { [Vectorized] public static float Series(float x) { float sum = 0; for (int i = 1; i <= 8; i += 2) { sum += x / i; if (sum > 100f) return 100f; } return sum; } }",
        "public static partial class Choices { [Vectorized] public static float Steps(float x, bool up) => x switch { > 2f => 2f, > 1f => up ? 1f : 0.5f, _ => x }; [Vectorized] internal static float Clamp(float x) { if (x < -1f) return -1f; else if (x > 1f) { return 1f; } return x; } }",
        "public partial class Uses { [Vectorized] private static float F(float x, double scale, long shift) => x * (float)(scale * Math.Pow(2, shift)); [Vectorized] protected static float G(float @in, int @out) => @in * @out; }",
        "partial interface IShape { [Vectorized] static float Area(float r) => MathF.PI * r * r; } partial record Record { [Vectorized] public static float F(float x) => float.IsNaN(x) ? 0f : VectorMath.Tanh(x); }",
        "namespace N; /// <summary>A <see cref=\"Missing\"/> & broken <b> comment.</summary>\n" + Bend,
        "namespace N; /// <summary>Right.</summary>\n/// <param name=\"Slope\">The slope, &lt; 1.</param>\n[Activation] public readonly partial record struct Documented(double Slope = 0.25) { /// <summary>Applies.</summary>\npublic float Apply(float x) => MathF.Max(x, (float)Slope * x); }",
        "global using Alias = System.Single; public static partial class Aliased { [Vectorized] public static Alias F(Alias x) => x + 1; }",
        "namespace N; public partial class Generic<T> { " + Net + " } public partial class Generic { " + Net + " }",
        "namespace N; class A { " + Bend + " } partial class B { private protected partial class C { " + Net + " } }",
        "[assembly: CLSCompliant(true)] namespace N; [Optimizer] public readonly partial record struct Adam(double LearningRate = 1) { public void Update(ref float weight, float gradient) => weight -= (float)LearningRate * gradient; } [Network(2), Dense(1), Huber, Optimizer<Adam>] public sealed partial class Uses;",
        "[Network(4), Dense(3, Init = typeof(Small)), Tanh, Dense(1, Init = typeof(Constant), InitArguments = new object[] { 0.1 }), LogCosh] public sealed partial class Net; public readonly record struct Small : IInitializer { public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) => (float)random.Normal; }",
        "[Network(8)] [Relu] [Dense(4)] [Tanh] [Sigmoid] [Dense(2)] [Quantile(Level = 0.9)] [Rprop] public sealed partial class Stack;",
        "unsafe partial class Pointers { [Vectorized] public static float F(float x) => x; } " + Net,
        "public static partial class Deep { [Vectorized] public static float F(float x) => ((((((((x + 1) * x + 1) * x + 1) * x + 1) * x + 1) * x + 1) * x + 1) * x + 1); [Vectorized] public static float G(float x) => F(F(F(x))); }",
    ];
}
