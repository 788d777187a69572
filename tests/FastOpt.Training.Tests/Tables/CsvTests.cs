using System.Globalization;
using System.Text;
using System.Text.Json;
using FastOpt.Training.Tests.Data;

namespace FastOpt.Training.Tests.Tables;

public sealed class CsvTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CellsInQuotesHoldSeparatorsLineEndsAndDoubledQuotes()
    {
        CsvTable table = Read(
            "name,\"the \"\"size\"\", cm\",note\r\n\"a, b\",1,\"two\r\nlines\"\r\n\"say \"\"hi\"\"\",2,\"\"\"\"\r\n\"a, b\",3,\"two\nlines\"\r\n");
        Assert.Equal(["name", "the \"size\", cm", "note"], table.Columns.Select(column => column.Name));
        Assert.Equal(3, table.Count);
        Assert.Equal(["a, b", "1", "two\r\nlines", "say \"hi\"", "2", "\"", "a, b", "3", "two\nlines"], Cells(table));
    }

    [Fact]
    public void WhatPythonsCsvModuleWroteIsRead()
    {
        foreach (JsonElement recorded in RecordedJson.Read("tables.json").GetProperty("tables").EnumerateArray())
        {
            JsonElement rows = recorded.GetProperty("cells");
            string[][] cells = [.. rows.EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetString()!).ToArray())];
            CsvTable table = Read(recorded.GetProperty("text").GetString()!, new CsvOptions { Separator = recorded.GetProperty("separator").GetString()![0] });
            Assert.Equal(cells[0], table.Columns.Select(column => column.Name));
            Assert.Equal(cells.Skip(1).SelectMany(row => row), Cells(table));
        }
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n")]
    [InlineData("a,b\r\n1,2\r\n3,4\r\n")]
    [InlineData("a,b\r1,2\r3,4")]
    [InlineData("a,b\n1,2\n3,4")]
    [InlineData("a,b\n1,2\n3,4\n\n\n")]
    [InlineData("\n\na,b\n\n1,2\n   \n3,4\n")]
    [InlineData("\uFEFFa,b\n1,2\n3,4\n")]
    [InlineData("a;b\n1;2\n3;4\n")]
    [InlineData("a\tb\n1\t2\n3\t4\n")]
    [InlineData(" a , b \n 1 , 2 \n\"3\" , \"4\"\n")]
    [InlineData("\"a\",\"b\"\n\"1\",\"2\"\n\"3\",\"4\"\n")]
    public void LinesSeparatorsAndSpacesDoNotMatter(string text)
    {
        CsvTable table = Read(text);
        Assert.Equal(["a", "b"], table.Columns.Select(column => column.Name));
        Assert.Equal(["1", "2", "3", "4"], Cells(table));
        Assert.All(table.Columns, column => Assert.Equal(ColumnKind.Number, column.Kind));
    }

    [Fact]
    public void TheSeparatorIsTheCandidateThatTheFirstLineHasMostOfOutsideOfQuotes()
    {
        Assert.Equal(["a", "b,c,d", "e"], Read("a;\"b,c,d\";e\n1;2;3\n").Columns.Select(column => column.Name));
        Assert.Equal(["a,b", "c"], Read("a,b|c\n1|2\n", new CsvOptions { Separator = '|' }).Columns.Select(column => column.Name));
        Assert.Equal(["a"], Read("a\n1\n2\n").Columns.Select(column => column.Name));
    }

    [Fact]
    public void ATableWithoutAHeaderIsRead()
    {
        CsvTable table = Read("5.1,setosa\n4.9,virginica\n", new CsvOptions { HasHeader = false });
        Assert.Equal(["column1", "column2"], table.Columns.Select(column => column.Name));
        Assert.Equal(2, table.Count);
        Assert.Equal(["2001", "2002"], Read("2001,2002\n1,2\n", new CsvOptions { HasHeader = true }).Columns.Select(column => column.Name));
        Assert.Equal(["column1", "x"], Read(",x\n1,2\n").Columns.Select(column => column.Name));
    }

    [Theory]
    [InlineData("1\n-2\n+3.5\n.5\n1e-3\n6.02E23\n007\n", ColumnKind.Number)]
    [InlineData("true\nFALSE\nTrue\n", ColumnKind.Flag)]
    [InlineData("2026-11-26\n1999-01-01\n", ColumnKind.Date)]
    [InlineData("2026-11-26T14:30:00Z\n2026-11-26 14:30\n2026-11-26T14:30:05.25+02:00\n2026-11-26\n", ColumnKind.Date)]
    [InlineData("2026-02-30\n2026-02-28\n2026-02-30\n", ColumnKind.Category)]
    [InlineData("26.11.2026\n27.11.2026\n26.11.2026\n", ColumnKind.Category)]
    [InlineData("1,5\n2,5\n1,5\n", ColumnKind.Category)]
    [InlineData("red\nblue\nred\n", ColumnKind.Category)]
    [InlineData("1\n2\n10+\n1\n", ColumnKind.Category)]
    [InlineData("Infinity\n1\n1\n", ColumnKind.Category)]
    [InlineData("1e999\n1\n1\n", ColumnKind.Category)]
    [InlineData("anna\nbert\ncarl\n", ColumnKind.Text)]
    [InlineData("NA\n?\n", ColumnKind.Empty)]
    public void KindsAreInferred(string cells, ColumnKind kind)
    {
        CsvColumn column = Read("x;y\n" + string.Concat(cells.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(cell => cell + ";0\n")))["x"];
        Assert.Equal(kind, column.Kind);
    }

    [Fact]
    public void CulturesDoNotMatter()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var german = new CultureInfo("", false) { NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "\u2212" } };
            CultureInfo.CurrentCulture = german;
            Assert.Equal([1.5f, -2.25f], Read("a,y\n1.5,1\n-2.25,2\n").Regression("y").Inputs.ToArray());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void DatesAreDaysSinceTheOrigin()
    {
        CsvTable table = Read("when,y\n2000-01-01,1\n2000-01-02T06:00:00Z,2\n1999-12-31,3\n2024-03-01T12:00+12:00,4\n");
        Assert.Equal([0, 1.25, -1, 8826], table.Numbers("when"));
        Assert.Equal([0, 1.25f, -1, 8826], table.Regression("y").Inputs.ToArray());
        table = Read("when,y\n2024-03-01,1\n2024-03-02,2\n", new CsvOptions { DateOrigin = new DateTime(2024, 2, 29, 0, 0, 0, DateTimeKind.Utc) });
        Assert.Equal([1, 2], table.Numbers("when"));
    }

    [Fact]
    public void MissingTextsAreRecognizedInEitherCase()
    {
        CsvColumn column = Read("a,b\n1,x\n,x\nNA,x\nn/a,x\nNaN,x\nNULL,x\n?,x\n\"\",x\n2,x\n")["a"];
        Assert.Equal((7, ColumnKind.Number), (column.MissingCount, column.Kind));
        column = Read("a,b\n1,x\n-999,x\n", new CsvOptions { MissingTexts = ["-999"] })["a"];
        Assert.Equal(1, column.MissingCount);
    }

    [Fact]
    public void FilesAreUtf8OrWhatTheirMarkSays()
    {
        byte[] text = Encoding.UTF8.GetBytes("städte,y\nKöln,1\nKöln,2\nMünchen,3\n");
        Assert.Equal(["Köln", "München"], Csv.Read(_folder.Write("a.csv", text))["städte"].Categories);
        Assert.Equal(["Köln", "München"], Csv.Read(_folder.Write("b.csv", [.. Encoding.UTF8.Preamble, .. text]))["städte"].Categories);
        byte[] utf16 = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(text))];
        Assert.Equal(["Köln", "München"], Csv.Read(_folder.Write("c.csv", utf16))["städte"].Categories);
        byte[] latin = Encoding.Latin1.GetBytes(Encoding.UTF8.GetString(text));
        string path = _folder.Write("d.csv", latin);
        Assert.Contains("no utf-8 text; give the file's Encoding", Assert.Throws<CsvException>(() => Csv.Read(path)).Message);
        Assert.Equal(["Köln", "München"], Csv.Read(path, new CsvOptions { Encoding = Encoding.Latin1 })["städte"].Categories);
    }

    [Fact]
    public void ALargeTableComesThroughWhole()
    {
        var text = new StringBuilder("id,\"no\"\"te\",y\r\n");
        for (int i = 0; i < 20_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i},\"line {i % 7}\r\nand, more\",{i % 2}\r\n");
        CsvTable table = Read(text.ToString());
        Assert.Equal((20_000, 7), (table.Count, table["no\"te"].Categories.Count));
        Assert.Equal([.. Enumerable.Range(0, 20_000).Select(i => (double)i)], table.Numbers("id"));
        Assert.Equal("line 3\r\nand, more", table.Text(10_006, 1));
    }

    [Fact]
    public void ATextStaysOpenAndAMissingFileIsNamed()
    {
        var text = new StringReader("a,b\n1,2\n");
        Csv.Read(text);
        Assert.Equal(-1, text.Read());
        Assert.Contains("absent.csv", Assert.Throws<FileNotFoundException>(() => Csv.Read(_folder["absent.csv"])).Message);
    }

    internal static CsvTable Read(string text, CsvOptions? options = null) => Csv.Read(new StringReader(text), options, "t.csv");

    private static IEnumerable<string> Cells(CsvTable table) =>
        Enumerable.Range(0, table.Count).SelectMany(row => Enumerable.Range(0, table.Columns.Count).Select(column => table.Text(row, column)));
}
