using FastOpt.Reference;

namespace FastOpt.Members.Tests;

/// <summary>Sums over very many inputs or outputs: forward and on the way back.</summary>
[Collection(nameof(Alone))]
public sealed class LongInputSumTests
{
    /// <summary>A plain sum of floats gives 100,958.34.</summary>
    [Fact]
    public void AMillionInputsOfATenthWithWeightsOfOne()
    {
        var network = new ManyInputs(1);
        network.LoadParameters([.. LongSum.Equal(1_000_000, 1), 0]);
        float[] output = [0];
        network.Predict(LongSum.Equal(1_000_000, 0.1f), output);
        Assert.Equal(100_000.0015, output[0], 1e-5 * 100_000);
    }

    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void AMillionInputsOfAKind(string kind)
    {
        float[] inputs = LongSum.Terms(kind, 1_000_000), weights = LongSum.Terms("ramp", 1_000_000), output = [0];
        var network = new ManyInputs(1);
        network.LoadParameters([.. weights, 0.5f]);
        network.Predict(inputs, output);
        LongSum.Near(LongSum.Of(inputs, weights) + 0.5, output[0]);
        network.CreatePredictor().Predict(inputs, output);
        LongSum.Near(LongSum.Of(inputs, weights) + 0.5, output[0]);
    }

    /// <summary>Up to 65,536 terms are added one after the other, as ever.</summary>
    [Fact]
    public void TheLastShortSumHasTheBitsOfOneFloat()
    {
        Assert.SkipUnless(LongSumBits.HasFusedMultiplyAdd, "Bits are promised where there is FMA.");
        float[] inputs = LongSum.Terms("random", LongSum.Most), weights = LongSum.Terms("ramp", LongSum.Most), output = [0];
        var network = new LastShortInputs(1);
        network.LoadParameters([.. weights, 0.25f]);
        network.Predict(inputs, output);
        float expected = 0.25f;
        for (int i = 0; i < inputs.Length; i++)
            expected = MathF.FusedMultiplyAdd(inputs[i], weights[i], expected);
        Assert.Equal(expected, output[0]);
    }

    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void TheFirstLongSumIsNear(string kind)
    {
        float[] inputs = LongSum.Terms(kind, LongSum.Most + 1), weights = LongSum.Equal(LongSum.Most + 1, 1), output = [0];
        var network = new FirstLongInputs(1);
        network.LoadParameters([.. weights, 0]);
        network.Predict(inputs, output);
        LongSum.Near(LongSum.Of(inputs), output[0]);
    }

    /// <summary>Batches that fill no tile, one and several: every row has its own sum, and the activation sees it whole.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(13)]
    public void RowsOfABatchHaveTheirActivation(int batch)
    {
        const int Inputs = 70_000;
        float[] inputs = [.. Enumerable.Range(0, batch).SelectMany(static row => LongSum.Equal(Inputs, 0.1f / (row + 1)))];
        float[] weights = [.. Enumerable.Range(0, 5).SelectMany(static unit => LongSum.Equal(Inputs, (unit - 2) * 1e-4f))];
        var network = new ActivatedInputs(batch);
        network.LoadParameters([.. weights, .. LongSum.Equal(5, 0.125f)]);
        var outputs = new float[batch * 5];
        network.TrainStep(inputs, new float[batch * 5], outputs);
        for (int row = 0; row < batch; row++)
        {
            for (int unit = 0; unit < 5; unit++)
            {
                double z = ((double)Inputs * inputs[row * Inputs] * weights[unit * Inputs]) + 0.125;
                LongSum.Near(ReferenceActivations.Gelu.Value(z), outputs[(row * 5) + unit], 1);
            }
        }
    }

    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void AnInputGradientOverManyOutputs(string kind)
    {
        const int Outputs = 100_000;
        var network = new ManyOutputs(4, seed: 3);
        float[] parameters = network.ParametersOf(), weights = LongSum.Terms("ramp", 3 * Outputs), gradients = LongSum.Terms(kind, Outputs);
        network.LoadParameters([.. parameters[..9], .. weights, .. new float[Outputs]]);
        float[] input = [0.5f, -0.25f], actual = network.Gradients(input, gradients), ofInput = new float[2];
        network.ComputeInputGradients(input, gradients, ofInput);
        var expected = new double[2];
        for (int unit = 0; unit < 3; unit++)
        {
            double z = ((double)parameters[2 * unit] * 0.5) + (parameters[(2 * unit) + 1] * -0.25) + parameters[6 + unit], sum = 0;
            for (int i = 0; i < Outputs; i++)
                sum += (double)gradients[i] * weights[(3 * i) + unit];
            double slope = sum * (1 - (Math.Tanh(z) * Math.Tanh(z)));
            LongSum.Near(slope, actual[6 + unit]);
            LongSum.Near(slope * 0.5, actual[2 * unit]);
            expected[0] += slope * parameters[2 * unit];
            expected[1] += slope * parameters[(2 * unit) + 1];
        }

        double scale = LongSum.Of(gradients);
        LongSum.Near(expected[0], ofInput[0], scale);
        LongSum.Near(expected[1], ofInput[1], scale);
    }

    [Theory]
    [InlineData(0.1f)]
    [InlineData(0.3f)]
    [InlineData(-0.7f)]
    [InlineData(1e-20f)]
    [InlineData(3e10f)]
    public void FiltersThatSeeMore(float value)
    {
        const int Channels = 70_000;
        var network = new LargeFilters(3);
        float[] weights = LongSum.Terms("ramp", 3 * Channels), inputs = LongSum.Equal(3 * 2 * Channels, value);
        network.LoadParameters([.. weights, 0, 0, 0]);
        var outputs = new float[3 * 3 * 2];
        network.Predict(inputs, outputs);
        for (int i = 0; i < outputs.Length; i++)
            LongSum.Near(value * LongSum.Of(weights.AsSpan(i / 2 % 3 * Channels, Channels)), outputs[i]);
    }

    /// <summary>Gradients of an image's elements, each a sum over all filters.</summary>
    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void TheGradientOfAnElementThatManyFiltersSee(string kind)
    {
        const int Filters = 66_000;
        float[] weights = LongSum.Terms("ramp", Filters), gradients = LongSum.Terms(kind, 2 * Filters), back = new float[2];
        var network = new ManyFilters(1);
        network.LoadParameters([.. weights, .. new float[Filters]]);
        network.ComputeInputGradients([1, 2], gradients, back);
        for (int pixel = 0; pixel < 2; pixel++)
        {
            double sum = 0;
            for (int filter = 0; filter < Filters; filter++)
                sum += (double)weights[filter] * gradients[(2 * filter) + pixel];
            LongSum.Near(sum, back[pixel]);
        }

        // All weights are positive, so that every maximum stands where the image's does.
        var behind = new ManyFiltersBehindAMaximum(1);
        behind.LoadParameters([.. weights, .. new float[Filters]]);
        float[] four = new float[4];
        behind.ComputeInputGradients([1, 2, 3, 0.5f], gradients.AsSpan(0, Filters), four);
        LongSum.Near(LongSum.Of(weights, gradients), four[2]);
        Assert.Equal([0f, 0f, 0f], [four[0], four[1], four[3]]);
    }
}
