namespace FastOpt.Training.Tests.Records;

/// <summary>Records read from tables, and written to them.</summary>
public sealed class RecordTableTests
{
    private const string Head = "id,rooms,beds,Age,sea,City,Kind,New,Sold,price\n";

    [Fact]
    public void CellsBecomeWhatTheMembersAre()
    {
        IReadOnlyList<House> houses = Read(
            "price;City;id;rooms;beds;Age;sea;Kind;New;Sold;note\r\n"
            + "1.5e2;\"Sankt \"\"A\"\"; Nord\r\nSüd\";7;3.25;2;10.5;near bay;flat;yes;2026-11-26;x\r\n"
            + "\r\n"
            + "; Paris ;8;-4;NA;;INLAND;?;0;2000-01-02;\r\n");
        Assert.Equal(new House(7, 3.25f, 2, 10.5, Proximity.NearBay, "Sankt \"A\"; Nord\r\nSüd", "flat", true, new DateOnly(2026, 11, 26), 150), houses[0]);
        Assert.Equal(new House(8, -4, null, null, Proximity.Inland, "Paris", null, false, new DateOnly(2000, 1, 2), null), houses[1]);
    }

    [Fact]
    public void WhatIsWrittenReadsBackAsTheSame()
    {
        House[] houses =
        [
            new(long.MaxValue, 0.1f, null, 1e-300, Proximity.NearBay, "a,b \"c\"\nd", " padded ", true, DateOnly.MinValue, float.Epsilon),
            new(-1, float.MaxValue, int.MinValue, null, Proximity.Inland, "é", null, false, new DateOnly(2026, 2, 28), null),
        ];
        string path = Path.GetTempFileName();
        try
        {
            House.WriteCsv(path, houses);
            Assert.Equal(houses, House.ReadCsv(path));
            Assert.StartsWith("id,rooms,beds,Age,sea,City,Kind,New,Sold,price\n", File.ReadAllText(path), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>ML.NET says of a column of another type: "Schema mismatch for feature column 'Features': expected Vector&lt;Single&gt;, got VarVector&lt;Single&gt;" and the like.</summary>
    [Fact]
    public void AColumnOfAnotherTypeIsNamedWithLineExpectedAndFound_NotVectorAgainstVector_MachineLearning5193()
    {
        CsvException error = Fails("1,two,3,4,inland,A,b,yes,2026-01-01,5\n");
        Assert.Equal("houses.csv: line 2, column 'rooms': expected a finite number (float), found 'two'", error.Message);
        Assert.DoesNotContain("Vector", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AColumnThatIsNotThereIsNamedBesideThoseThatAre_NotVectorAgainstVector_MachineLearning5714()
    {
        CsvException error = Assert.Throws<CsvException>(static () => Read("id,room,beds\n1,2,3\n"));
        Assert.Equal("houses.csv: line 1, column 'rooms': expected for House.Rooms, found only the columns id, room, beds", error.Message);
    }

    [Theory]
    [InlineData("x,1,1,1,inland,A,b,yes,2026-01-01,5\n", "line 2, column 'id': expected a whole number (long), found 'x'")]
    [InlineData("1.5,1,1,1,inland,A,b,yes,2026-01-01,5\n", "line 2, column 'id': expected a whole number (long), found '1.5'")]
    [InlineData(
        "1,,1,1,inland,A,b,yes,2026-01-01,5\n",
        "line 2, column 'rooms': expected a finite number (float); write 'float? Rooms' where values may be missing, found ''")]
    [InlineData("1,1e39,1,1,inland,A,b,yes,2026-01-01,5\n", "line 2, column 'rooms': expected a finite number (float), found '1e39'")]
    [InlineData("1,Infinity,1,1,inland,A,b,yes,2026-01-01,5\n", "expected a finite number (float), found 'Infinity'")]
    [InlineData("1,\"1,5\",1,1,inland,A,b,yes,2026-01-01,5\n", "expected a finite number (float), found '1,5'")]
    [InlineData("1,1,99999999999,1,inland,A,b,yes,2026-01-01,5\n", "column 'beds': expected a whole number (int), found '99999999999'")]
    [InlineData("1,1,1,1,lake,A,b,yes,2026-01-01,5\n", "column 'sea': expected one of Inland, NEAR BAY, found 'lake'")]
    [InlineData("1,1,1,1,inland,,b,yes,2026-01-01,5\n", "column 'City': expected a text; write 'string? City' where values may be missing, found ''")]
    [InlineData("1,1,1,1,inland,A,b,maybe,2026-01-01,5\n", "column 'New': expected true or false, found 'maybe'")]
    [InlineData("1,1,1,1,inland,A,b,yes,01/02/2026,5\n", "column 'Sold': expected an ISO date such as 2026-11-26, found '01/02/2026'")]
    [InlineData("1,1,1,1,inland,A,b,yes,2026-02-30,5\n", "column 'Sold': expected an ISO date such as 2026-11-26, found '2026-02-30'")]
    [InlineData("1,1,1,1,inland,A,b,yes,2026-01-01,five\n", "column 'price': expected a finite number (float), found 'five'")]
    [InlineData("1,1,1,1,inland,A,b,yes,2026-01-01\n", "line 2: expected 10 cells, as the first line has, found 9")]
    [InlineData("1,1,1,1,inland,A,b,yes,2026-01-01,5\n\n2,1,1,1,inland,A,b,yes,2026-01-01,5,6\n", "line 4: expected 10 cells, as the first line has, found 11")]
    [InlineData("1,1,1,1,inland,\"A,b,yes,2026-01-01,5\n2,1\n", "has a quote that is never closed")]
    public void ACellThatDoesNotFitIsOneErrorWithItsPlace(string rows, string message)
    {
        CsvException error = Fails(rows);
        Assert.StartsWith("houses.csv: line ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData(" \r\n")]
    public void AnEmptyFileIsAnError(string text) =>
        Assert.Equal("houses.csv: the file is empty; the first line must name the columns", Assert.Throws<CsvException>(() => Read(text)).Message);

    /// <summary>A row longer than the reader's room is what a quote that is never closed makes of the rest of a large file.</summary>
    [Fact]
    public void ARowThatIsTooLongIsAnErrorWithTheLineBefore()
    {
        string text = "id,rooms\n1,2\n\"3,4\n" + string.Concat(Enumerable.Repeat("5,6\n", 6_000_000));
        using TableReader table = TableReader.FromText(text, "houses.csv");
        Assert.True(table.Read());
        CsvException error = Assert.Throws<CsvException>(() => table.Read());
        Assert.StartsWith("houses.csv: line 2: cannot be read behind this line: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Line);
    }

    [Fact]
    public void BytesThatAreNoTextAreAnErrorWithTheFile()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, [(byte)'a', (byte)'\n', 0xFF, (byte)'\n']);
            Assert.Equal($"{path}: bytes that are no utf-8 text", Assert.Throws<CsvException>(() => TableReader.Open(path).Dispose()).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void TheFirstLinesErrorSaysThatItIsTheFirst() =>
        Assert.Equal(1, Assert.Throws<CsvException>(static () => Read("id,\"rooms\n1,2\n")).Line);

    [Fact]
    public void AColumnThatStandsTwiceIsAnError() => Assert.Equal(
        "houses.csv: line 1, column 'rooms': stands twice",
        Assert.Throws<CsvException>(static () => Read("id,rooms,rooms\n1,2,3\n")).Message);

    [Fact]
    public void ALabelThatMayBeMissingNeedsNoColumn() =>
        Assert.Null(Assert.Single(Read("id,rooms,beds,Age,sea,City,Kind,New,Sold\n1,2,3,4,inland,A,b,1,2026-01-01\n")).Price);

    [Fact]
    public void ColumnsOfAClassAreSet()
    {
        using TableReader table = TableReader.FromText("Species\tpetal length\nsetosa\t1.5\n");
        Flower flower = Assert.Single(Flower.ReadCsv(table));
        Assert.Equal((1.5f, "setosa"), (flower.Length, flower.Species));
    }

    private static CsvException Fails(string rows) => Assert.Throws<CsvException>(() => Read(Head + rows));

    private static IReadOnlyList<House> Read(string text)
    {
        using TableReader table = TableReader.FromText(text, "houses.csv");
        return House.ReadCsv(table);
    }
}
