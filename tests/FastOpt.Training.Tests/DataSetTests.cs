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

    // The figures are of hashlib.sha256 over struct.pack("<4q", count, inputs, targets, bytes of a target), the inputs and the targets in Python.
    [Fact]
    public void FingerprintsAreTheSameOnEveryMachine()
    {
        Assert.Equal(0x82fbd9393d261780UL, new DataSet<int>([1, 2, 3, 4], [7, 8], 2).Fingerprint);
        Assert.Equal(0xc91da75a9f2521b0UL, new DataSet<float>([0.1f, -0f], [1.5f, 2.5f, 3.5f, float.PositiveInfinity], 1, 2).Fingerprint);
    }

    [Fact]
    public void AnyChangeChangesTheFingerprint()
    {
        DataSet<int>[] sets =
        [
            new([1, 2, 3, 4], [7, 8], 2), new([1, 2, 3, 4], [7, 9], 2), new([1, 2, 3, 5], [7, 8], 2), new([1, 2, 4, 3], [7, 8], 2), new([1, 2, 3, 4], [7], 4),
            new([1, 2, 3, 4], [7, 8], 4, 2), new([1, 2, 3, 4, 0, 0], [7, 8, 0], 2), new([0, 2, 3, 4], [7, 8], 2), new([-0f, 2, 3, 4], [7, 8], 2),
        ];
        Assert.Equal(sets.Length, sets.Select(set => set.Fingerprint).Distinct().Count());
        Assert.Equal(sets[0].Fingerprint, new DataSet<int>([1, 2, 3, 4], [7, 8], 2) { InputNames = ["a", "b"] }.Fingerprint);
    }
}
