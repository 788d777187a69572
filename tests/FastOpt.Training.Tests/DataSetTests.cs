namespace FastOpt.Training.Tests;

public sealed class DataSetTests
{
    [Fact]
    public void SelectedExamplesStandInTheGivenOrder()
    {
        var data = new DataSet<int>([1, 2, 3, 4, 5, 6], [7, 8, 9], inputSize: 2);
        DataSet<int> selected = data.Select([2, 0, 2]);
        Assert.Equal([5, 6, 1, 2, 5, 6], selected.Inputs.ToArray());
        Assert.Equal([9, 7, 9], selected.Targets.ToArray());
    }

    [Theory]
    [InlineData(5, 3, 2, 1)]
    [InlineData(6, 2, 2, 1)]
    [InlineData(6, 3, 2, 2)]
    [InlineData(6, 3, 0, 1)]
    [InlineData(6, 3, 2, 0)]
    public void LengthsThatDoNotFitAreRefused(int inputs, int targets, int inputSize, int targetSize) =>
        Assert.ThrowsAny<ArgumentException>(() => new DataSet<int>(new float[inputs], new int[targets], inputSize, targetSize));
}
