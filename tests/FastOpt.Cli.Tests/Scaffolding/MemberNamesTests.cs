using FastOpt.Cli.Scaffolding;

namespace FastOpt.Cli.Tests.Scaffolding;

/// <summary>C# names of what columns are called.</summary>
public sealed class MemberNamesTests
{
    [Theory]
    [InlineData("median_income", "MedianIncome")]
    [InlineData("medianIncome", "MedianIncome")]
    [InlineData("Sepal.Length (cm)", "SepalLengthCm")]
    [InlineData("class", "Class")]
    [InlineData("AGE", "AGE")]
    [InlineData("PRICE", "Price")]
    [InlineData("2nd", "Column2nd")]
    [InlineData("größe", "Größe")]
    [InlineData("!?", "Column")]
    [InlineData("", "Column")]
    [InlineData("a\nb", "AB")]
    public void WordsBecomeOneName(string column, string name) => Assert.Equal(name, MemberNames.Pascal(column, "Column"));

    [Fact]
    public void EachNameIsThereOnceAndNoneIsTheRecordsOwn() => Assert.Equal(
        ["A", "A2", "A3", "Schema2", "Equals2", "Bind2", "ToString2", "House2", "Column", "Column2"],
        MemberNames.ForColumns(["a", "A", "a!", "schema", "equals", "bind", "to string", "house", "", "?"], "House"));

    [Theory]
    [InlineData("Housing", true)]
    [InlineData("_a1", true)]
    [InlineData("é", true)]
    [InlineData("", false)]
    [InlineData("1a", false)]
    [InlineData("a-b", false)]
    [InlineData("a.b", false)]
    public void ANameIsLettersDigitsAndUnderscores(string name, bool isName) => Assert.Equal(isName, MemberNames.IsIdentifier(name));
}
