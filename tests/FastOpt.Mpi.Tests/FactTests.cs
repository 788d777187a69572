namespace FastOpt.Mpi.Tests;

public sealed class FactTests
{
    [Theory]
    [InlineData("1 1 1", null, "")]
    [InlineData("1", null, "")]
    [InlineData("1 2 1", "The processes differ in seed: 1 on processes 0, 2; 2 on process 1.", "1")]
    [InlineData("2 1 1", "The processes differ in seed: 2 on process 0; 1 on processes 1, 2.", "0")]
    [InlineData("1 2", "The processes differ in seed: 1 on process 0; 2 on process 1.", "0,1")]
    [InlineData("1 2 3 1", "The processes differ in seed: 1 on processes 0, 3; 2 on process 1; 3 on process 2.", "1,2")]
    public void TheFirstDifferenceIsToldWithWhoHasWhat(string seeds, string? expected, string processes)
    {
        string[] texts = [.. seeds.Split(' ').Select(static seed => FactText.Write([("batch", "64"), ("seed", seed), ("later", seed)]))];
        var difference = FactText.Difference(texts);
        Assert.Equal(expected, difference?.Text);
        Assert.Equal(processes, string.Join(',', difference?.Processes ?? []));
    }

    [Fact]
    public void AFactThatOneLacksIsTold()
    {
        var difference = FactText.Difference([FactText.Write([("seed", "1")]), FactText.Write([("seed", "1"), ("epochs", "2")])]);
        Assert.Equal("The processes differ in epochs: nothing on process 0; 2 on process 1.", difference?.Text);
    }

    [Fact]
    public void ProcessesThatCompareDifferentThingsAreTold()
    {
        var difference = FactText.Difference([FactText.Write([("seed", "1")]), FactText.Write([("epochs", "1")])]);
        Assert.Equal("The processes compare different things: seed, epochs.", difference?.Text);
    }

    [Fact]
    public void ValuesMayBeEmptyAndOfAnyLetters()
    {
        string text = FactText.Write([("Größe", ""), ("path", "a, b; c: d\n")]);
        Assert.Null(FactText.Difference([text, text]));
    }
}
