using System.Reflection;

namespace FastOpt.Tests.CompiledRules;

/// <summary>
/// Every rule that takes more than x, at every width: its values against its scalar method and its formula in double, its gradients against differences of that
/// formula.
/// </summary>
public class CompiledOperandTests
{
    /// <summary>The formulas, with x first and the operands in the order of the scalar method.</summary>
    private static readonly (object Rule, Func<double[], double> Formula)[] Table =
    [
        (new BatchNorm(), static v => ((v[0] - v[1]) / Math.Sqrt(v[2] + 1e-5) * v[3]) + v[4]),
        (new BatchNorm(Epsilon: 0.25), static v => ((v[0] - v[1]) / Math.Sqrt(v[2] + 0.25) * v[3]) + v[4]),
        (new LayerNorm(), static v => ((v[0] - v[1]) / Math.Sqrt(v[2] + 1e-5) * v[3]) + v[4]),
        (new GroupNorm(3), static v => ((v[0] - v[1]) / Math.Sqrt(v[2] + 1e-5) * v[3]) + v[4]),
        (new InstanceNorm(), static v => (v[0] - v[1]) / Math.Sqrt(v[2] + 1e-5)),
        (new RmsNorm(), static v => v[0] / Math.Sqrt(v[1] + Math.Pow(2, -23)) * v[2]),
        (new RmsNorm(Epsilon: 0.5), static v => v[0] / Math.Sqrt(v[1] + 0.5) * v[2]),
        (default(PRelu), static v => v[0] > 0 ? v[0] : v[1] * v[0]),
        (new Dropout(), static v => v[1] < 0.5 ? 0 : 2 * v[0]),
        (new Dropout(0.3), static v => v[1] < 19661 / 65536.0 ? 0 : v[0] / (1 - (19661 / 65536.0))),
        (new Dropout(0), static v => v[0]),
        (new Dropout(1), static _ => 0),
        (new GaussianNoise(0.75), static v => v[0] + (0.75 * v[1])),
    ];

    public static TheoryData<string> Names => [.. Table.Select(static row => row.Rule.ToString()!)];

    [Fact]
    public void AllAreFound()
    {
        IEnumerable<CompiledRule> marked = CompiledRule.Marked<NormalizationAttribute>().Concat(CompiledRule.Marked<ActivationAttribute>());
        IEnumerable<string> names = marked.Where(static rule => rule.IsExtended && !rule.IsOfTests).Select(static rule => rule.Name);
        Assert.Equal(names.Order(StringComparer.Ordinal), Table.Select(static row => row.Rule.GetType().Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void VectorsAgreeWithTheScalarMethodAndTheFormula(string name)
    {
        (CompiledRule rule, Func<double[], double> formula) = Named(name);
        float[][] inputs = Inputs(rule);
        MethodInfo scalar = rule.Scalar("Apply");
        foreach (int bits in Lanes.Widths)
        {
            float[] found = Lanes.Invoke(rule.Vector("Apply", bits), bits, rule.Coefficients, inputs).Result;
            for (int i = 0; i < found.Length; i++)
            {
                double expected = formula(At(inputs, i));
                double tolerance = 1e-6 * (1 + Math.Abs(expected) + Math.Abs(inputs[0][i]));
                Assert.Equal(expected, found[i], tolerance);
                Assert.Equal(expected, (float)rule.InvokeScalar(scalar, [.. inputs.Select(input => (object)input[i])])!, tolerance);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientsAgreeWithDifferencesOfTheFormula(string name)
    {
        const double Step = 1e-5;
        (CompiledRule rule, Func<double[], double> formula) = Named(name);
        float[][] inputs = Inputs(rule);
        float[] incoming = [.. Enumerable.Range(0, inputs[0].Length).Select(static i => 1.5f - (i % 7 * 0.5f))];
        int[] variables = [0, .. Enumerable.Range(1, rule.Operands.Length).Where(k => rule.Operands[k - 1] is not ("uniform" or "normal"))];
        foreach (int bits in Lanes.Widths)
        {
            float[][] gradients = Lanes.InvokeOuts(rule.Vector("Gradients", bits), bits, rule.Coefficients, [incoming, .. inputs]);
            Assert.Equal(variables.Length, gradients.Length);
            for (int k = 0; k < variables.Length; k++)
            {
                for (int i = 0; i < incoming.Length; i++)
                {
                    double[] right = At(inputs, i);
                    double[] left = At(inputs, i);
                    right[variables[k]] += Step;
                    left[variables[k]] -= Step;
                    double expected = incoming[i] * (formula(right) - formula(left)) / (2 * Step);
                    Assert.Equal(expected, gradients[k][i], 3e-6 * (1 + Math.Abs(expected) + Math.Abs(inputs[0][i])));
                }
            }
        }
    }

    /// <summary>Special values: NaN passes through what does not drop it, and nothing else becomes NaN.</summary>
    [Fact]
    public void DroppedValuesAreZeroWhateverTheyWere()
    {
        Assert.All(new[] { 0f, 3f, float.MaxValue, float.PositiveInfinity, float.NaN }, static x => Assert.Equal(0, new Dropout(1).Apply(x, 0.99999f)));
        Assert.Equal(0, new Dropout(0.25).Apply(float.NaN, 0.2f));
        Assert.True(float.IsNaN(new Dropout(0.25).Apply(float.NaN, 0.25f)));
        Assert.Equal(float.MaxValue, new Dropout(0).Apply(float.MaxValue, 0));
    }

    [Fact]
    public void WhatTrainsOnlyLeavesXAsItIsInPredict()
    {
        foreach (CompiledRule rule in Table.Select(static row => new CompiledRule(row.Rule)).Where(static rule => rule.Facts.HasPredict))
        {
            Assert.True(rule.Facts.PredictIsIdentity);
            Assert.False(rule.IsLifted("Predict"));
            Assert.Equal(-1.25f, rule.InvokeScalar(rule.Scalar("Predict"), [-1.25f]));
        }
    }

    /// <summary>What other compilations read of the rules.</summary>
    [Fact]
    public void TheFactsAreRecorded()
    {
        CompiledRuleAttribute batch = new CompiledRule(new BatchNorm()).Facts;
        Assert.Equal(["statistic mean", "statistic variance", "trained scale 1 weight", "trained shift 0 bias"], batch.Operands);
        Assert.Equal((Axis.Batch, true, true, false), (batch.Over, batch.HasMomentum, batch.GradientReadsX, batch.HasPredict));
        Assert.Equal((Axis.Features, "Groups"), (new CompiledRule(new GroupNorm(2)).Facts.Over, new CompiledRule(new GroupNorm(2)).Facts.Groups));
        Assert.Equal(Axis.Positions, new CompiledRule(new InstanceNorm()).Facts.Over);
        CompiledRuleAttribute dropout = new CompiledRule(new Dropout()).Facts;
        Assert.Equal((true, true, false, false), (dropout.ComparesUniform, dropout.PredictIsIdentity, dropout.GradientReadsX, dropout.GradientReadsOutput));
        CompiledRuleAttribute noise = new CompiledRule(new GaussianNoise(1)).Facts;
        Assert.Equal((true, false, false), (noise.IsExtended, noise.GradientReadsX, noise.ComparesUniform));
        Assert.False(new CompiledRule(default(Relu)).Facts.IsExtended);
        Assert.Equal((true, true, false), (batch.IsAffine, noise.IsAffine, new CompiledRule(new PRelu()).Facts.IsAffine));
    }

    private static (CompiledRule Rule, Func<double[], double> Formula) Named(string name)
    {
        (object rule, Func<double[], double> formula) = Table.Single(row => row.Rule.ToString() == name);
        return (new CompiledRule(rule), formula);
    }

    private static double[] At(float[][] inputs, int i) => [.. inputs.Select(input => (double)input[i])];

    /// <summary>x away from the kink at 0, and for each operand values of its kind.</summary>
    private static float[][] Inputs(CompiledRule rule)
    {
        const int Count = 203;
        static float[] Values(Func<int, double> of) => [.. Enumerable.Range(0, Count).Select(i => (float)of(i))];
        return
        [
            Values(static i => (i - 101.5) / 20),
            .. rule.Operands.Select(name => name switch
            {
                "variance" or "meanSquare" => Values(static i => 0.05 + (i * 37 % 101 / 40.0)),
                "uniform" => Values(static i => i * 29 % 128 / 128.0),
                "normal" => Values(static i => (i * 31 % 97 / 24.0) - 2),
                _ => Values(i => (i * 41 % 89 / 44.0) - 1 + (name.Length / 10.0)),
            }),
        ];
    }
}
