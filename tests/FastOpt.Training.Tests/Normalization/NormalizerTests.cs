using System.Text.Json;
using FastOpt.Training.Tests.Data;

namespace FastOpt.Training.Tests.Normalization;

public sealed class NormalizerTests
{
    private static readonly JsonElement Recorded = RecordedJson.Read("normalizers.json");

    [Theory]
    [InlineData(Scaling.MinMax)]
    [InlineData(Scaling.MinMaxSigned)]
    [InlineData(Scaling.Standard)]
    public void ScalingsEqualScikitLearns(Scaling scaling) =>
        AssertClose(Recorded.Doubles(scaling.ToString()), Applied(Normalizer.Fit(Train(Recorded.Floats("train"), 5), scaling), Recorded.Floats("other")), 1e-6);

    [Fact]
    public void LogarithmsEqualScikitLearns()
    {
        float[] amounts = Recorded.Floats("amounts");
        AssertClose(Recorded.Doubles("Log1p"), Applied(Normalizer.Fit(Train(amounts, 2), Scaling.Log1p), amounts), 2e-6);
    }

    [Fact]
    public void MeanNormalizationIsThatOfItsFormula()
    {
        float[] train = [1, 10, 2, 30, 6, 20], other = [3, 0];
        AssertClose([0, -1], Applied(Normalizer.Fit(Train(train, 2), Scaling.Mean), other), 1e-7);
    }

    [Fact]
    public void NoScalingChangesNoBit()
    {
        float[] values = [1.1f, -0f, float.MaxValue, float.Epsilon];
        Assert.Equal(
            values.Select(BitConverter.SingleToInt32Bits),
            Applied(Normalizer.Fit(Train(values, 2), Scaling.None), values).Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void TheFigureOfOneValueInAllExamplesIsZeroWithAWarning()
    {
        // The mean of three times 0.1f is not 0.1f in floats.
        float[] values = [0.1f, 1, 0.1f, 2, 0.1f, 3];
        foreach (Scaling scaling in new[] { Scaling.MinMax, Scaling.MinMaxSigned, Scaling.Mean, Scaling.Standard, Scaling.Log1p })
        {
            var normalizer = Normalizer.Fit(Train(values, 2, "age", "size"), scaling);
            Assert.Equal(["input 'age' has one value in all training examples; it becomes 0."], normalizer.Warnings);
            Assert.Equal([0, 0], new[] { Applied(normalizer, [0.1f, 1])[0], Applied(normalizer, [77, 1])[0] });
        }

        Assert.Empty(Normalizer.Fit(Train(values, 2), Scaling.None).Warnings);
    }

    [Fact]
    public void AMissingValueBecomesTheTrainingMean()
    {
        float[] values = [1, 10, float.NaN, 20, 3, 60, 5, float.NaN];
        Assert.Equal([0, 0], Applied(Normalizer.Fit(Train(values, 2)), [float.NaN, float.NaN]));
        Assert.Equal([0.5f, 0.4f], Applied(Normalizer.Fit(Train(values, 2), Scaling.MinMax), [float.NaN, float.NaN]));
        Assert.Equal([3, 30], Applied(Normalizer.Fit(Train(values, 2), Scaling.None), [float.NaN, float.NaN]));

        // Of 1, 3 and 5 alone: the mean is 3, the deviation √(8/3).
        AssertClose([2 / Math.Sqrt(8.0 / 3)], Applied(Normalizer.Fit(Train(values, 2)), [5, 30])[..1], 1e-6);
        Assert.Equal(
            [0, 0], Applied(Normalizer.Whiten(Train([1, 2, float.NaN, 5, 3, 1, 4, 4], 2)), [float.NaN, float.NaN]).Select(value => MathF.Round(value, 6)));
    }

    [Fact]
    public void ColumnsHaveTheirOwnScalings()
    {
        TrainSet<int> train = Train([1, 0, 1, 3, 1, 0, 5, 0, 1], 3, "age", "city=Oslo", "city=Rome");
        var normalizer = Normalizer.Fit(train, Scaling.MinMax, new Dictionary<string, Scaling> { ["city"] = Scaling.None });
        Assert.Equal([0.25f, 9, 8], Applied(normalizer, [2, 9, 8]));
        normalizer = Normalizer.Fit(train, Scaling.None, new Dictionary<string, Scaling> { ["age"] = Scaling.MinMax, ["city=Rome"] = Scaling.MinMaxSigned });
        Assert.Equal([0.25f, 9, -1], Applied(normalizer, [2, 9, 0]));
        Assert.StartsWith(
            "There is no input 'town'. There are: age, city=Oslo, city=Rome.",
            Assert.Throws<ArgumentException>(() => Normalizer.Fit(train, Scaling.None, new Dictionary<string, Scaling> { ["town"] = Scaling.None })).Message);
    }

    [Theory]
    [InlineData(Scaling.Standard, float.PositiveInfinity, "input 'b' is Infinity in training example 1; a normalizer needs finite values.")]
    [InlineData(Scaling.Log1p, -1f, "input 'b' is -1 in training example 1, and ln(1 + x) needs values above -1: choose another scaling for it.")]
    [InlineData(Scaling.Log1p, -3.5f, "input 'b' is -3.5 in training example 1, and")]
    public void ValuesThatCannotBeScaledAreNamed(Scaling scaling, float value, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Normalizer.Fit(Train([1, 2, 3, value], 2, "a", "b"), scaling)).Message);

    [Fact]
    public void ALaterValueWithoutALogarithmIsNamed() => Assert.StartsWith(
        "input 'b' is -2 in row 1, and ln(1 + x) needs values above -1.",
        Assert.Throws<ArgumentException>(() => Applied(Normalizer.Fit(Train([1, 2, 3, 5], 2, "a", "b"), Scaling.Log1p), [1, 2, 3, -2])).Message);

    [Fact]
    public void RowsThatAreScaledInPlaceAreAsTheyWereBehindAnError()
    {
        var normalizer = Normalizer.Fit(Train([1, 2, 3, 5], 2, "a", "b"), Scaling.Log1p);
        float[] rows = [1, 2, 3, -2];
        Assert.Throws<ArgumentException>(() => normalizer.Apply(rows, rows));
        Assert.Equal([1, 2, 3, -2], rows);
    }

    [Fact]
    public void SetsThatCannotBeFittedToAreRefused()
    {
        Assert.Contains("without examples", Assert.Throws<ArgumentException>(() => Normalizer.Fit(Train([], 2))).Message);
        Assert.Contains(
            "input 1 has no value in any training example",
            Assert.Throws<ArgumentException>(() => Normalizer.Fit(Train([1, float.NaN, 2, float.NaN], 2))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Normalizer.Fit(Train([1, 2], 2), (Scaling)99));
    }

    [Fact]
    public void NothingButTheTrainingExamplesCounts_ScikitLearn24695()
    {
        DataSet<float> Data(float other) => new([.. Enumerable.Range(0, 20).Select(i => i < 16 ? i : other)], new float[20], 1);
        var normalizer = Normalizer.Fit(Split.ByTime(Data(1e9f)).Train);
        Assert.Equal(Normalizer.Fit(Split.ByTime(Data(-5)).Train).Fingerprint, normalizer.Fingerprint);
        DataSplit<float> split = normalizer.Apply(Split.ByTime(Data(7.5f)));
        Assert.Equal(0, split.Train.Inputs.ToArray().Average(value => (double)value), 6);
        Assert.Equal([0, 0], split.Validation.Inputs.ToArray().Select(value => MathF.Round(value, 6)));
        Assert.IsType<TrainSet<float>>(split.Train);
    }

    [Fact]
    public void ApplyingAllocatesNothingAndWorksInPlace()
    {
        float[] train = Recorded.Floats("train"), other = Recorded.Floats("other"), outputs = new float[other.Length];
        foreach (Normalizer normalizer in new[] { Normalizer.Fit(Train(train, 5)), Normalizer.Whiten(Train(train, 5)) })
        {
            normalizer.Apply(other, outputs);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
                normalizer.Apply(other, outputs);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        float[] inPlace = [.. other];
        Normalizer.Fit(Train(train, 5)).Apply(inPlace, inPlace);
        Assert.Equal(Applied(Normalizer.Fit(Train(train, 5)), other), inPlace);
    }

    [Fact]
    public void SpansThatDoNotFitAreRefused()
    {
        var scaling = Normalizer.Fit(Train([1, 2, 3, 4], 2));
        var whitening = Normalizer.Whiten(Train([1, 2, 3, 5, 4, 4], 2));
        float[] memory = new float[8];
        Assert.Contains("no whole number of rows of 2", Assert.Throws<ArgumentException>(() => scaling.Apply(new float[3], new float[3])).Message);
        Assert.Contains("4 outputs for 2 inputs", Assert.Throws<ArgumentException>(() => scaling.Apply(new float[2], new float[4])).Message);
        Assert.Contains("overlap", Assert.Throws<ArgumentException>(() => scaling.Apply(memory.AsSpan(0, 4), memory.AsSpan(1, 4))).Message);
        Assert.Contains("overlap", Assert.Throws<ArgumentException>(() => whitening.Apply(memory, memory)).Message);
        Assert.Contains(
            "fitted to 2 inputs; these examples have 3", Assert.Throws<ArgumentException>(() => scaling.Apply(new DataSet<int>(new float[3], [0], 3))).Message);
    }

    [Fact]
    public void TheAffineFormDoesTheSame()
    {
        float[] amounts = Recorded.Floats("amounts");
        var normalizer = Normalizer.Fit(Train(amounts, 2, "a", "b"), Scaling.Standard, new Dictionary<string, Scaling> { ["b"] = Scaling.Log1p });
        double[] offset = new double[2], scale = new double[2];
        Assert.True(normalizer.TryGetAffine(offset, scale));
        Assert.Equal([false, true], normalizer.Log1pColumns);
        float[] applied = Applied(normalizer, amounts);
        for (int i = 0; i < amounts.Length; i++)
        {
            double t = i % 2 == 1 ? Math.Log(1.0 + amounts[i]) : amounts[i];
            Assert.Equal((t - offset[i % 2]) * scale[i % 2], applied[i], 1e-6);
        }

        Assert.False(Normalizer.Whiten(Train(amounts, 2)).TryGetAffine(offset, scale));
    }

    internal static TrainSet<int> Train(float[] inputs, int size, params string[] names) =>
        new(inputs, new int[inputs.Length / size], size, 1) { InputNames = names };

    internal static float[] Applied(Normalizer normalizer, float[] inputs)
    {
        float[] outputs = new float[inputs.Length];
        normalizer.Apply(inputs, outputs);
        return outputs;
    }

    internal static void AssertClose(double[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * (1 + Math.Abs(expected[i])), $"{i}: {expected[i]:R} expected, {actual[i]:R} found");
    }
}
