using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>Emitted rules compute what their scalar methods compute, at every width, and derivatives agree with central differences in double.</summary>
public sealed class ExecutionTests
{
    private static readonly int[] Widths = [128, 256, 512];

    /// <summary>Activations: a body, its meaning in double, and whether the derivative needs the output only.</summary>
    public static TheoryData<string, string, bool> Activations => new()
    {
        { "x * MathF.Tanh(MathF.Log(1 + MathF.Exp(x)))", "mish", false },
        { "x > 0 ? x : 0", "relu", true },
        { "x <= 0 ? 0 : x", "relu", true },
        { "MathF.Max(x, 0f)", "relu", true },
        { "0f < x ? x : 0f", "relu", true },
        { "MathF.Tanh(x)", "tanh", true },
        { "VectorMath.Sigmoid(x)", "sigmoid", true },
        { "1 / (1 + MathF.Exp(-x))", "sigmoid", false },
        { "x > 0 ? x : 0.1f * x", "leaky", false },
        { "x > 0 ? x : VectorMath.Expm1(x)", "elu", false },
        { "x / (1 + MathF.Abs(x))", "softsign", false },
        { "MathF.Min(MathF.Max(x, 0f), 2f)", "relu2", false },
        { "Math.Clamp(x, -1f, 1f)", "clamp", false },
        { "MathF.Sqrt(x * x + 1f) - 1f", "root", false },
        { "MathF.FusedMultiplyAdd(x, x, 3f * x) / 7f", "quadratic", false },
        { "MathF.Log(1f + MathF.Pow(MathF.Abs(x) + 1f, 2.5f))", "power", false },
    };

    [Theory]
    [MemberData(nameof(Activations))]
    public void ActivationsAgreeWithTheirScalarMethodAndWithCentralDifferences(string body, string meaning, bool fromOutput)
    {
        string source = $"namespace Samples; [Activation] public readonly partial record struct Rule {{ public static float Apply(float x) => {body}; }}";
        Assembly assembly = Generation.Run(source, RuleDriver.Activation("Rule", "new Rule()", isStatic: true, fromOutput)).Load(documented: false);
        Func<double, double> exact = Meaning(meaning);
        float[] x = Near.Grid(70);
        foreach (int width in Widths)
        {
            float[][] results = RuleDriver.Run(assembly, width, x);
            for (int i = 0; i < x.Length; i++)
            {
                Near.Equal(results[0][i], results[1][i], 2e-6, 1e-6, $"{body} at {x[i]}, {width} bits");
                Near.Equal(results[1][i], results[3][i], 0, 0, $"span of {body} at {x[i]}");
                double difference = (exact(x[i] + 1e-6) - exact(x[i] - 1e-6)) / 2e-6;
                Near.Equal(difference, results[2][i], 1e-5, 1e-5, $"derivative of {body} at {x[i]}, {width} bits");
            }
        }
    }

    [Theory]
    [InlineData("MathF.Abs(x)", -0f, 0f)]
    [InlineData("MathF.Max(x, 0f)", 0f, 0f)]
    [InlineData("MathF.Min(x, 6f)", 6f, 0f)]
    [InlineData("Math.Clamp(x, -1f, 1f)", 1f, 1f)]
    [InlineData("Math.Clamp(x, -1f, 1f)", -1f, 1f)]
    [InlineData("MathF.Floor(x) + MathF.Round(x) + MathF.Ceiling(x) + MathF.Truncate(x)", 1.5f, 0f)]
    [InlineData("MathF.Max(x, x * x)", 1f, 1.5f)]
    [InlineData("MathF.Pow(x, 0f)", 0f, 0f)]
    [InlineData("MathF.CopySign(x, -1f)", 3f, -1f)]
    public void DerivativesAtKinksFollowTheConventions(string body, float x, float expected)
    {
        string source = $"namespace Samples; [Activation] public readonly partial record struct Rule {{ public static float Apply(float x) => {body}; }}";
        bool fromOutput = !Generation.Run(source)["Samples.Rule.rule.g.cs"].Contains("DerivativeFromInput", StringComparison.Ordinal);
        Assembly assembly = Generation.Run(source, RuleDriver.Activation("Rule", "new Rule()", isStatic: true, fromOutput)).Load(documented: false);
        Assert.All(Widths, width => Assert.Equal(expected, RuleDriver.Run(assembly, width, [x])[2][0]));
    }

    [Fact]
    public void SpecialValuesPassAsInTheScalarMethod()
    {
        foreach (string body in new[] { "x > 0 ? x : 0.1f * x", "MathF.Max(x, 0f)", "MathF.Min(x, 1f)", "x <= 0 ? 0 : x", "x < 2f ? 2f : x", "x > 2f ? 2f : x", "MathF.Round(x)", "MathF.CopySign(1f, x)", "float.IsNaN(x) || float.IsInfinity(x) ? 1f : 0f", "(float)(int)x", "!(x < 1f) && x != 2f ? 1f : 2f" })
        {
            string source = $"namespace Samples; [Activation] public readonly partial record struct Rule {{ public static float Apply(float x) => {body}; }}";
            bool fromOutput = !Generation.Run(source)["Samples.Rule.rule.g.cs"].Contains("DerivativeFromInput", StringComparison.Ordinal);
            Assembly assembly = Generation.Run(source, RuleDriver.Activation("Rule", "new Rule()", isStatic: true, fromOutput)).Load(documented: false);
            foreach (int width in Widths)
            {
                float[][] results = RuleDriver.Run(assembly, width, Near.Special);
                for (int i = 0; i < Near.Special.Length; i++)
                    Assert.True(float.IsNaN(results[0][i]) ? float.IsNaN(results[1][i]) : BitConverter.SingleToInt32Bits(results[0][i]) == BitConverter.SingleToInt32Bits(results[1][i]), $"{body} at {Near.Special[i]}, {width} bits: {results[0][i]} but {results[1][i]}");
            }
        }
    }

    [Theory]
    [InlineData("MathF.Log(MathF.Cosh(prediction - target))")]
    [InlineData("(prediction - target) * (prediction - target)")]
    [InlineData("MathF.Abs(prediction - target)")]
    [InlineData("MathF.Abs(prediction - target) < 1f ? 0.5f * (prediction - target) * (prediction - target) : MathF.Abs(prediction - target) - 0.5f")]
    [InlineData("MathF.Max(0f, 1f - prediction * target)")]
    public void LossesAgreeWithTheirScalarMethodAndWithCentralDifferences(string body)
    {
        string source = $"namespace Samples; [Loss] public readonly partial record struct Rule {{ public static float Apply(float prediction, float target) => {body}; public static double Exact(double prediction, double target) => {body.Replace("MathF", "Math", StringComparison.Ordinal)}; }}";
        Assembly assembly = Generation.Run(source, RuleDriver.Loss("Rule", "new Rule()", isStatic: true)).Load(documented: false);
        var exact = assembly.GetType("Samples.Rule")!.GetMethod("Exact")!.CreateDelegate<Func<double, double, double>>();
        float[] x = Near.Grid(67, -2, 3);
        foreach (int width in Widths)
        {
            float[][] results = RuleDriver.Run(assembly, width, x);
            for (int i = 0; i < x.Length; i++)
            {
                float t = x[x.Length - 1 - i];
                Near.Equal(results[0][i], results[1][i], 2e-6, 1e-6, $"{body} at {x[i]}");
                Near.Equal(results[1][i], results[3][i], 0, 0, $"{body} alone at {x[i]}");
                double difference = (exact(x[i] + 1e-6, t) - exact(x[i] - 1e-6, t)) / 2e-6;
                if (Math.Abs(x[i] - t) > 1e-4)
                    Near.Equal(difference, results[2][i], 1e-5, 2e-5, $"derivative of {body} at {x[i]}, {t}");
            }
        }
    }

    [Theory]
    [InlineData(Samples.Lion, "Lion", "new Lion(WeightDecay: 0.1)", 1, false)]
    [InlineData(Samples.Momentum, "Momentum", "new Momentum()", 2, true)]
    [InlineData(Samples.Momentum, "Momentum", "new Momentum(nesterov: true, lookahead: Lookahead.None, warmup: 5)", 2, true)]
    public void OptimizersAgreeWithTheirScalarMethod(string source, string type, string instance, int states, bool takesStep)
    {
        Assembly assembly = Generation.Load(source, RuleDriver.Optimizer(type, instance, states, takesStep));
        float[] x = Near.Grid(70);
        foreach (int width in Widths)
        {
            float[][] results = RuleDriver.Run(assembly, width, x);
            for (int i = 0; i < x.Length; i++)
                Near.Equal(results[0][i], results[1][i], 2e-6, 1e-6, $"{instance} from {x[i]}, {width} bits");
        }
    }

    [Fact]
    public void AConstructorWithoutArgumentsGivesTheDefaults()
    {
        Assembly assembly = Generation.Load(Samples.Lion);
        Type lion = assembly.GetType("Samples.Lion")!;
        Assert.Equal(1e-4, lion.GetProperty("LearningRate")!.GetValue(Activator.CreateInstance(lion)));
        ConstructorInfo constructor = assembly.GetType("Samples.LionAttribute")!.GetConstructors().Single();
        object attribute = constructor.Invoke([.. constructor.GetParameters().Select(static parameter => parameter.DefaultValue)]);
        Assert.Equal(0.99, attribute.GetType().GetProperty("Beta2")!.GetValue(attribute));
    }

    private static Func<double, double> Meaning(string name) => name switch
    {
        "mish" => static x => x * Math.Tanh(Math.Log(1 + Math.Exp(x))),
        "relu" => static x => Math.Max(x, 0),
        "tanh" => Math.Tanh,
        "sigmoid" => static x => 1 / (1 + Math.Exp(-x)),
        "leaky" => static x => x > 0 ? x : (double)0.1f * x,
        "elu" => static x => x > 0 ? x : Math.Exp(x) - 1,
        "softsign" => static x => x / (1 + Math.Abs(x)),
        "relu2" => static x => Math.Clamp(x, 0, 2),
        "clamp" => static x => Math.Clamp(x, -1, 1),
        "root" => static x => Math.Sqrt((x * x) + 1) - 1,
        "quadratic" => static x => ((x * x) + (3 * x)) / 7,
        "power" => static x => Math.Log(1 + Math.Pow(Math.Abs(x) + 1, 2.5)),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
