namespace FastOpt.Training.Tests.Splits;

public sealed class StratifiedTests
{
    [Fact]
    public void StratifiedSplitKeepsTheShareOfEachClass_MachineLearning4082()
    {
        DataSet<int> data = Classes(500, 100, 33, 10);
        DataSplit<int> split = Split.Stratified(data, seed: 1);

        // 33 are 26.4, 3.3 and 3.3: the one left over goes to the largest remainder.
        Assert.Equal([400, 80, 27, 8], Counts(split.Train, 4));
        Assert.Equal([50, 10, 3, 1], Counts(split.Validation, 4));
        Assert.Equal([50, 10, 3, 1], Counts(split.Test, 4));
        Assert.Equal(643, split.Train.Count + split.Validation.Count + split.Test.Count);
        Assert.Equal(
            Enumerable.Range(0, 643),
            SplitTests.Numbers(split.Train).Concat(SplitTests.Numbers(split.Validation)).Concat(SplitTests.Numbers(split.Test)).Order());
    }

    [Fact]
    public void RoundingDoesNotAddUpOverClasses()
    {
        // Each class of 15 is 12, 1.5 and 1.5.
        DataSplit<int> split = Split.Stratified(Classes([.. Enumerable.Repeat(15, 100)]));
        Assert.Equal((1200, 150, 150), (split.Train.Count, split.Validation.Count, split.Test.Count));
    }

    [Fact]
    public void AClassThatIsTooSmallIsNamedWithItsCounts()
    {
        var data = new DataSet<int>(new float[24], [.. Enumerable.Repeat(0, 20), 1, 1, 1, 1], 1) { ClassNames = ["cat", "dog"] };
        Assert.StartsWith(
            "Class 'dog' has 4 examples, too few for a split of 0.8/0.1/0.1: train 3, validation 1, test 0 leave the test part without one.",
            Assert.Throws<ArgumentException>(() => Split.Stratified(data)).Message);
    }

    [Fact]
    public void AStratifiedSplitIsSeeded()
    {
        DataSet<int> data = Classes(40, 40);
        Assert.Equal(SplitTests.Numbers(Split.Stratified(data, seed: 5).Test), SplitTests.Numbers(Split.Stratified(data, seed: 5).Test));
        Assert.NotEqual(SplitTests.Numbers(Split.Stratified(data, seed: 5).Test), SplitTests.Numbers(Split.Stratified(data, seed: 6).Test));
    }

    [Fact]
    public void StratifiedFoldsHaveTheSharesOfAllClasses_MachineLearning4396()
    {
        DataSet<int> data = Classes(50, 23, 7);
        var validated = new List<int>();
        foreach ((TrainSet<int> train, DataSet<int> validation) in Split.StratifiedKFold(data, 5, seed: 2))
        {
            Assert.Equal(16, validation.Count);
            Assert.Equal(64, train.Count);
            int[] counts = Counts(validation, 3);
            Assert.Equal(10, counts[0]);
            Assert.InRange(counts[1], 4, 5);
            Assert.InRange(counts[2], 1, 2);
            Assert.Empty(SplitTests.Numbers(train).Intersect(SplitTests.Numbers(validation)));
            validated.AddRange(SplitTests.Numbers(validation));
        }

        Assert.Equal(Enumerable.Range(0, 80), validated.Order());
    }

    [Fact]
    public void AClassWithFewerExamplesThanFoldsIsNamed() => Assert.StartsWith(
        "Class 2 has 4 examples, too few for 5 folds.", Assert.Throws<ArgumentException>(() => Split.StratifiedKFold(Classes(50, 23, 4))).Message);

    [Fact]
    public void OnlyOneLabelForEachExampleCanBeStratified() => Assert.Contains(
        "one label for each example", Assert.Throws<ArgumentException>(() => Split.Stratified(new DataSet<int>(new float[4], new int[8], 1, 2))).Message);

    private static DataSet<int> Classes(params int[] counts)
    {
        // Classes mixed, as in a table.
        int total = counts.Sum();
        int[] labels = [.. counts.SelectMany((count, label) => Enumerable.Repeat(label, count))];
        int[] order = [.. Enumerable.Range(0, total).OrderBy(i => i * 7919L % 10_007)];
        return new DataSet<int>([.. Enumerable.Range(0, total).Select(i => (float)i)], [.. order.Select(i => labels[i])], 1);
    }

    private static int[] Counts(DataSet<int> data, int classes) =>
        [.. Enumerable.Range(0, classes).Select(label => data.Targets.ToArray().Count(target => target == label))];
}
