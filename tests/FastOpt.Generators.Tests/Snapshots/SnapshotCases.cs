using FastOpt.Generators.Tests.Harness;
using FastOpt.Generators.Tests.Networks;

namespace FastOpt.Generators.Tests.Snapshots;

/// <summary>Declarations whose generated code is recorded: every kind of declaration, and every construct of a rule's body that prints differently.</summary>
internal static class SnapshotCases
{
    private static readonly (string Name, string Source)[] Activations =
    [
        .. Bodies("Activation", "public static float Apply(float x)", [
            ("Linear", "x"), ("Rectified", "MathF.Max(x, 0)"), ("Ramp", "x > 0 ? x : 0.01f * x"), ("Swish", "x / (1 + MathF.Exp(-x))"),
            ("SoftPlus", "MathF.Log(1 + MathF.Exp(x))"), ("Bell", "MathF.Exp(-x * x)"), ("Wave", "x + MathF.Sin(x)"), ("Clipped", "Math.Clamp(x, -1f, 2f)"),
            ("HyperTangent", "MathF.Tanh(x)"), ("Smooth", "0.5f * x * (1 + MathF.Tanh(0.79788456f * (x + 0.044715f * x * x * x)))"), ("Root", "MathF.Sqrt(1 + x * x) - 1"),
            ("Sided", "MathF.Abs(x) < 0.5f ? 0 : x - MathF.CopySign(0.5f, x)"),
        ]),
        ("Leaky", "[Activation] public readonly partial record struct Leaky(float Slope = 0.2f) { public float Apply(float x) => x > 0 ? x : Slope * x; }"),
    ];

    private static readonly (string Name, string Source)[] Extended =
    [
        ("Scaled", """
            [Normalization(Over = Axis.Batch)]
            public readonly partial record struct Scaled(double Epsilon = 1e-5, double Momentum = 0.1)
            {
                public float Apply(float x, float mean, float variance, [Trained(1, Name = "weight")] float scale, [Trained(0, Name = "bias")] float shift) =>
                    (x - mean) / MathF.Sqrt(variance + (float)Epsilon) * scale + shift;
            }
            """),
        ("Everything", """
            [Normalization(Over = Axis.Features)]
            public readonly partial record struct Everything([Groups] int Parts = 2, double Rate = 0.25)
            {
                public float Apply(float x, float uniform, [Trained(0.5)] float @base, float maximum, float normal) =>
                    uniform < (float)Rate ? normal : x * @base / MathF.Abs(maximum);

                public static float Predict(float x, float maximum) => x / maximum;
            }
            """),
        ("Jitter", """
            [Activation]
            public readonly partial record struct Jitter
            {
                public static float Apply(float x, float normal) => MathF.Tanh(x + normal);

                public static float Predict(float x) => x;
            }
            """),
    ];

    private static readonly (string Name, string Source)[] Losses =
    [
        .. Bodies("Loss", "public static float Apply(float prediction, float target)", [
            ("Poisson", "MathF.Exp(prediction) - (target * prediction)"), ("Squared", "(prediction - target) * (prediction - target)"), ("Absolute", "MathF.Abs(prediction - target)"),
            ("Logistic", "MathF.Max(prediction, 0) - (prediction * target) + MathF.Log(1 + MathF.Exp(-MathF.Abs(prediction)))"),
            ("Margin", "MathF.Max(0, 1 - (prediction * target))"), ("Cosh", "MathF.Log(MathF.Cosh(prediction - target))"),
        ]),
        ("Bent", "[Loss] public readonly partial record struct Bent(double Delta = 1) { public float Apply(float prediction, float target) { float error = MathF.Abs(prediction - target); if (error <= (float)Delta) return 0.5f * error * error; return (float)Delta * (error - (0.5f * (float)Delta)); } }"),
    ];

    private static readonly (string Name, string Source)[] Optimizers =
    [
        .. Bodies("Optimizer", "public void Update(ref float weight, float gradient)", [("Descent", "weight -= (float)Rate * gradient")], "(double Rate = 0.1)"),
        ("HeavyBall", "[Optimizer] public readonly partial record struct HeavyBall(double Rate = 0.1, double Keep = 0.9) { public void Update(ref float weight, float gradient, ref float momentum) { momentum = ((float)Keep * momentum) + gradient; weight -= (float)Rate * momentum; } }"),
        ("Adaptive", """
            [Optimizer]
            public readonly partial record struct Adaptive(double Rate = 1e-3, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8)
            {
                public void Update(ref float weight, float gradient, ref float mean, ref float square, long step)
                {
                    mean += (float)(1 - Beta1) * (gradient - mean);
                    square = ((float)Beta2 * square) + ((float)(1 - Beta2) * gradient * gradient);
                    weight -= (float)(Rate / (1 - Math.Pow(Beta1, step))) * mean / ((MathF.Sqrt(square) / (float)Math.Sqrt(1 - Math.Pow(Beta2, step))) + (float)Epsilon);
                }
            }
            """),
        ("Elastic", """
            [Optimizer]
            public readonly partial record struct Elastic(float Grow = 1.2f, float Shrink = 0.5f)
            {
                public void Update(ref float weight, float gradient, ref float previous, ref float length)
                {
                    float product = gradient * previous;
                    if (product > 0)
                        length = MathF.Min(length * Grow, 50f);
                    else if (product < 0)
                        length *= Shrink;
                    weight -= MathF.Sign(gradient) * length;
                    previous = gradient;
                }
            }
            """),
        ("Largest", """
            [Optimizer]
            public readonly partial record struct Largest(double Rate = 1e-3, bool Centered = true)
            {
                public void Update(ref float weight, float gradient, ref float mean, ref float square, ref float largest)
                {
                    mean = (0.9f * mean) + (0.1f * gradient);
                    float centered = Centered ? gradient - mean : gradient;
                    square = (0.99f * square) + (0.01f * centered * centered);
                    largest = MathF.Max(largest, square);
                    weight -= (float)Rate * gradient / (MathF.Sqrt(largest) + 1e-8f);
                }
            }
            """),
        ("Lion", Samples.Lion),
        ("Momentum", Samples.Momentum),
    ];

    private static readonly (string Name, string Source)[] Functions =
    [
        ("Curves", Samples.Curves),
        ("Bits", "public static partial class Bits { [Vectorized] public static float Half(float x) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x) - 0x00800000); }"),
        ("Blend", "public static partial class Blend { [Vectorized] public static float Lerp(float a, float b, float t) => a + (t * (b - a)); }"),
        ("Horner", "public static partial class Horner { [Vectorized] public static float Cubic(float x) { float y = 0.25f; for (int i = 1; i <= 3; i++) y = (y * x) + (1f / i); return y; } }"),
        ("Distance", "public static partial class Distance { [Vectorized] public static float Between(float x, float y) => MathF.Sqrt((x * x) + (y * y)); }"),
        ("Power", "public static partial class Power { [Vectorized] public static float Law(float x, double exponent) => MathF.Pow(x, (float)exponent); }"),
        ("Steps", "internal static partial class Steps { [Vectorized] internal static int Level(float x) => x < 0 ? -1 : x < 10 ? (int)x : 10; }"),
    ];

    private static readonly (string Name, string Source)[] Declared =
    [
        .. NetworkSample.All.Where(static sample => sample.Name is "Binary").Select(static sample => (sample.Name, sample.Source)),
        ("Linear", "[Network(3), Dense(1), MeanSquaredError, Sgd(LearningRate = 0.1)] public sealed partial class Linear;"),
        ("Softmax", "[Network(4), Dense(3), SoftmaxCrossEntropy] public sealed partial class Softmax;"),
        ("Residual", "[Network(2), Mark(\"in\"), Dense(2), Tanh, Add(\"in\"), Dense(1), MeanSquaredError, Sgd(LearningRate = 0.1)] public sealed partial class Residual;"),
        ("Normalized", "[Network(3), Dense(2, Bias = false), BatchNorm, Dropout(0.25), Dense(1), MeanSquaredError, SignSgd] public sealed partial class Normalized;"),
        ("Nested", "namespace Outer { public partial class Host { [Network(2), Dense(2, Bias = false), Relu, Dense(1), MeanAbsoluteError, SignSgd] internal sealed partial class Nested; } }"),
        ("Keyword", "namespace @event { [Network(1, 2, 2), Dense(2, Init = typeof(Constant), InitArguments = new object[] { 0.5 }), Tanh, Quantile(Level = 0.9), Lion] public sealed partial class @class; }"),
        ("UserRules", Samples.Lion + Samples.Mish.Replace("namespace Samples;", "", StringComparison.Ordinal) + "[Network(3), Dense(4), Activation<Mish>, Dense(1), Huber, Optimizer<Lion>(1e-3, 0.95)] public sealed partial class Own;"),
    ];

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new (string Kind, (string Name, string Source)[] Cases)[]
        { ("activation", Activations), ("extended", Extended), ("loss", Losses), ("optimizer", Optimizers), ("function", Functions), ("network", Declared) }
        .SelectMany(static group => group.Cases.Select(item => (Name: $"{group.Kind}.{item.Name}", item.Source)))
        .ToDictionary(static item => item.Name, static item => item.Source);

    private static IEnumerable<(string Name, string Source)> Bodies(string marker, string signature, (string Name, string Body)[] rules, string parameters = "") =>
        rules.Select(rule => (rule.Name, $"[{marker}] public readonly partial record struct {rule.Name}{parameters} {{ {signature} => {rule.Body}; }}"));
}
