using System.Reflection;
using FastOpt.TestCases.Networks;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.CompiledRules;

/// <summary>Every optimizer at every width against its scalar method, over several steps.</summary>
public class CompiledOptimizerTests
{
    private const int Count = 67;

    private static readonly CompiledRule[] Rules =
    [
        .. CompiledRule.Marked<OptimizerAttribute>().Where(rule => rule.IsOfTests),
        .. OptimizerTable.Rows.Select(row => row.Rule),
    ];

    public static TheoryData<string> Names => [.. Rules.Select(rule => rule.ToString())];

    /// <summary>A rule made with new() must have its defaults: all zeros would train nothing.</summary>
    [Fact]
    public void DefaultsOfParameterlessConstructors()
    {
        Assert.Equal(new Adam(1e-3, 0.9, 0.999, 1e-8, 0, Convention.PyTorch), new Adam());
        Assert.Equal(new AdamW(1e-3, 0.9, 0.999, 1e-8, 1e-2, Convention.PyTorch), new AdamW());
        Assert.Equal(new RmsProp(1e-2, 0.99, 1e-8, 0, 0, Convention.PyTorch), new RmsProp());
        Assert.Equal(new RmsPropCentered(1e-2, 0.99, 1e-8, 0, 0, Convention.PyTorch), new RmsPropCentered());
        Assert.Equal(new Sgd(1e-3, 0, 0, false, 0, Convention.PyTorch), new Sgd());
        Assert.Equal(new Adagrad(1e-2, 0, 1e-10, 0, 0, Convention.PyTorch), new Adagrad());
        Assert.Equal(new Adadelta(1, 0.9, 1e-6, 0), new Adadelta());
        Assert.Equal(new Adamax(2e-3, 0.9, 0.999, 1e-8, 0, Convention.PyTorch), new Adamax());
        Assert.Equal(new AmsGrad(1e-3, 0.9, 0.999, 1e-8, 0, Convention.PyTorch), new AmsGrad());
        Assert.Equal(new NAdam(2e-3, 0.9, 0.999, 1e-8, 0, 4e-3), new NAdam());
        Assert.Equal(new RAdam(1e-3, 0.9, 0.999, 1e-8, 0, 5), new RAdam());
        Assert.Equal(new Rprop(1e-2, 0.5, 1.2, 1e-6, 50), new Rprop());
        Assert.Equal(new Asgd(1e-2, 1e-4, 0.75, 1e6, 0), new Asgd());
        Assert.Equal(new Lion(1e-4, 0.9, 0.99, 0), new Lion());
        Assert.Equal(new AdaBelief(1e-3, 0.9, 0.999, 1e-16, 0), new AdaBelief());
        Assert.Equal(new Yogi(1e-2, 0.9, 0.999, 1e-3, 0, 1e-6), new Yogi());
        Assert.Equal(new Adan(1e-3, 0.98, 0.92, 0.99, 1e-8, 0), new Adan());
        Assert.Equal(new SignSgd(1e-4, 0, 0), new SignSgd());
        Assert.Equal(new AdEmaMix(1e-3, 0.9, 0.999, 0.9999, 5, 0, 1e-8, 0), new AdEmaMix());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void VectorsAgreeWithTheScalarMethod(string name)
    {
        CompiledRule rule = Named(name);
        MethodInfo scalar = rule.Scalar("Update");
        foreach (int bits in Lanes.Widths)
        {
            float[][] values = Start(rule);
            var expected = values.Select(array => array.ToArray()).ToArray();
            for (int step = 1; step <= 4; step++)
            {
                float[] before = values[0].ToArray();
                values[1] = RuleInputs.Drawn(Count, seed: 50 + (ulong)step, scale: 0.5f);
                for (int i = 0; i < Count; i++)
                    UpdateScalar(rule, scalar, expected, values[1][i], i, step);
                Lanes.Invoke(rule.Vector("Update", bits), bits, rule.CoefficientsOf(step), values);
                for (int array = 0; array < values.Length; array++)
                {
                    double scale = Closeness.RootMeanSquare(Array.ConvertAll(expected[array], value => (double)value));
                    for (int i = 0; i < Count && array != 1; i++)
                    {
                        // Where a sum cancels, what contraction changes is relative to its terms.
                        double moved = array == 0 ? Math.Abs((double)expected[0][i] - before[i]) : scale;
                        double tolerance = (5e-7 * Math.Abs(expected[array][i])) + (array == 0 ? 1e-5 : 5e-7) * moved;
                        Assert.True(
                            Math.Abs((double)values[array][i] - expected[array][i]) <= tolerance,
                            $"{name}, {bits} bits, step {step}, {(array == 0 ? "weight" : rule.States[array - 2])} {i}: {values[array][i]:R} instead of {expected[array][i]:R}");
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WidthsHaveTheSameBits(string name)
    {
        CompiledRule rule = Named(name);
        float[][] Run(int bits)
        {
            float[][] values = Start(rule);
            for (int step = 1; step <= 4; step++)
            {
                values[1] = RuleInputs.Drawn(Count, seed: 50 + (ulong)step, scale: 0.5f);
                Lanes.Invoke(rule.Vector("Update", bits), bits, rule.CoefficientsOf(step), values);
            }

            return values;
        }

        float[][] narrow = Run(128);
        foreach (int bits in new[] { 256, 512 })
        {
            float[][] wide = Run(bits);
            for (int array = 0; array < narrow.Length; array++)
                Closeness.AssertSameBits(narrow[array], wide[array], $"{name}, {bits} bits, array {array}");
        }
    }

    /// <summary>State that decays under 2⁻¹⁰⁰ (running squares: 2⁻¹²⁰) becomes 0: a denormal would be kept for ever, and slows every step down.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void TinyStateIsFlushed(string name)
    {
        CompiledRule rule = Named(name);
        foreach (int bits in Lanes.Widths)
        {
            float[][] values = [new float[16], new float[16], .. rule.States.Select(_ => Enumerable.Repeat(1e-37f, 16).ToArray())];
            values[1].AsSpan().Fill(1e-36f);

            // RMSprop divides by √s + ε, so its direction is far from tiny; a gradient of zero leaves nothing but decay.
            values[1].AsSpan(8).Clear();
            Lanes.Invoke(rule.Vector("Update", bits), bits, rule.CoefficientsOf(2), values);
            object?[] tiny = ScalarArguments(rule, state: 1e-37f);
            rule.InvokeScalar(rule.Scalar("Update"), tiny);
            for (int state = 0; state < rule.States.Count; state++)
            {
                // Some states have a floor: Rprop's smallest step, the ε that Adamax and AdaBelief add.
                if ((float)tiny[2 + state]! > 1e-30f)
                    continue;
                for (int lane = 8; lane < 16; lane++)
                    Assert.True(values[2 + state][lane] == 0, $"{name}, {bits} bits, {rule.States[state]}: {values[2 + state][lane]:R} is not flushed");
            }

            // What is small but no danger stays.
            float[][] kept = [new float[16], new float[16], .. rule.States.Select(_ => Enumerable.Repeat(1e-28f, 16).ToArray())];
            Lanes.Invoke(rule.Vector("Update", bits), bits, rule.CoefficientsOf(2), kept);
            object?[] arguments = ScalarArguments(rule, state: 1e-28f);
            rule.InvokeScalar(rule.Scalar("Update"), arguments);
            for (int state = 0; state < rule.States.Count; state++)
            {
                float expected = (float)arguments[2 + state]!;
                Assert.True(Math.Abs(kept[2 + state][0] - expected) <= 1e-6f * expected, $"{name}, {bits} bits, {rule.States[state]}: {kept[2 + state][0]:R} instead of {expected:R}");
            }
        }
    }

    /// <summary>Powers of β neither overflow nor turn a correction into a division by zero, however long the training.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void CoefficientsStayFinite(string name)
    {
        CompiledRule rule = Named(name);
        foreach (long step in new[] { 1, 2, 1_000, 1_000_000, 1_000_000_000_000, long.MaxValue })
        {
            object coefficients = rule.CoefficientsOf(step);
            foreach (FieldInfo field in coefficients.GetType().GetFields())
                Assert.True(field.GetValue(coefficients) is not float value || float.IsFinite(value), $"{name}, step {step}: {field.Name} is {field.GetValue(coefficients)}");
        }
    }

    private static CompiledRule Named(string name) => Rules.Single(rule => rule.ToString() == name);

    /// <summary>Weights, a place for gradients, and zero states.</summary>
    private static float[][] Start(CompiledRule rule) =>
        [RuleInputs.Drawn(Count, seed: 9, scale: 1), new float[Count], .. rule.States.Select(_ => new float[Count])];

    /// <summary>A weight and a gradient of zero, the states, and the second step.</summary>
    private static object?[] ScalarArguments(CompiledRule rule, float state) =>
        [0f, 0f, .. rule.States.Select(_ => (object?)state), .. rule.Scalar("Update").GetParameters().Length > 2 + rule.States.Count ? new object?[] { 2L } : []];

    private static void UpdateScalar(CompiledRule rule, MethodInfo scalar, float[][] values, float gradient, int index, long step)
    {
        object?[] arguments = new object?[scalar.GetParameters().Length];
        for (int i = 0; i < values.Length; i++)
            arguments[i] = values[i][index];
        arguments[1] = gradient;
        if (arguments.Length > values.Length)
            arguments[^1] = step;
        rule.InvokeScalar(scalar, arguments);
        for (int i = 0; i < values.Length; i++)
        {
            if (i != 1)
                values[i][index] = (float)arguments[i]!;
        }
    }
}
