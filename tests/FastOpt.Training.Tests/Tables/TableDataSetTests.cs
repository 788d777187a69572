using FastOpt.Training.Tests.Data;

namespace FastOpt.Training.Tests.Tables;

public sealed class TableDataSetTests
{
    private const string Homes = "rooms,ocean,price,pool\n3,NEAR,100,true\n5,INLAND,200,false\n4,NEAR,150,false\n";

    [Fact]
    public void ARegressionTakesAllOtherColumnsWithCategoriesOneHot()
    {
        DataSet<float> data = CsvTests.Read(Homes).Regression("price");
        Assert.Equal(["rooms", "ocean=INLAND", "ocean=NEAR", "pool"], data.InputNames);
        Assert.Equal([3, 0, 1, 1, 5, 1, 0, 0, 4, 0, 1, 0], data.Inputs.ToArray());
        Assert.Equal([100, 200, 150], data.Targets.ToArray());
        Assert.Equal(["price"], data.TargetNames);
    }

    [Fact]
    public void ARegressionMayHaveSeveralTargets()
    {
        DataSet<float> data = CsvTests.Read(Homes).Regression("pool", "price");
        Assert.Equal((2, 3), (data.TargetSize, data.InputSize));
        Assert.Equal([1, 100, 0, 200, 0, 150], data.Targets.ToArray());
        Assert.Equal(["pool", "price"], data.TargetNames);
    }

    [Fact]
    public void ColumnsAreChosenOrLeftOut()
    {
        DataSet<float> data = CsvTests.Read(Homes, new CsvOptions { Columns = ["pool", "rooms"] }).Regression("price");
        Assert.Equal([1, 3, 0, 5, 0, 4], data.Inputs.ToArray());
        data = CsvTests.Read(Homes, new CsvOptions { Except = ["ocean", "price"] }).Regression("price");
        Assert.Equal(["rooms", "pool"], data.InputNames);
    }

    [Fact]
    public void CategoriesMayBeCodesForAnEmbedding()
    {
        DataSet<float> data = CsvTests.Read(Homes, new CsvOptions { CategoryEncoding = CategoryEncoding.Code }).Regression("price");
        Assert.Equal(["rooms", "ocean", "pool"], data.InputNames);
        Assert.Equal([3, 1, 1, 5, 0, 0, 4, 1, 0], data.Inputs.ToArray());
    }

    [Fact]
    public void ClassesStandInOrdinalOrder()
    {
        DataSet<int> data = CsvTests.Read("x,species\n1,setosa\n2,Virginica\n3,setosa\n4,Äbc\n").Classification("species");
        Assert.Equal(["Virginica", "setosa", "Äbc"], data.ClassNames);
        Assert.Equal([1, 0, 1, 2], data.Targets.ToArray());
        Assert.Equal(["species"], data.TargetNames);
    }

    [Fact]
    public void ClassesThatAreNumbersStandInTheirOrder()
    {
        DataSet<int> data = CsvTests.Read("x,digit\n1,10\n2,9\n3,9.0\n4,-1\n5,1e1\n6,-0\n7,0\n").Classification("digit");
        Assert.Equal(["-1", "0", "9", "10"], data.ClassNames);
        Assert.Equal([3, 2, 2, 0, 3, 1, 1], data.Targets.ToArray());
        Assert.Equal(["false", "true"], CsvTests.Read("x,y\n1,TRUE\n2,False\n3,true\n").Classification("y").ClassNames);
    }

    [Fact]
    public void CategoriesOfAnotherTableAreKept()
    {
        CsvTable train = CsvTests.Read("city,y\nOslo,0\nRome,1\nOslo,1\nBern,0\nBern,1\n");
        var options = new CsvOptions { Categories = new Dictionary<string, IReadOnlyList<string>> { ["city"] = train["city"].Categories } };
        DataSet<int> test = CsvTests.Read("city,y\nRome,1\nRome,0\n", options).Classification("y");
        Assert.Equal(["city=Bern", "city=Oslo", "city=Rome"], test.InputNames);
        Assert.Equal([0, 0, 1, 0, 0, 1], test.Inputs.ToArray());
        Assert.Equal(
            "t.csv: line 3, column 'city': 'Rom' is none of the categories that are given: Bern, Oslo, Rome",
            Assert.Throws<CsvException>(() => CsvTests.Read("city,y\nRome,1\nRom,0\n", options)).Message);
    }

    [Fact]
    public void ANumberMayBeACategory()
    {
        var options = new CsvOptions { Kinds = new Dictionary<string, ColumnKind> { ["month"] = ColumnKind.Category } };
        Assert.Equal(["month=10", "month=2"], CsvTests.Read("month,y\n2,1\n10,2\n", options).Regression("y").InputNames);
    }

    [Theory]
    [InlineData(Missing.Keep, float.NaN)]
    [InlineData(Missing.Zero, 0)]
    public void MissingValuesAreKeptOrZero(Missing policy, float expected)
    {
        DataSet<float> data = CsvTests.Read("a,c,y\n1,x,1\n,z,2\n3,NA,3\n4,x,4\n5,z,5\n", new CsvOptions { Missing = policy }).Regression("y");
        Assert.Equal([1, 1, 0, expected, 0, 1, 3, expected, expected, 4, 1, 0, 5, 0, 1], data.Inputs.ToArray());
    }

    [Fact]
    public void RowsWithMissingValuesAreSkippedAndCounted()
    {
        CsvTable table = CsvTests.Read(
            "a,c,y,note\n1,x,1,\n,x,2,\n3,NA,3,\n4,x,NA,\n5,z,5,\n6,z,6,\n", new CsvOptions { Missing = Missing.SkipRow, Except = ["note"] });
        Assert.Equal((3, 3), (table.Count, table.SkippedRows));
        Assert.Equal((1, 1, 6), (table["a"].MissingCount, table["y"].MissingCount, table["note"].MissingCount));
        Assert.Equal([1, 1, 0, 5, 0, 1, 6, 0, 1], table.Regression("y").Inputs.ToArray());
        Assert.Equal([1, 5, 6], table.Numbers("a"));
    }

    [Fact]
    public void IfNoRowIsLeftTheColumnWithMostHolesIsNamed() => Assert.Equal(
        "t.csv: each of the 3 rows has a missing value, so that none is left; column 'b' has most of them, 2",
        Assert.Throws<CsvException>(() => CsvTests.Read("a,b\n1,\n2,\n,3\n", new CsvOptions { Missing = Missing.SkipRow })).Message);

    [Theory]
    [InlineData(Missing.Keep)]
    [InlineData(Missing.Zero)]
    [InlineData(Missing.Refuse)]
    public void TargetsAreNotMadeUp(Missing policy)
    {
        CsvTable table = CsvTests.Read("a,y,c\n1,1,u\n2,NA,\n3,2,v\n4,5,u\n", new CsvOptions { Missing = policy });
        Assert.Equal(
            "t.csv: line 3, column 'y': 'NA' is missing, and a target is not made up; Missing.SkipRow leaves such rows out",
            Assert.Throws<CsvException>(() => table.Regression("y")).Message);
        Assert.StartsWith("t.csv: line 3, column 'c': '' is missing, and a target", Assert.Throws<CsvException>(() => table.Classification("c")).Message);
    }

    [Theory]
    [InlineData(Missing.Keep)]
    [InlineData(Missing.Zero)]
    public void CodesAreNotMadeUp(Missing policy) => Assert.StartsWith(
        "t.csv: line 3, column 'c': '' is missing, and a category's code is not made up",
        Assert.Throws<CsvException>(
            () => CsvTests.Read("c,y\nx,1\n,2\nx,3\n", new CsvOptions { Missing = policy, CategoryEncoding = CategoryEncoding.Code }).Regression("y")).Message);

    [Fact]
    public void GroupsAndTimesComeFromColumnsThatAreNoInput()
    {
        CsvTable table = CsvTests.Read(
            "patient,when,a,y\np7,2026-01-03,1,1\np2,2026-01-01,2,2\np7,2026-01-02,3,3\n", new CsvOptions { Except = ["patient", "when"] });
        Assert.Equal([0, 1, 0], table.Groups("patient"));
        Assert.Equal([1, 2], new[] { table.Numbers("when")[0] - table.Numbers("when")[2], table.Numbers("when")[0] - table.Numbers("when")[1] });
        Assert.Equal(["a"], table.Regression("y").InputNames);
        Assert.Contains("neither numbers nor ISO dates", Assert.Throws<CsvException>(() => table.Numbers("patient")).Message);
        Assert.Equal(
            "t.csv: line 3, column 'g': '' names no group", Assert.Throws<CsvException>(() => CsvTests.Read("g,y\na,1\n,2\n").Groups("g")).Message);
    }

    [Fact]
    public void CaliforniaHousingIsReadWhole()
    {
        string path = SharedData.Find("california-housing/housing.csv");
        CsvTable table = Csv.Read(path, new CsvOptions { Missing = Missing.Keep });
        Assert.Equal((20_640, 10), (table.Count, table.Columns.Count));
        Assert.Equal(207, table["total_bedrooms"].MissingCount);
        Assert.Equal(["<1H OCEAN", "INLAND", "ISLAND", "NEAR BAY", "NEAR OCEAN"], table["ocean_proximity"].Categories);
        DataSet<float> data = table.Regression("median_house_value");
        Assert.Equal((20_640, 13), (data.Count, data.InputSize));

        // The file's lines, cut at commas: it has no quotes.
        string[] lines = File.ReadAllLines(path)[1..];
        for (int row = 0; row < lines.Length; row += 97)
        {
            string[] cells = lines[row].Split(',');
            for (int column = 0; column < 8; column++)
                Assert.Equal(
                    cells[column].Length == 0 ? float.NaN : float.Parse(cells[column], System.Globalization.CultureInfo.InvariantCulture),
                    data.Input(row)[column]);
            Assert.Equal(1, data.Input(row)[data.InputNames.ToList().IndexOf($"ocean_proximity={cells[9]}")]);
        }

        DataSplit<float> split = Split.Random(data);
        Assert.DoesNotContain(float.NaN, Normalizer.Fit(split.Train).Apply(split).Test.Inputs.ToArray());
        Assert.Equal(20_433, Csv.Read(path, new CsvOptions { Missing = Missing.SkipRow }).Count);
        Assert.StartsWith(
            $"{path}: line 292, column 'total_bedrooms': '' is missing",
            Assert.Throws<CsvException>(() => Csv.Read(path).Regression("median_house_value")).Message);
    }
}
