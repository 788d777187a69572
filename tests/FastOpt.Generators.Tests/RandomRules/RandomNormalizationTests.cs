using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using FastOpt.Generators.Tests.Harness;
using Xunit;

namespace FastOpt.Generators.Tests.RandomRules;

/// <summary>
/// Random normalizations, which take statistics, trained parameters and random numbers in any order: vector forms against the scalar method, values and the
/// gradients in x and in every operand against the same expressions in double. Where it fails, the message is the rule.
/// </summary>
public sealed class RandomNormalizationTests
{
    private const int Compilations = 42;
    private const int RulesEach = 50;
    private const int Points = 32;
    private const double DerivativeTolerance = 2e-4;

    private static bool HasFusedMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;

    [Fact]
    public void TheyAgreeWithTheirScalarMethodAndWithDouble()
    {
        int values = 0;
        int gradients = 0;
        int expected = 0;
        for (int c = 0; c < Compilations; c++)
        {
            NormalizationBatch batch = Compile(c);
            foreach (RandomRule rule in batch.Rules)
            {
                (bool hasValue, int compared) = Check(batch, rule);
                values += hasValue ? 1 : 0;
                gradients += compared;
                expected += 1 + rule.Operands.Count(static o => !o.IsRandom);
            }
        }

        string counts = $"{Compilations * RulesEach} normalizations; {values} compared with double, {gradients} of {expected} gradients with differences.";
        TestContext.Current.TestOutputHelper?.WriteLine(counts);
        Assert.True(values >= 2000, $"Only {values} of {Compilations * RulesEach} normalizations were compared with double.");
        Assert.True(gradients >= 0.8 * expected, $"Only {gradients} of {expected} gradients were compared with differences.");
    }

    private static NormalizationBatch Compile(int compilation)
    {
        var rules = new List<RandomRule>();
        for (int i = 0; i < RulesEach; i++)
            rules.Add(new RandomRule($"R{i}", RandomKind.Normalization, 1_000_000 + (compilation * 1000) + i, isExact: compilation % 3 == 0, []));
        try
        {
            return new NormalizationBatch(rules);
        }
        catch (Xunit.Sdk.XunitException exception)
        {
            Assert.Fail($"Compilation {compilation}: {exception.Message}");
            throw;
        }
    }

    private static (bool HasValue, int Gradients) Check(NormalizationBatch batch, RandomRule rule)
    {
        float[] incoming = [.. Enumerable.Range(0, Points).Select(static i => 0.5f - (i / 16f))];
        float[][] inputs = [Near.Grid(Points, -3, 3), .. rule.Operands.Select(static o => o.Values(Points)), incoming];
        double[][] points = [.. Enumerable.Range(0, Points).Select(i => inputs.Take(inputs.Length - 1).Select(input => (double)input[i]).ToArray())];

        // The variables in which there is a gradient, by their place among x and the operands.
        int[] variables = [0, .. Enumerable.Range(1, rule.Operands.Count).Where(k => !rule.Operands[k - 1].IsRandom)];
        Evaluation[][] expected = [.. variables.Select(v => points.Select(p => rule.Evaluate(p, v)).ToArray())];
        double?[][] slopes = [.. variables.Select((v, k) => points.Select((p, i) => Slope(rule, p, v, expected[k][i])).ToArray())];
        float[] scalar = batch.Scalar(rule, inputs);
        foreach (int width in FunctionBatch.Widths)
        {
            float[][] found = batch.Vector(rule, width, inputs);
            for (int i = 0; i < Points; i++)
            {
                string At(string what, double wanted, double actual) => FormattableString.Invariant(
                    $"{what} at point {i} ({string.Join(", ", points[i])}), {width} bits: expected {wanted:R}, but found {actual:R}.\n{rule.Source}");
                if (rule.IsExact && HasFusedMultiplyAdd)
                    Assert.True(HasSameBits(scalar[i], found[0][i]), At("Bits", scalar[i], found[0][i]));
                if (expected[0][i].IsUnsure)
                    continue;
                Estimate value = expected[0][i].Result;
                Assert.True(Math.Abs(found[0][i] - value.Value) <= 1.01 * value.Error, At($"Value (bound {value.Error:R})", value.Value, found[0][i]));
                for (int k = 0; k < variables.Length; k++)
                {
                    if (slopes[k][i] is not { } slope)
                        continue;
                    double wanted = incoming[i] * slope;
                    string name = variables[k] == 0 ? "x" : rule.Operands[variables[k] - 1].Name;
                    double tolerance = DerivativeTolerance * Math.Abs(incoming[i]) * (1 + expected[k][i].Result.Slope);
                    Assert.True(Math.Abs(found[k + 1][i] - wanted) <= tolerance, At("Gradient in " + name, wanted, found[k + 1][i]));
                }
            }
        }

        return (expected[0].Any(static e => !e.IsUnsure), slopes.Count(static s => s.Any(static d => d is not null)));
    }

    /// <summary>The central difference in double in one variable, where all its points lie on one smooth piece and two steps agree.</summary>
    private static double? Slope(RandomRule rule, double[] point, int variable, Evaluation middle)
    {
        if (middle.IsUnsure || middle.Result.Slope > 1e3 || middle.Result.Error > 1e-5 * (1 + middle.Result.Slope))
            return null;
        double? Difference(double step)
        {
            Evaluation right = rule.Evaluate(Moved(point, variable, step), variable);
            Evaluation left = rule.Evaluate(Moved(point, variable, -step), variable);
            return right.Path == middle.Path && left.Path == middle.Path ? (right.Result.Value - left.Result.Value) / (2 * step) : null;
        }

        return Difference(1e-4) is { } coarse && Difference(2.5e-5) is { } fine && Math.Abs(coarse - fine) <= 1e-5 * (1 + middle.Result.Slope) ? fine : null;
    }

    private static bool HasSameBits(float a, float b) =>
        BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b) || (float.IsNaN(a) && float.IsNaN(b));

    private static double[] Moved(double[] point, int variable, double step)
    {
        double[] moved = [.. point];
        moved[variable] += step;
        return moved;
    }
}
