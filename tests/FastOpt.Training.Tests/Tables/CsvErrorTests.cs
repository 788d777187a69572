namespace FastOpt.Training.Tests.Tables;

/// <summary>A table that cannot be used is one clear line.</summary>
public sealed class CsvErrorTests
{
    [Theory]
    [InlineData("", "t.csv: the file is empty")]
    [InlineData("\n\r\n  \n", "t.csv: the file is empty")]
    [InlineData("a,b\n", "t.csv: there is a header (a, b) and no row")]
    [InlineData("a,b,a\n1,2,3\n", "t.csv: line 1: columns 1 and 3 are both called 'a'")]
    [InlineData("a,b\n1,2\n3\n", "t.csv: line 3: 1 cell in a table of 2 columns")]
    [InlineData("a,b\n1,2,3\n", "t.csv: line 2: 3 cells in a table of 2 columns")]
    [InlineData("a,b\n1,2\n\n3,4,\n", "t.csv: line 4: 3 cells in a table of 2 columns")]
    [InlineData("\n\na,b,a\n1,2,3\n", "t.csv: line 3: columns 1 and 3 are both called 'a'")]
    [InlineData("\"a\nx\",b\n1,2\n\"1\n\n\",2\n1,2,3\n", "t.csv: line 7: 3 cells in a table of 2 columns")]
    [InlineData("1.5,2\n3,4\n", "t.csv: line 1: the first line has numbers (1.5, 2) where the columns' names are expected; write HasHeader = false for a")]
    [InlineData("a,b\n1,2\n\"3,4\n5,6\n", "t.csv: line 3, column 'a': '\"3,4\\n5,6")]
    [InlineData("a,b\n1,5\" pipe\n", "t.csv: line 2, column 'b': '5\" pipe")]
    [InlineData("a,b\n1,\"x\"y\n", "t.csv: line 2, column 'b': '\"x\"y' has text behind a closing quote; quotes within quotes are doubled")]
    public void WhatIsNoTableIsNamed(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<CsvException>(() => CsvTests.Read(text)).Message);

    [Fact]
    public void AQuoteThatIsNeverClosedIsNamedWithItsLine()
    {
        CsvException e = Assert.Throws<CsvException>(() => CsvTests.Read("a,b\n1,2\n\"3,4\n5,6\n"));
        Assert.Equal((3, "a"), (e.Line, e.Column));
        Assert.EndsWith("has a quote that is never closed", e.Message);
    }

    [Theory]
    [InlineData("\"a\nb\",y\nx\r,1\n", "y")]
    [InlineData("a,y\n1,\"x\r\nz\"\n2,\"x\r\nz\"\n", "y")]
    [InlineData("a,y\n1,\"x\nz\"\n2,1\n3,1\n", "y")]
    [InlineData("\"a\nb\",\"c\nd\"\n", "y")]
    public void AnErrorIsOneLineWhateverTheCellsHold(string text, string target)
    {
        CsvException e = Assert.Throws<CsvException>(() => CsvTests.Read(text).Regression(target));
        Assert.DoesNotContain('\n', e.Message);
        Assert.DoesNotContain('\r', e.Message);
    }

    [Fact]
    public void ACellIsNamedByFileLineColumnAndText()
    {
        // The first row's quoted line end counts: the missing value is on line 5.
        CsvException e = Assert.Throws<CsvException>(() => CsvTests.Read("name,age,y\n\"a\nb\",30,1\n\"a\nb\",n/a,2\n").Regression("y"));
        Assert.Equal(("t.csv", 4, "age", "n/a"), (e.Path, e.Line, e.Column, e.Text));
        Assert.Equal("t.csv: line 4, column 'age': 'n/a' is missing; choose what is done about it with CsvOptions.Missing: SkipRow, Keep or Zero", e.Message);
        Assert.IsAssignableFrom<FormatException>(e);
    }

    [Theory]
    [InlineData("z", "t.csv: there is no column 'z'; there are: a, b, c, id, e, w")]
    [InlineData("b", "t.csv: column 'b': the target is 7 in all 4 rows; there is nothing to learn")]
    [InlineData("c", "t.csv: column 'c': the target has texts (x, y); classes are predicted by Classification(\"c\")")]
    [InlineData("id", "t.csv: column 'id': the target has no numbers: its 4 texts are all different")]
    [InlineData("e", "t.csv: column 'e': the target has no value in any row")]
    [InlineData("a", "t.csv: column 'id': it is no input, for its 4 texts are all different; write Except = [\"id\"] to leave it out")]
    public void TargetsOfARegressionThatCannotBeAreNamed(string target, string message) =>
        Assert.Equal(message, Assert.Throws<CsvException>(() => Table().Regression(target)).Message);

    [Theory]
    [InlineData("z", "t.csv: there is no column 'z'; there are: a, b, c, id, e, w")]
    [InlineData("b", "t.csv: column 'b': the target has one class, '7', in all 4 rows; there is nothing to learn")]
    [InlineData("id", "t.csv: column 'id': the target has no classes: its 4 texts are all different")]
    [InlineData("a", "t.csv: column 'a': the target's 4 values are all different; numbers are predicted by Regression(\"a\")")]
    [InlineData("e", "t.csv: column 'e': the target has no value in any row")]
    [InlineData("w", "t.csv: column 'w': the target has one class, 'same', in all 4 rows; there is nothing to learn")]
    public void TargetsOfAClassificationThatCannotBeAreNamed(string target, string message) =>
        Assert.Equal(message, Assert.Throws<CsvException>(() => Table().Classification(target)).Message);

    [Fact]
    public void AnEmptyColumnIsNoInput() => Assert.Equal(
        "t.csv: column 'e': it is no input, for it has no value in any row; write Except = [\"e\"] to leave it out",
        Assert.Throws<CsvException>(() => Table(new CsvOptions { Except = ["id"] }).Regression("a")).Message);

    [Theory]
    [InlineData("Except")]
    [InlineData("Columns")]
    [InlineData("Kinds")]
    [InlineData("Categories")]
    public void OptionsAboutColumnsThatAreNotThereAreRefused(string option)
    {
        var options = new CsvOptions();
        options = option switch
        {
            "Except" => options with { Except = ["A"] },
            "Columns" => options with { Columns = ["A"] },
            "Kinds" => options with { Kinds = new Dictionary<string, ColumnKind> { ["A"] = ColumnKind.Number } },
            _ => options with { Categories = new Dictionary<string, IReadOnlyList<string>> { ["A"] = ["x"] } },
        };
        Assert.Equal("t.csv: there is no column 'A'; there are: a, b, c, id, e, w", Assert.Throws<CsvException>(() => Table(options)).Message);
    }

    [Fact]
    public void OneWrongCellInAColumnOfNumbersIsNamed()
    {
        string rows = string.Concat(Enumerable.Range(0, 60).Select(i => $"{(i == 41 ? "unknown" : $"{i / 2}.5")},{i}\n"));
        Assert.Equal(
            "t.csv: column 'age': it is no input, for 59 of its 60 values are numbers, but line 43 has 'unknown': add it to MissingTexts if it means none; "
            + "write Except = [\"age\"] to leave it out",
            Assert.Throws<CsvException>(() => CsvTests.Read("age,y\n" + rows).Regression("y")).Message);
        string dates = string.Concat(Enumerable.Range(0, 20).Select(i => $"{(i == 3 ? "2026-02-30" : $"2026-01-{i / 2 + 1:00}")},{i}\n"));
        Assert.Contains(
            "19 of its 20 values are ISO dates, but line 5 has '2026-02-30'",
            Assert.Throws<CsvException>(() => CsvTests.Read("day,y\n" + dates).Regression("y")).Message);
    }

    [Fact]
    public void ACellOfAnotherKindThanGivenIsNamed()
    {
        static string Message(ColumnKind kind) => Assert.Throws<CsvException>(
            () => CsvTests.Read("a,y\n1,2\nx,3\n", new CsvOptions { Kinds = new Dictionary<string, ColumnKind> { ["a"] = kind } })).Message;
        Assert.Equal("t.csv: line 3, column 'a': 'x' is no number, as the options say that the column has", Message(ColumnKind.Number));
        Assert.Equal("t.csv: line 2, column 'a': '1' is neither true nor false, as the options say that the column has", Message(ColumnKind.Flag));
        Assert.Equal("t.csv: line 2, column 'a': '1' is no ISO date, as the options say that the column has", Message(ColumnKind.Date));
    }

    [Fact]
    public void ChoicesThatContradictEachOtherAreRefused()
    {
        Assert.Contains(
            "'a': it is a target and an input", Assert.Throws<CsvException>(() => Table(new CsvOptions { Columns = ["a", "b"] }).Regression("a")).Message);
        Assert.Contains("'b': it is an input twice", Assert.Throws<CsvException>(() => Table(new CsvOptions { Columns = ["b", "b"] }).Regression("a")).Message);
        Assert.Contains("'a': it is a target twice", Assert.Throws<CsvException>(() => Table().Regression("a", "a")).Message);
        Assert.Contains("no column is left", Assert.Throws<CsvException>(() => Table(new CsvOptions { Columns = [] }).Regression("a")).Message);
        Assert.Throws<ArgumentException>(() => Table().Regression());
    }

    [Fact]
    public void ANumberThatIsNoFloatIsNamed() => Assert.Equal(
        "t.csv: line 3, column 'a': '1e300' is too large for a float",
        Assert.Throws<CsvException>(() => CsvTests.Read("a,y\n1,2\n1e300,3\n").Regression("y")).Message);

    [Fact]
    public void TooManyCategoriesAreNamed() => Assert.Contains(
        "column 'a': it is no input, for it has 30 different texts, and a category at most 20 (MaxCategories)",
        Assert.Throws<CsvException>(() => CsvTests.Read(
            "a,y\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"t{i % 30},{i}\n")), new CsvOptions { MaxCategories = 20 })
            .Regression("y")).Message);

    [Fact]
    public void ALongTextIsShownInPartAndKeptWhole()
    {
        string text = new('x', 500);
        CsvException e = Assert.Throws<CsvException>(
            () => CsvTests.Read($"a,y\n{text},2\n1,3\n", new CsvOptions { Kinds = new Dictionary<string, ColumnKind> { ["a"] = ColumnKind.Number } }));
        Assert.True(e.Message.Length < 200);
        Assert.Equal(text, e.Text);
    }

    [Fact]
    public void NoDamageIsMoreThanACsvException()
    {
        const string Text = "name,\"size, cm\",when,y\r\n\"a, \"\"b\"\"\",1.5,2026-01-01,0\r\nc,NA,2026-01-02,1\r\nc,2.5,,1\r\n";
        const string Noise = "\",;\n\r\t x0\0\u00e9";
        int refused = 0;
        for (int position = 0; position < Text.Length; position++)
        {
            foreach (char character in Noise)
                refused += Damaged(Text[..position] + character + Text[(position + 1)..]);
            refused += Damaged(Text[..position]) + Damaged(Text.Remove(position, 1));
        }

        Assert.InRange(refused, 100, Text.Length * (Noise.Length + 2));

        static int Damaged(string text)
        {
            try
            {
                CsvTable table = CsvTests.Read(text, new CsvOptions { Missing = Missing.Keep });
                table.Regression(table.Columns[^1].Name);
                return 0;
            }
            catch (CsvException)
            {
                return 1;
            }
        }
    }

    [Fact]
    public void AQuoteThatSwallowsTheRestOfALargeFileIsNamed()
    {
        string text = "a,b\n1,2\n\"3,4\n" + string.Concat(Enumerable.Repeat("5,6\n", 6_000_000));
        CsvException e = Assert.Throws<CsvException>(() => CsvTests.Read(text));
        Assert.StartsWith("t.csv: line 2: cannot be read behind this line: ", e.Message);
        Assert.Contains("quotes", e.Message);
    }

    [Theory]
    [InlineData('"')]
    [InlineData('\n')]
    public void SeparatorsThatCannotBeAreRefused(char separator) =>
        Assert.ThrowsAny<ArgumentException>(() => CsvTests.Read("a,b\n1,2\n", new CsvOptions { Separator = separator }));

    private static CsvTable Table(CsvOptions? options = null) =>
        CsvTests.Read("a,b,c,id,e,w\n1,7,x,k1,,same\n2,7,y,k2,NA,same\n3,7,x,k3,?,same\n4,7,y,k4,,same\n", options);
}
