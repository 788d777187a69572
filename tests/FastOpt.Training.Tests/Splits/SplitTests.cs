using System.Globalization;

namespace FastOpt.Training.Tests.Splits;

public sealed class SplitTests
{
    [Theory]
    [InlineData(10, 0.1, 0.1, 8, 1, 1)]
    [InlineData(9, 0.1, 0.1, 7, 1, 1)]
    [InlineData(15, 0.1, 0.1, 12, 2, 1)] // 12, 1.5, 1.5: the first of equal remainders
    [InlineData(101, 0.1, 0.1, 81, 10, 10)]
    [InlineData(20640, 0.1, 0.1, 16512, 2064, 2064)]
    [InlineData(7, 0.25, 0, 5, 2, 0)] // 5.25, 1.75
    [InlineData(3, 0.3, 0.3, 1, 1, 1)]
    [InlineData(5, 0, 0, 5, 0, 0)]
    public void SharesAreRoundedByTheLargestRemainder(int count, double validation, double test, int trained, int validated, int tested)
    {
        foreach (DataSplit<float> split in new[]
        {
            Split.Random(Examples(count), validation, test, seed: 3), Split.ByTime(Examples(count), validation, test),
        })
        {
            Assert.Equal((trained, validated, tested), (split.Train.Count, split.Validation.Count, split.Test.Count));
            Assert.Equal(Enumerable.Range(0, count), Numbers(split.Train).Concat(Numbers(split.Validation)).Concat(Numbers(split.Test)).Order());
        }
    }

    // An implementation of Philox4x32-10 and of the exchanges in Python says [14, 12, 19, 0, 7, 10, 3, 8, 11, 13, 6, 4, 16, 2, 17, 1, 15, 5, 18, 9].
    [Fact]
    public void ARandomSplitIsTheSameOnEveryMachine()
    {
        DataSplit<float> split = Split.Random(Examples(20), seed: 42);
        Assert.Equal([0, 1, 2, 3, 4, 6, 7, 8, 10, 11, 12, 13, 14, 16, 17, 19], Numbers(split.Train));
        Assert.Equal([5, 15], Numbers(split.Validation));
        Assert.Equal([9, 18], Numbers(split.Test));
        Assert.Equal([6, 5, 1, 0, 9, 7, 4, 8, 3, 2], SplitOrder.Permutation(10, (1UL << 63) + 5, 7));
    }

    [Fact]
    public void SeedsGiveOtherSplitsAndOneSeedTheSame()
    {
        Assert.Equal(Numbers(Split.Random(Examples(100), seed: 1).Test), Numbers(Split.Random(Examples(100), seed: 1).Test));
        Assert.NotEqual(Numbers(Split.Random(Examples(100), seed: 1).Test), Numbers(Split.Random(Examples(100), seed: 2).Test));
    }

    [Fact]
    public void EveryPermutationIsAsLikely()
    {
        const int Draws = 24_000;
        var counts = new Dictionary<string, int>();
        for (int seed = 0; seed < Draws; seed++)
        {
            string order = string.Concat(SplitOrder.Permutation(4, (ulong)seed).Select(i => i.ToString(CultureInfo.InvariantCulture)));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        // 1,000 each are expected, with a standard deviation of 31.
        Assert.Equal(24, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 850, 1150));
    }

    [Theory]
    [InlineData(2, 0.1, 0.1, "2 examples are too few for a split of 0.8/0.1/0.1: train 2, validation 0, test 0 leave the validation part without one.")]
    [InlineData(0, 0, 0, "0 examples are too few for a split of 1/0/0: train 0, validation 0, test 0 leave the train part without one.")]
    public void TooFewExamplesAreOneClearError(int count, double validation, double test, string message)
    {
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Split.Random(Examples(count), validation, test)).Message);
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Split.ByTime(Examples(count), validation, test)).Message);
    }

    [Theory]
    [InlineData(-0.1, 0.1)]
    [InlineData(0.1, -0.1)]
    [InlineData(double.NaN, 0.1)]
    [InlineData(1, 0)]
    [InlineData(0.5, 0.5)]
    [InlineData(0.1, double.PositiveInfinity)]
    public void SharesThatLeaveNothingToTrainOnAreRefused(double validation, double test) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Split.Random(Examples(10), validation, test));

    [Fact]
    public void NamesGoWithTheParts()
    {
        var data = new DataSet<int>(new float[40], new int[20], 2) { InputNames = ["a", "b"], TargetNames = ["c"], ClassNames = ["x"] };
        DataSplit<int> split = Split.Random(data);
        Assert.All<DataSet<int>>([split.Train, split.Validation, split.Test], part =>
        {
            Assert.Equal(["a", "b"], part.InputNames);
            Assert.Equal(["c"], part.TargetNames);
            Assert.Equal(["x"], part.ClassNames);
        });
    }

    [Fact]
    public void TimeIsNotMixed()
    {
        DataSplit<float> split = Split.ByTime(Examples(6), [3, 1, 2, 1, 9, -1], validation: 0.2, test: 0.2);
        Assert.Equal([5, 1, 3, 2], Numbers(split.Train));
        Assert.Equal([0], Numbers(split.Validation));
        Assert.Equal([4], Numbers(split.Test));
    }

    [Fact]
    public void TimesThatDoNotFitAreRefused()
    {
        Assert.Contains("3 times for 4 examples", Assert.Throws<ArgumentException>(() => Split.ByTime(Examples(4), [1, 2, 3])).Message);
        Assert.Contains("time of example 2 is not a number", Assert.Throws<ArgumentException>(() => Split.ByTime(Examples(4), [1, 2, double.NaN, 3])).Message);
    }

    internal static DataSet<float> Examples(int count) => new([.. Enumerable.Range(0, count).Select(i => (float)i)], new float[count], 1);

    internal static int[] Numbers<TTarget>(DataSet<TTarget> data)
        where TTarget : unmanaged => [.. data.Inputs.ToArray().Select(value => (int)value)];
}
