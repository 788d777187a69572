namespace FastOpt.Training.Tests.Splits;

public sealed class GivenTests
{
    [Fact]
    public void SetsThatCameApartStayAsTheyAre()
    {
        DataSet<int> train = Set(["a", "b"], ["x", "y"]), test = Set(["a", "b"], ["x", "y"]);
        DataSplit<int> split = Split.Given(train, train.Select([1]), test);
        Assert.Equal(train.Fingerprint, split.Train.Fingerprint);
        Assert.Equal(["a", "b"], split.Train.InputNames);
        Assert.Same(test, split.Test);
        Assert.Equal(0, Split.Given(train, test).Test.Count);
    }

    [Fact]
    public void ADifferenceBetweenSetsIsNamedByColumn_MachineLearning5193()
    {
        DataSet<int> train = Set(["age", "city=Rome"], ["no", "yes"]);
        Assert.StartsWith(
            "Input 1 is 'city=Oslo' in the validation examples and 'city=Rome' in the training examples.",
            Message(train, Set(["age", "city=Oslo"], ["no", "yes"])));
        Assert.StartsWith(
            "The validation examples have 3 inputs where the training examples have 2. Not in validation: city=Rome. Not in train: city=Oslo, size.",
            Message(train, new DataSet<int>(new float[3], new int[1], 3) { InputNames = ["age", "city=Oslo", "size"] }));
        Assert.StartsWith(
            "Class 1 is 'ja' in the validation examples and 'yes' in the training examples.", Message(train, Set(["age", "city=Rome"], ["no", "ja"])));
        Assert.StartsWith(
            "Class 2 is 'maybe' in the validation examples and not there in the training", Message(train, Set(["age", "city=Rome"], ["no", "yes", "maybe"])));
    }

    [Fact]
    public void ADifferenceInSizesIsNamed_MachineLearning5714() => Assert.StartsWith(
        "The validation examples have 2 targets where the training examples have 1.",
        Message(Set(["a", "b"], []), new DataSet<int>(new float[2], new int[2], 2, 2)));

    [Fact]
    public void NothingToTrainOnIsRefused() =>
        Assert.Contains(
            "no example to train on", Assert.Throws<ArgumentException>(() => Split.Given(new DataSet<int>([], [], 1), new DataSet<int>([], [], 1))).Message);

    private static DataSet<int> Set(string[] inputs, string[] classes) => new(new float[4], new int[2], 2) { InputNames = inputs, ClassNames = classes };

    private static string Message(DataSet<int> train, DataSet<int> validation) =>
        Assert.Throws<ArgumentException>(() => Split.Given(train, validation)).Message;
}
