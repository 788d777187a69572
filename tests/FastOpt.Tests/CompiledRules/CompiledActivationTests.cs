using System.Reflection;
using FastOpt.Reference;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.CompiledRules;

/// <summary>Every activation at every width against its scalar method and against the oracle.</summary>
public class CompiledActivationTests
{
    private static readonly CompiledRule[] Rules =
    [
        .. CompiledRule.Marked<ActivationAttribute>().Where(static rule => !rule.IsExtended),
        new CompiledRule(new LeakyRelu(0.25)), new CompiledRule(new Softplus(2)), new CompiledRule(new Elu(0.5)), new CompiledRule(new HardTanh(-0.5, 2)),
    ];

    public static TheoryData<string> Names => [.. Rules.Select(rule => rule.ToString())];

    [Fact]
    public void AllAreFound() => Assert.True(
        Rules.Select(rule => rule.Name).ToHashSet().IsSupersetOf(["Relu", "LeakyRelu", "Sigmoid", "Tanh", "Gelu", "Silu", "Softplus", "Elu", "Selu", "GeluTanh", "Mish", "Softsign", "HardSigmoid", "HardSwish", "HardTanh", "Relu6"]));

    [Theory]
    [MemberData(nameof(Names))]
    public void VectorsAgreeWithTheScalarMethod(string name)
    {
        CompiledRule rule = Named(name);
        MethodInfo scalar = rule.Scalar("Apply");
        float[] expected = Array.ConvertAll(RuleInputs.All, x => (float)rule.InvokeScalar(scalar, [x])!);
        foreach (int bits in Lanes.Widths)
        {
            float[] actual = Lanes.Invoke(rule.Vector("Apply", bits), bits, rule.Coefficients, RuleInputs.All).Result;
            for (int i = 0; i < expected.Length; i++)
            {
                float x = RuleInputs.All[i];

                // Contraction of products and sums changes the last bits; where terms cancel, they are bits of the terms, which are of the size of x.
                double tolerance = (1e-6 * Math.Abs(expected[i])) + (Cancels(rule) ? 3e-7 * Math.Abs(x) : 1e-44);
                bool equal = expected[i].Equals(actual[i]) || Math.Abs((double)actual[i] - expected[i]) <= tolerance;
                Assert.True(equal, $"{name}({x:R}) at {bits} bits is {actual[i]:R}, the scalar method says {expected[i]:R}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheOracle(string name)
    {
        CompiledRule rule = Named(name);
        ReferenceActivation reference = Reference(rule);
        float[] values = Lanes.Invoke(rule.Vector("Apply", 128), 128, rule.Coefficients, RuleInputs.Ordinary).Result;
        for (int i = 0; i < values.Length; i++)
        {
            float x = RuleInputs.Ordinary[i];
            double expected = reference.Value(x);
            double tolerance = (1e-6 * Math.Abs(expected)) + (Cancels(rule) ? 3e-7 * Math.Abs(x) : 1e-37);
            Assert.True(Math.Abs(values[i] - expected) <= tolerance, $"{name}({x:R}) is {values[i]:R} instead of {expected:R}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DerivativeAgreesWithTheOracle(string name)
    {
        CompiledRule rule = Named(name);
        ReferenceActivation reference = Reference(rule);
        float[] inputs = [0, -0f, .. RuleInputs.Ordinary];
        foreach (int bits in Lanes.Widths)
        {
            float[] kept = rule.DerivativeFromInput ? inputs : Lanes.Invoke(rule.Vector("Apply", bits), bits, rule.Coefficients, inputs).Result;
            float[] derivatives = Lanes.Invoke(rule.Vector("Derivative", bits), bits, rule.Coefficients, kept).Result;
            for (int i = 0; i < inputs.Length; i++)
            {
                double expected = reference.Derivative(inputs[i]);

                // From an output near saturation (1 − y²) only absolute accuracy is possible; gradients need no more.
                Assert.True(
                    Math.Abs(derivatives[i] - expected) <= (3e-6 * Math.Abs(expected)) + 1e-6,
                    $"{name}'({inputs[i]:R}) at {bits} bits is {derivatives[i]:R} instead of {expected:R}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WidthsHaveTheSameBits(string name)
    {
        CompiledRule rule = Named(name);
        float[] narrow = Lanes.Invoke(rule.Vector("Apply", 128), 128, rule.Coefficients, RuleInputs.All).Result;
        float[] slopes = Lanes.Invoke(rule.Vector("Derivative", 128), 128, rule.Coefficients, RuleInputs.Ordinary).Result;
        foreach (int bits in new[] { 256, 512 })
        {
            AssertSameBitsOrNaN(narrow, Lanes.Invoke(rule.Vector("Apply", bits), bits, rule.Coefficients, RuleInputs.All).Result, $"{name}, {bits} bits");
            AssertSameBitsOrNaN(slopes, Lanes.Invoke(rule.Vector("Derivative", bits), bits, rule.Coefficients, RuleInputs.Ordinary).Result, $"{name}', {bits} bits");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SpansOfEveryLength(string name)
    {
        CompiledRule rule = Named(name);
        SpanFunction spans = rule.Spans();
        float[] inputs = RuleInputs.Drawn(257, seed: 4, scale: 8);
        float[] expected = Lanes.Invoke(rule.Vector("Apply", 128), 128, rule.Coefficients, inputs).Result;
        for (int length = 0; length <= inputs.Length; length++)
        {
            var result = new float[length + 2];
            result.AsSpan().Fill(777);
            spans(inputs.AsSpan(0, length), result.AsSpan(1, length));
            Closeness.AssertSameBits(expected.AsSpan(0, length), result.AsSpan(1, length), $"{name}, length {length}");
            Assert.Equal((777f, 777f), (result[0], result[^1]));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SpansBetweenGuardPages(string name)
    {
        Assert.SkipUnless(GuardedMemory<float>.IsSupported, "Guard pages are made with mmap.");
        CompiledRule rule = Named(name);
        SpanFunction spans = rule.Spans();
        float[] inputs = RuleInputs.Drawn(257, seed: 4, scale: 8);
        var expected = new float[inputs.Length];
        spans(inputs, expected);
        foreach (GuardSide side in Enum.GetValues<GuardSide>())
        {
            for (int length = 0; length <= inputs.Length; length++)
            {
                using var x = new GuardedMemory<float>(inputs.AsSpan(0, length), side);
                using var result = new GuardedMemory<float>(new float[length], side);
                spans(x.Span, result.Span);
                Closeness.AssertSameBits(expected.AsSpan(0, length), result.Span, $"{name}, length {length}, guard {side}");
                spans(x.Span, x.Span);
                Closeness.AssertSameBits(expected.AsSpan(0, length), x.Span, $"{name}, length {length}, in place");
            }
        }
    }

    private static CompiledRule Named(string name) => Rules.Single(rule => rule.ToString() == name);

    /// <summary>Gelu adds 1 to erf, HardSigmoid and HardSwish add 3 to x; GeluTanh's exponential magnifies the rounding of its cube; the Mish of these tests is the plain formula log(1 + eˣ).</summary>
    private static bool Cancels(CompiledRule rule) => rule.Name is "Gelu" or "GeluTanh" or "HardSigmoid" or "HardSwish" || rule is { Name: "Mish", IsOfTests: true };

    private static ReferenceActivation Reference(CompiledRule rule) => rule.ToString() switch
    {
        var text when text == new LeakyRelu(0.25).ToString() => ReferenceActivations.LeakyRelu(0.25),
        var text when text == new Softplus(2).ToString() => new ReferenceActivation(
            "Softplus", x => ReferenceActivations.Softplus.Value(2 * x) / 2, x => ReferenceActivations.Softplus.Derivative(2 * x)),
        var text when text == new Elu(0.5).ToString() => ReferenceActivations.Elu(0.5),
        var text when text == new HardTanh(-0.5, 2).ToString() => ReferenceActivations.HardTanh(-0.5, 2),
        _ when rule.Name == "Bend" => new ReferenceActivation("Bend", x => x / Math.Sqrt(1 + (x * x)), x => Math.Pow(1 + (x * x), -1.5)),
        _ => ReferenceRules.Activation(rule.Name),
    };

    private static void AssertSameBitsOrNaN(float[] expected, float[] actual, string what)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            // NaN payloads are not promised.
            if (!(float.IsNaN(expected[i]) && float.IsNaN(actual[i])))
                Closeness.AssertSameBits(expected.AsSpan(i, 1), actual.AsSpan(i, 1), $"{what}, value {i}");
        }
    }
}
