namespace FastOpt.Training.Tests.Records;

/// <summary>Records as rows of inputs and targets: what is learned from the training records, and what is done with records that come later.</summary>
public sealed class RecordBinderTests
{
    private static readonly House[] Houses =
    [
        new(1, 2, 4, 10, Proximity.Inland, "Rome", "flat", false, new DateOnly(2000, 1, 1), 100),
        new(2, 3, null, null, Proximity.NearBay, "Bern", "hut", true, new DateOnly(2000, 1, 3), 200),
        new(3, 4, 7, 20, Proximity.Inland, "Rome", null, true, new DateOnly(1999, 12, 31), 300),
    ];

    private static readonly RecordBinder<House, float> Binder = House.Bind(new TrainRecords<House>(Houses));

    [Fact]
    public void InputsHaveNames() => Assert.Equal(
        [
            "rooms", "beds", "beds is missing", "Age", "sea=Inland", "sea=NEAR BAY", "City=Bern", "City=Rome", "City is another", "Kind=flat", "Kind=hut", "Kind=", "New", "Sold",
            "Twice",
        ],
        Binder.InputNames);

    [Fact]
    public void EachMemberHasItsInputs()
    {
        DataSet<float> data = Binder.ToDataSet(Houses);
        Assert.Equal((3, 15, 1), (data.Count, data.InputSize, data.TargetSize));
        Assert.Equal([2, 4, 0, 10, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 4], data.Input(0));
        // The mean of 4 and 7 beds, and that they are missing; 0 years; 2 days since 2000-01-01.
        Assert.Equal([3, 5.5f, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 1, 2, 6], data.Input(1));
        Assert.Equal([4, 7, 0, 20, 1, 0, 0, 1, 0, 0, 0, 0, 1, -1, 8], data.Input(2));
        Assert.Equal([100, 200, 300], data.Targets);
        Assert.Equal(["price"], data.TargetNames);
        Assert.Empty(data.ClassNames);
    }

    [Fact]
    public void CategoriesAreFrozenAndUnknownOnesGoWhereTheMemberSays()
    {
        float[] inputs = new float[Binder.InputSize];
        Binder.WriteInputs(Houses[0] with { City = "Oslo", Kind = "castle" }, inputs);
        Assert.Equal([0, 0, 1, 0, 0, 0], inputs[6..12]);
        Assert.Equal(["Bern", "Rome"], Binder.CategoriesOf("City").Names);
        Assert.Equal(-1, Binder.CategoriesOf("City").IndexOf("Oslo"));
    }

    [Fact]
    public void AnUnknownCategoryIsRefusedByDefault()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(static () => Binder.ToDataSet([Houses[0], Houses[1] with { Sea = (Proximity)9 }]));
        Assert.Equal(
            "House.Sea of record 1 is 'a value that the enum does not name', which is none of the 2 categories that were fitted; allow it with Unknown = Unknown.Zeros or Unknown.Other.",
            error.Message);
    }

    [Fact]
    public void TheMostFrequentCategoriesStayWhereThereAreTooMany()
    {
        var counts = new SortedDictionary<string, long> { ["a"] = 1, ["b"] = 5, ["c"] = 1, ["d"] = 3 };
        Assert.Equal(["b", "d"], Categories.Fit(counts, 2, leaveOut: true)!.Names);
        Assert.Equal(["a", "b", "d"], Categories.Fit(counts, 3, leaveOut: true)!.Names);
        Assert.Null(Categories.Fit(counts, 3, leaveOut: false));
    }

    [Fact]
    public void TooManyCategoriesAreAnErrorThatCounts()
    {
        House[] many = [.. "abcd".Select(static c => Houses[0] with { Kind = c.ToString() })];
        string message = Assert.Throws<ArgumentException>(() => House.Bind(new TrainRecords<House>(many))).Message;
        Assert.Equal("House.Kind has 4 categories in the training records, but Categories = 3; allow more, or with Unknown = Unknown.Other keep the most frequent.", message);
    }

    [Fact]
    public void ANumberThatIsNotFiniteIsNamed() => Assert.Equal(
        "House.Rooms of record 2 is NaN, but must be a finite float.",
        Assert.Throws<ArgumentException>(static () => Binder.ToDataSet([Houses[0], Houses[1], Houses[2] with { Rooms = float.NaN }])).Message);

    [Fact]
    public void AMissingLabelIsNamed() => Assert.Equal(
        "House.Price of record 1 is missing.", Assert.Throws<ArgumentException>(static () => Binder.ToDataSet([Houses[0], Houses[1] with { Price = null }])).Message);

    [Fact]
    public void AMissingLabelIsNamedWhereItIsLearnedFrom()
    {
        string message = Assert.Throws<ArgumentException>(static () => House.Bind(new TrainRecords<House>([Houses[0], Houses[1] with { Price = null }]))).Message;
        Assert.Equal("House.Price of record 1 is missing.", message);
    }

    [Fact]
    public void AMissingLabelDoesNotMatterToInputs() => Binder.WriteInputs(Houses[0] with { Price = null }, new float[15]);

    [Fact]
    public void WithoutTrainingRecordsThereIsNothingToLearn() =>
        Assert.StartsWith("There is no record of House", Assert.Throws<ArgumentException>(static () => House.Bind(new TrainRecords<House>([]))).Message, StringComparison.Ordinal);

    [Fact]
    public void AnotherLengthIsRefused()
    {
        Assert.StartsWith(
            "inputs: 14 floats, but a House has 15 inputs.", Assert.Throws<ArgumentException>(static () => Binder.WriteInputs(Houses[0], new float[14])).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "targets: 2 values, but a House has 1.", Assert.Throws<ArgumentException>(static () => Binder.WriteTargets(Houses[0], new float[2])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARowIsWrittenWithoutAllocation()
    {
        float[] inputs = new float[Binder.InputSize];
        House house = Houses[1] with { City = "Oslo" };
        Binder.WriteInputs(house, inputs);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            Binder.WriteInputs(house, inputs);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void ASplitLearnsFromItsTrainingRecordsAlone()
    {
        var split = new RecordSplit<House>(Houses, [0, 2], [1], []);
        RecordBinder<House, float> binder = House.Bind(split.Train);
        Assert.Equal(["Rome"], binder.CategoriesOf("City").Names);
        DataSplit<float> data = binder.ToDataSplit(split);
        Assert.Equal((2, 1, 0), (data.Train.Count, data.Validation.Count, data.Test.Count));
        Assert.Equal([100, 300], data.Train.Targets);
    }

    [Fact]
    public void ABinderIsKeptInAFile()
    {
        string path = Path.GetTempFileName();
        try
        {
            Binder.Save(path);
            byte[] saved = File.ReadAllBytes(path);
            RecordBinder<House, float> loaded = RecordBinder<House, float>.Load(path);
            Assert.Equal(Binder.InputNames, loaded.InputNames);
            Assert.Equal(Binder.ToDataSet(Houses).Inputs, loaded.ToDataSet(Houses).Inputs);
            loaded.Save(path);
            Assert.Equal(saved, File.ReadAllBytes(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Whoever reads the file while it is written anew has the old one to its end; on Windows, a file that is open cannot be replaced.</summary>
    [Fact]
    public void AFileThatIsThereIsReplacedAsAWhole()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A file that is open cannot be replaced on Windows.");
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "the old one");
            using var old = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            Binder.Save(path);
            Assert.Equal("the old one", old.ReadToEnd());
            Assert.Equal(Binder.InputNames, RecordBinder<House, float>.Load(path).InputNames);
            Assert.False(File.Exists(path + ".tmp"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("{}", "not the file of a binder")]
    [InlineData("nothing", "not the file of a binder")]
    [InlineData("""{ "version": 2 }""", "version 2, but this library reads version 1")]
    [InlineData("""{ "version": 1, "record": "Flower" }""", "of the record 'Flower', not of 'House'")]
    [InlineData("""{ "version": 1, "record": "House", "features": [], "labels": [] }""", "0 columns where House has 9")]
    public void AnotherFileIsRefused(string text, string message)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            Assert.Contains(message, Assert.Throws<FormatException>(() => RecordBinder<House, float>.Load(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>A member whose type has changed since: a text that was a number, and the reverse.</summary>
    [Theory]
    [InlineData("\"fill\":", "\"categories\":[\"a\"],\"was\":")]
    [InlineData("\"categories\":", "\"fill\":0,\"were\":")]
    public void AColumnOfAnotherKindIsRefused(string found, string changed)
    {
        string path = Path.GetTempFileName();
        try
        {
            Binder.Save(path);
            string text = File.ReadAllText(path).Replace("\": ", "\":", StringComparison.Ordinal);
            Assert.Contains(found, text, StringComparison.Ordinal);
            int at = text.IndexOf(found, StringComparison.Ordinal);
            File.WriteAllText(path, text[..at] + changed + text[(at + found.Length)..]);
            string message = Assert.Throws<FormatException>(() => RecordBinder<House, float>.Load(path)).Message;
            Assert.Contains("is of another kind than", message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void TextsAreClassesInOrdinalOrder()
    {
        Flower[] flowers = [.. new[] { "virginica", "setosa", "versicolor", "setosa" }.Select(static s => new Flower { Length = s.Length, Species = s })];
        RecordBinder<Flower, int> binder = Flower.Bind(new TrainRecords<Flower>(flowers));
        Assert.Equal(["setosa", "versicolor", "virginica"], binder.ClassNames);
        Assert.Equal([2, 0, 1, 0], binder.ToDataSet(flowers).Targets);
        Assert.Equal(
            "Flower.Species of record 0 is 'rose', but the training records have only the classes setosa, versicolor, virginica.",
            Assert.Throws<ArgumentException>(() => binder.ToDataSet([new Flower { Species = "rose" }])).Message);
    }

    [Fact]
    public void WholeNumbersAreClassesInTheirOrder()
    {
        Digit[] digits = [new(0, 10), new(0, 9), new(0, -1), new(0, 9)];
        RecordBinder<Digit, int> binder = Digit.Bind(new TrainRecords<Digit>(digits));
        Assert.Equal(["-1", "9", "10"], binder.ClassNames);
        Assert.Equal([2, 1, 0, 1], binder.ToDataSet(digits).Targets);
    }

    [Fact]
    public void TruthsAreTwoClasses()
    {
        RecordBinder<Mail, int> binder = Mail.Bind(new TrainRecords<Mail>([new Mail(1, true), new Mail(2, true)]));
        Assert.Equal(["false", "true"], binder.ClassNames);
        Assert.Equal([1, 0], binder.ToDataSet([new Mail(1, true), new Mail(2, false)]).Targets);
    }
}
