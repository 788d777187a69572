namespace FastOpt.Training.Tests.Records;

/// <summary>Splits of records are those of examples: each record is in one part.</summary>
public sealed class RecordSplitTests
{
    private static readonly Digit[] Digits = [.. Enumerable.Range(0, 100).Select(static i => new Digit(i, i % 4))];

    [Fact]
    public void EachRecordIsInOnePartAndTheSeedDecides()
    {
        RecordSplit<Digit> split = Split.Random(Digits, seed: 7);
        Assert.Equal((80, 10, 10), (split.Train.Count, split.Validation.Count, split.Test.Count));
        Assert.Equal(Digits, split.Train.Concat(split.Validation).Concat(split.Test).OrderBy(static d => d.Ink));
        Assert.Equal(split.Train, Split.Random(Digits, seed: 7).Train);
        Assert.NotEqual(split.Train, Split.Random(Digits, seed: 8).Train);
    }

    [Fact]
    public void ASplitOfRecordsIsThatOfTheirRows()
    {
        var rows = new DataSet<int>([.. Digits.Select(static d => d.Ink)], [.. Digits.Select(static d => d.Value)], 1);
        Assert.Equal(Split.Random(rows, 0.2, 0.1, 3).Validation.Inputs.ToArray(), Split.Random(Digits, 0.2, 0.1, 3).Validation.Select(static d => d.Ink));
        Assert.Equal(Split.Stratified(rows, 0.2, 0.1, 3).Test.Inputs.ToArray(), Split.Stratified(Digits, static d => d.Value, 0.2, 0.1, 3).Test.Select(static d => d.Ink));
    }

    [Fact]
    public void EachClassHasItsShare()
    {
        RecordSplit<Digit> split = Split.Stratified(Digits, static d => d.Value, 0.2, 0.2, 1);
        Assert.All(split.Validation.GroupBy(static d => d.Value), static same => Assert.Equal(5, same.Count()));
        Assert.Equal(4, split.Test.Select(static d => d.Value).Distinct().Count());
    }

    [Fact]
    public void AClassThatIsTooSmallIsNamed()
    {
        Digit[] digits = [.. Digits, new Digit(0, 9)];
        Assert.Contains("Class '9' has 1 examples", Assert.Throws<ArgumentException>(() => Split.Stratified(digits, static d => d.Value)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AGroupIsInOnePart()
    {
        RecordSplit<Digit> split = Split.Grouped(Digits, static d => (int)d.Ink / 5, seed: 2);
        IEnumerable<int> Groups(IEnumerable<Digit> part) => part.Select(static d => (int)d.Ink / 5).Distinct();
        Assert.Equal(20, Groups(split.Train).Concat(Groups(split.Validation)).Concat(Groups(split.Test)).Count());
        Assert.NotEmpty(split.Test);
    }

    [Fact]
    public void WhatCameLastIsTested()
    {
        RecordSplit<Digit> split = Split.ByTime(Digits, static d => new DateTime(2026, 1, 1).AddDays(-d.Ink));
        Assert.Equal(Enumerable.Range(0, 10).Reverse().Select(static i => (float)i), split.Test.Select(static d => d.Ink));
        Assert.Equal(99, split.Train[0].Ink);
    }
}
