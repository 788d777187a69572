using System.Reflection;
using FastOpt.Reference;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.CompiledRules;

/// <summary>Every element-wise loss at every width against its scalar method and against the oracle.</summary>
public class CompiledLossTests
{
    private static readonly CompiledRule[] Rules =
        [.. CompiledRule.Marked<LossAttribute>().Where(rule => rule.IsLifted("Apply")), new CompiledRule(new Huber(0.25)), new CompiledRule(new SmoothL1(0.25)), new CompiledRule(new Quantile(0.9))];

    private static readonly (float[] Predictions, float[] Targets) Ordinary = Pairs();

    public static TheoryData<string> Names => [.. Rules.Select(rule => rule.ToString())];

    /// <summary>Only the structured loss is no function of one prediction and one target.</summary>
    [Fact]
    public void AllButSoftmaxAreLifted()
    {
        Assert.Equal(["SoftmaxCrossEntropy"], CompiledRule.Marked<LossAttribute>().Where(rule => !rule.IsLifted("Apply")).Select(rule => rule.Name));
        Assert.True(Rules.Select(rule => rule.Name).ToHashSet().IsSupersetOf(["MeanSquaredError", "Huber", "BinaryCrossEntropy", "MeanAbsoluteError", "SmoothL1", "LogCosh", "Hinge", "SquaredHinge", "Poisson", "Quantile"]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void VectorsAgreeWithTheScalarMethod(string name)
    {
        CompiledRule rule = Named(name);
        MethodInfo scalar = rule.Scalar("Apply");

        // Every special prediction with every special target, then ordinary pairs.
        float[] predictions = [.. RuleInputs.Special.SelectMany(p => RuleInputs.Special.Select(_ => p)), .. Ordinary.Predictions];
        float[] targets = [.. RuleInputs.Special.SelectMany(_ => RuleInputs.Special), .. Ordinary.Targets];
        float[] expected = [.. predictions.Zip(targets, (p, t) => (float)rule.InvokeScalar(scalar, [p, t])!)];
        foreach (int bits in Lanes.Widths)
        {
            float[] actual = Lanes.Invoke(rule.Vector("Apply", bits), bits, rule.Coefficients, predictions, targets).Result;
            float[] again = Lanes.Invoke(rule.Vector("ApplyWithDerivative", bits), bits, rule.Coefficients, predictions, targets).Result;
            for (int i = 0; i < expected.Length; i++)
            {
                double tolerance = (1e-6 * Math.Abs(expected[i])) + Noise(rule, predictions[i], targets[i]);
                bool equal = expected[i].Equals(actual[i]) || Math.Abs((double)actual[i] - expected[i]) <= tolerance;

                // A fused product does not overflow before the sum: what is ∞ − ∞ in the scalar method may be finite or ∞ here.
                equal |= float.IsNaN(expected[i]) && float.IsFinite(predictions[i]) && float.IsFinite(targets[i]) && float.IsInfinity(predictions[i] * targets[i]);
                Assert.True(equal, $"{name}({predictions[i]:R}, {targets[i]:R}) at {bits} bits is {actual[i]:R}, the scalar method says {expected[i]:R}");
                Assert.True(actual[i].Equals(again[i]), $"{name}({predictions[i]:R}, {targets[i]:R}) at {bits} bits is {actual[i]:R}, with derivative {again[i]:R}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreeWithTheOracle(string name)
    {
        CompiledRule rule = Named(name);
        ReferenceLoss reference = Reference(rule);
        var derivative = new double[1];
        foreach (int bits in Lanes.Widths)
        {
            (float[] losses, float[] slopes) = Lanes.Invoke(rule.Vector("ApplyWithDerivative", bits), bits, rule.Coefficients, Ordinary.Predictions, Ordinary.Targets);
            for (int i = 0; i < losses.Length; i++)
            {
                (float p, float t) = (Ordinary.Predictions[i], Ordinary.Targets[i]);
                double expected = reference.OfExample([p], [t], derivative);
                string call = $"{name}({p:R}, {t:R}) at {bits} bits";
                Assert.True(Math.Abs(losses[i] - expected) <= (1e-6 * Math.Abs(expected)) + Noise(rule, p, t), $"{call} is {losses[i]:R} instead of {expected:R}");
                Assert.True(Math.Abs(slopes[i] - derivative[0]) <= 2e-6 * (Math.Abs(derivative[0]) + (Math.Abs(p - t) < 20 ? 0.1 : 1)), $"{call} has the derivative {slopes[i]:R} instead of {derivative[0]:R}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WidthsHaveTheSameBits(string name)
    {
        CompiledRule rule = Named(name);
        (float[] losses, float[] slopes) = Lanes.Invoke(rule.Vector("ApplyWithDerivative", 128), 128, rule.Coefficients, Ordinary.Predictions, Ordinary.Targets);
        foreach (int bits in new[] { 256, 512 })
        {
            (float[] wideLosses, float[] wideSlopes) = Lanes.Invoke(rule.Vector("ApplyWithDerivative", bits), bits, rule.Coefficients, Ordinary.Predictions, Ordinary.Targets);
            Closeness.AssertSameBits(losses, wideLosses, $"{name}, {bits} bits");
            Closeness.AssertSameBits(slopes, wideSlopes, $"{name}', {bits} bits");
        }
    }

    private static CompiledRule Named(string name) => Rules.Single(rule => rule.ToString() == name);

    private static ReferenceLoss Reference(CompiledRule rule) => rule.ToString() switch
    {
        var text when text == new Huber(0.25).ToString() => ReferenceLosses.Huber(0.25),
        var text when text == new SmoothL1(0.25).ToString() => ReferenceLosses.SmoothL1(0.25),
        var text when text == new Quantile(0.9).ToString() => ReferenceLosses.Quantile(0.9),
        _ => ReferenceRules.Loss(rule.Name),
    };

    /// <summary>What a loss loses where its terms cancel: LogCosh and PseudoHuber of these tests are the plain formulas, with 1 taken off a number near 1.</summary>
    private static double Noise(CompiledRule rule, float prediction, float target) => rule.Name switch
    {
        "LogCosh" when rule.IsOfTests => 3e-7,
        "Hinge" or "SquaredHinge" => 2e-7,
        "Poisson" => 3e-7 * Math.Abs((double)prediction * target),
        "PseudoHuber" => 1e-6,
        "BinaryCrossEntropy" => 3e-7 * Math.Abs((double)prediction * target),
        _ => 1e-44,
    };

    private static (float[] Predictions, float[] Targets) Pairs()
    {
        float[] targets = [0, 1, 0.25f, -0.75f, 1.5f];
        return ([.. RuleInputs.Ordinary.SelectMany(p => targets.Select(_ => p))], [.. RuleInputs.Ordinary.SelectMany(_ => targets)]);
    }
}
