using System.Text.Json;
using FastOpt.Training.Tests.Data;

namespace FastOpt.Training.Tests.Splits;

public sealed class GroupTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void NoGroupIsInTwoParts(int seed)
    {
        // 50 groups of 1 to 5.
        int[] groups = [.. Enumerable.Range(0, 50).SelectMany(group => Enumerable.Repeat(group * 31 - 7, 1 + group % 5))];
        DataSplit<float> split = Split.Grouped(SplitTests.Examples(groups.Length), groups, seed: (ulong)seed);
        int[][] parts = [SplitTests.Numbers(split.Train), SplitTests.Numbers(split.Validation), SplitTests.Numbers(split.Test)];
        Assert.Equal(Enumerable.Range(0, groups.Length), parts.SelectMany(part => part).Order());
        Assert.Equal(50, parts.Sum(part => part.Select(example => groups[example]).Distinct().Count()));
        Assert.Equal((120, 15, 15), (parts[0].Length, parts[1].Length, parts[2].Length));
    }

    [Fact]
    public void AsManyGroupsAsPartsGiveOneToEach()
    {
        DataSplit<float> split = Split.Grouped(SplitTests.Examples(30), [.. Enumerable.Range(0, 30).Select(i => i / 10)]);
        Assert.Equal((10, 10, 10), (split.Train.Count, split.Validation.Count, split.Test.Count));
    }

    [Fact]
    public void OneLargeGroupTrains()
    {
        DataSplit<float> split = Split.Grouped(SplitTests.Examples(20), [.. Enumerable.Range(0, 20).Select(i => i < 18 ? 0 : i)]);
        Assert.Equal((18, 1, 1), (split.Train.Count, split.Validation.Count, split.Test.Count));
    }

    [Fact]
    public void GroupsThatDoNotFitAreRefused()
    {
        Assert.Contains("3 groups for 4 examples", Assert.Throws<ArgumentException>(() => Split.Grouped(SplitTests.Examples(4), [1, 2, 3])).Message);
        Assert.Contains(
            "2 groups are too few for the 3 parts", Assert.Throws<ArgumentException>(() => Split.Grouped(SplitTests.Examples(4), [1, 2, 2, 1])).Message);
        Assert.Contains(
            "2 groups are too few for 3 folds", Assert.Throws<ArgumentException>(() => Split.GroupKFold(SplitTests.Examples(4), [1, 2, 2, 1], 3)).Message);
    }

    [Fact]
    public void GroupFoldsEqualScikitLearns()
    {
        JsonElement recorded = RecordedJson.Read("folds.json");
        int[] groups = recorded.Integers("groups");
        foreach (JsonElement recordedCase in recorded.GetProperty("cases").EnumerateArray())
        {
            int[] foldOf = new int[groups.Length];
            int fold = 0;
            foreach ((TrainSet<float> train, DataSet<float> validation) in Split.GroupKFold(
                SplitTests.Examples(groups.Length), groups, recordedCase.GetProperty("folds").GetInt32()))
            {
                Assert.Equal(groups.Length, train.Count + validation.Count);
                foreach (int example in SplitTests.Numbers(validation))
                    foldOf[example] = fold;
                fold++;
            }

            Assert.Equal(recordedCase.Integers("foldOf"), foldOf);
        }
    }

    [Theory]
    [InlineData(10, 5)]
    [InlineData(11, 4)]
    [InlineData(3, 3)]
    public void EachExampleValidatesOnce(int count, int folds)
    {
        var validated = new List<int>();
        foreach ((TrainSet<float> train, DataSet<float> validation) in Split.KFold(SplitTests.Examples(count), folds, seed: 1))
        {
            Assert.InRange(validation.Count, count / folds, (count + folds - 1) / folds);
            Assert.Equal(Enumerable.Range(0, count), SplitTests.Numbers(train).Concat(SplitTests.Numbers(validation)).Order());
            validated.AddRange(SplitTests.Numbers(validation));
        }

        Assert.Equal(Enumerable.Range(0, count), validated.Order());
    }

    [Fact]
    public void FoldsThatCannotBeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Split.KFold(SplitTests.Examples(4), 1));
        Assert.Contains("4 examples are too few for 5 folds", Assert.Throws<ArgumentException>(() => Split.KFold(SplitTests.Examples(4))).Message);
    }
}
