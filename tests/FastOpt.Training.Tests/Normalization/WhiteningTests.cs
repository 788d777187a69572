using System.Text.Json;
using FastOpt.Training.Tests.Data;

namespace FastOpt.Training.Tests.Normalization;

public sealed class WhiteningTests
{
    private static readonly JsonElement Recorded = RecordedJson.Read("normalizers.json");

    [Fact]
    public void PrincipalComponentsEqualScikitLearnsUpToTheirSigns()
    {
        double[] expected = Recorded.Doubles("Pca");
        float[] actual = NormalizerTests.Applied(
            Normalizer.Whiten(NormalizerTests.Train(Recorded.Floats("train"), 5), Whitening.Pca, epsilon: 0), Recorded.Floats("other"));
        for (int component = 0; component < 5; component++)
        {
            double product = 0;
            for (int row = 0; row < expected.Length / 5; row++)
                product += expected[row * 5 + component] * actual[row * 5 + component];
            for (int row = 0; row < expected.Length / 5; row++)
                expected[row * 5 + component] *= Math.Sign(product);
        }

        NormalizerTests.AssertClose(expected, actual, 1e-5);
    }

    [Fact]
    public void ZcaEqualsAReferenceInDouble() => NormalizerTests.AssertClose(
        Recorded.Doubles("Zca"),
        NormalizerTests.Applied(Normalizer.Whiten(NormalizerTests.Train(Recorded.Floats("train"), 5)), Recorded.Floats("other")), 1e-5);

    [Theory]
    [InlineData(Whitening.Pca)]
    [InlineData(Whitening.Zca)]
    public void WhitenedInputsHaveTheUnitCovariance(Whitening kind)
    {
        float[] train = Recorded.Floats("train");
        float[] whitened = NormalizerTests.Applied(Normalizer.Whiten(NormalizerTests.Train(train, 5), kind, epsilon: 0), train);
        int rows = train.Length / 5;
        for (int i = 0; i < 5; i++)
        {
            for (int j = 0; j < 5; j++)
            {
                double sum = 0;
                for (int row = 0; row < rows; row++)
                    sum += (double)whitened[row * 5 + i] * whitened[row * 5 + j];
                Assert.Equal(i == j ? 1 : 0, sum / (rows - 1), 1e-4);
            }
        }
    }

    [Fact]
    public void TheLargestWeightOfAComponentIsPositive()
    {
        var normalizer = Normalizer.Whiten(NormalizerTests.Train(Recorded.Floats("train"), 5), Whitening.Pca);
        double[] offset = new double[5], matrix = new double[25];
        Assert.True(normalizer.TryGetWhitening(offset, matrix));
        for (int row = 0; row < 5; row++)
            Assert.True(matrix.Skip(row * 5).Take(5).MaxBy(Math.Abs) > 0);
    }

    [Fact]
    public void InputsThatDependOnEachOtherGiveZerosWithAWarning()
    {
        // The third is the sum of the first two, the fourth is constant.
        float[] train = [1, 2, 3, 7, 4, -1, 3, 7, 2, 2, 4, 7, 0, 5, 5, 7, 3, 3, 6, 7];
        var normalizer = Normalizer.Whiten(NormalizerTests.Train(train, 4, "a", "b", "c", "d"), Whitening.Pca, epsilon: 0);
        Assert.Equal(
            [
                "input 'd' has one value in all training examples; it says nothing in the whitened inputs.",
                "2 of 4 components have no variance, since inputs are constant or depend on each other; they become 0.",
            ],
            normalizer.Warnings);
        float[] whitened = NormalizerTests.Applied(normalizer, train);
        Assert.All(Enumerable.Range(0, 5), row => Assert.Equal([0, 0], whitened[(row * 4 + 2)..(row * 4 + 4)]));
        Assert.Equal(
            ["component 1", "component 2", "component 3", "component 4"], normalizer.Apply(NormalizerTests.Train(train, 4, "a", "b", "c", "d")).InputNames);
    }

    [Fact]
    public void WhatCannotBeWhitenedIsRefused()
    {
        Assert.Contains("at least 2 training examples", Assert.Throws<ArgumentException>(() => Normalizer.Whiten(NormalizerTests.Train([1, 2], 2))).Message);
        Assert.Contains("nothing to whiten", Assert.Throws<ArgumentException>(() => Normalizer.Whiten(NormalizerTests.Train([1, 2, 1, 2], 2))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Normalizer.Whiten(NormalizerTests.Train([1, 2, 3, 5], 2), Whitening.Zca, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Normalizer.Whiten(NormalizerTests.Train([1, 2, 3, 5], 2), Whitening.Zca, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Normalizer.Whiten(NormalizerTests.Train([1, 2, 3, 5], 2), (Whitening)7));
        Assert.Contains(
            "at most 4096 inputs", Assert.Throws<ArgumentException>(() => Normalizer.Whiten(NormalizerTests.Train(new float[2 * 4097], 4097))).Message);
    }
}
