using System.Globalization;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using FastOpt.Generators.Tests.Harness;
using Xunit;

namespace FastOpt.Generators.Tests.RandomRules;

/// <summary>
/// Random rules, grown from the grammar of the language: they compile without a warning; their vector forms agree with their scalar method at every width, in bits where no
/// contraction is possible; values and derivatives agree with the same expressions in double, which know nothing of the compiler. Where it fails, the message is the rule.
/// </summary>
public sealed class RandomRuleTests
{
    private const int RulesEach = 50;
    private const int Points = 32;

    /// <summary>How many compilations of rules; <c>FASTOPT_RANDOM_RULES</c> is another number of rules.</summary>
    private static readonly int Compilations =
        int.TryParse(Environment.GetEnvironmentVariable("FASTOPT_RANDOM_RULES"), CultureInfo.InvariantCulture, out int rules) ? (rules + RulesEach - 1) / RulesEach : 42;

    /// <summary>Where the derivative's own rounding, and the difference's, end.</summary>
    private const double DerivativeTolerance = 2e-4;

    private static readonly RandomKind[] Kinds =
    [
        RandomKind.Function, RandomKind.Chooser, RandomKind.Activation, RandomKind.Uniform, RandomKind.Loss, RandomKind.Function, RandomKind.Activation, RandomKind.TwoLanes,
        RandomKind.Uniform, RandomKind.Optimizer,
    ];

    /// <summary>Whether a fused multiply-add in lanes is one: without, the estimate is a product and a sum, and bits are not promised.</summary>
    private static bool HasFusedMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;

    [Fact]
    public void TheyAgreeWithTheirScalarMethodAndWithDouble()
    {
        float[] x = Near.Grid(Points, -3, 3);
        float[] y = [.. Near.Grid(Points, 2, -2.5f)];
        int values = 0;
        int derivatives = 0;
        var produced = new Produced();
        for (int c = 0; c < Compilations; c++)
        {
            RandomBatch batch = Compile(c);
            foreach (RandomRule rule in batch.Rules)
            {
                produced.Add(rule);
                (bool hasValue, bool hasDerivative) = Check(batch, rule, x, y);
                values += hasValue ? 1 : 0;
                derivatives += hasDerivative ? 1 : 0;
            }
        }

        // Some rules leave the range of the bounds, or sit on kinks, at every point.
        TestContext.Current.TestOutputHelper?.WriteLine($"{Compilations * RulesEach} rules; {values} compared with double, {derivatives} derivatives with differences.");
        TestContext.Current.TestOutputHelper?.WriteLine($"Rules with each construct: {produced}.");
        Assert.Empty(produced.Fewer(Compilations / 2));
        int all = Compilations * RulesEach;
        Assert.True(values >= 0.9 * all, $"Only {values} of {Compilations * RulesEach} rules were compared with double.");
        Assert.True(derivatives >= 0.75 * all, $"Only {derivatives} derivatives were compared with differences.");
    }

    private static RandomBatch Compile(int compilation)
    {
        // Every third compilation is one in which nothing can be contracted.
        bool isExact = compilation % 3 == 0;
        var rules = new List<RandomRule>();
        for (int i = 0; i < RulesEach; i++)
        {
            RandomRule[] helpers = [.. rules.Where(static r => r.Kind is RandomKind.Function or RandomKind.Chooser).TakeLast(4)];
            rules.Add(new RandomRule($"R{i}", Kinds[i % Kinds.Length], (compilation * 1000) + i, isExact, helpers));
        }

        try
        {
            return new RandomBatch(rules);
        }
        catch (Xunit.Sdk.XunitException exception)
        {
            Assert.Fail($"Compilation {compilation}: {exception.Message}");
            throw;
        }
    }

    private static (bool HasValue, bool HasDerivative) Check(RandomBatch batch, RandomRule rule, float[] x, float[] y)
    {
        float[] scalar = batch.Scalar(rule, x, y);
        Evaluation[] expected = [.. x.Select((v, i) => rule.Evaluate(v, y[i]))];
        double?[] slopes = [.. x.Select((v, i) => rule.IsDifferentiable ? Slope(rule, v, y[i], expected[i]) : null)];
        foreach (int width in FunctionBatch.Widths)
        {
            (float[] values, float[] derivatives) = batch.Vector(rule, width, x, y);
            for (int i = 0; i < x.Length; i++)
            {
                string At(string what, double wanted, double found) => FormattableString.Invariant(
                    $"{what} at x = {x[i]:R}, y = {y[i]:R}, {width} bits: expected {wanted:R}, but found {found:R}.\n{rule.Source}");
                if (rule.IsExact && HasFusedMultiplyAdd)
                    Assert.True(BitConverter.SingleToInt32Bits(scalar[i]) == BitConverter.SingleToInt32Bits(values[i]) || (float.IsNaN(scalar[i]) && float.IsNaN(values[i])), At("Bits", scalar[i], values[i]));
                if (expected[i].IsUnsure)
                    continue;
                Estimate value = expected[i].Result;
                Assert.True(Math.Abs(values[i] - value.Value) <= 1.01 * value.Error, At($"Value (bound {value.Error:R})", value.Value, values[i]));
                Assert.True(Math.Abs(scalar[i] - value.Value) <= 1.01 * value.Error, At($"Scalar value (bound {value.Error:R})", value.Value, scalar[i]));
                if (slopes[i] is { } slope)
                    Assert.True(Math.Abs(derivatives[i] - slope) <= DerivativeTolerance * (1 + value.Slope), At("Derivative", slope, derivatives[i]));
            }
        }

        return (expected.Any(static e => !e.IsUnsure), slopes.Any(static s => s is not null));
    }

    /// <summary>The central difference in double, where all its points lie on one smooth piece and two steps agree.</summary>
    private static double? Slope(RandomRule rule, double x, double y, Evaluation middle)
    {
        if (middle.IsUnsure || middle.Result.Slope > 1e3 || middle.Result.Error > 1e-5 * (1 + middle.Result.Slope))
            return null;
        double? Difference(double step)
        {
            Evaluation right = rule.Evaluate(x + step, y);
            Evaluation left = rule.Evaluate(x - step, y);
            return right.Path == middle.Path && left.Path == middle.Path ? (right.Result.Value - left.Result.Value) / (2 * step) : null;
        }

        return Difference(1e-4) is { } coarse && Difference(2.5e-5) is { } fine && Math.Abs(coarse - fine) <= 1e-5 * (1 + middle.Result.Slope) ? fine : null;
    }
}
