using FastOpt.Training.Tests.Data;

namespace FastOpt.Training.Tests.Files;

public sealed class IdxTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheFourFilesAreRead(bool compressed)
    {
        Write("train", 30, compressed);
        Write("t10k", 20, compressed);
        DataSet<int> training = Idx.ReadTraining(_folder.Root);
        Assert.Equal((30, 784, 20), (training.Count, training.InputSize, Idx.ReadTest(_folder.Root, 28, 28).Count));
        Assert.Equal(Enumerable.Range(0, 30 * 784).Select(i => (byte)(i * 7) / 255f), training.Inputs.ToArray());
        Assert.Equal(Enumerable.Range(0, 30).Select(i => i % 10), training.Targets.ToArray());
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], training.ClassNames);
    }

    [Theory]
    [InlineData(28u, 27u, 28, 28, "the images are 28×27 pixels where 28×28 are expected")]
    [InlineData(1u, 784u, 28, 28, "the images are 1×784 pixels where 28×28 are expected")]
    [InlineData(28u, 28u, 0, 32, "the images are 28×28 pixels where any×32 are expected")]
    public void WrongImageSizesAreNamed(uint rows, uint columns, int height, int width, string reason)
    {
        string images = _folder.Write("images", IdxBytes.File(0x803, [1, rows, columns], new byte[rows * columns]));
        string labels = _folder.Write("labels", IdxBytes.Labels(1));
        Assert.Equal($"{images}: {reason}", Assert.Throws<DataFormatException>(() => Idx.Read(images, labels, height, width)).Message);
        Assert.Equal(rows * columns, (uint)Idx.Read(images, labels).InputSize);
    }

    [Fact]
    public void ALabelOutOfRangeIsNamedWithItsIndex()
    {
        string images = _folder.Write("images", IdxBytes.Images(4)), labels = _folder.Write("labels", IdxBytes.Labels(3, 9, 10, 200));
        Assert.Equal($"{labels}: label 10 at index 2 is not in 0..9", Assert.Throws<DataFormatException>(() => Idx.Read(images, labels)).Message);
        Assert.Equal([3, 9, 10, 200], Idx.Read(images, labels, classes: 256).Targets.ToArray());
    }

    [Fact]
    public void MismatchedCountsAreNamed()
    {
        string images = _folder.Write("images", IdxBytes.Images(4)), labels = _folder.Write("labels", IdxBytes.Labels(5));
        Assert.Equal($"{labels}: 5 labels for the 4 images of images", Assert.Throws<DataFormatException>(() => Idx.Read(images, labels)).Message);
    }

    [Fact]
    public void WhatIsNotThereIsNamed()
    {
        Assert.Equal($"{_folder["absent"]}: no such directory", Assert.Throws<DataFormatException>(() => Idx.ReadTraining(_folder["absent"])).Message);
        Assert.Equal(
            $"{_folder["train-images-idx3-ubyte"]}: no such file, neither with .gz",
            Assert.Throws<DataFormatException>(() => Idx.ReadTraining(_folder.Root)).Message);
        Write("train", 3, compressed: true);
        File.Delete(_folder["train-labels-idx1-ubyte.gz"]);
        Assert.StartsWith(_folder["train-labels-idx1-ubyte"], Assert.Throws<DataFormatException>(() => Idx.ReadTraining(_folder.Root)).Message);
    }

    [Fact]
    public void MnistIsReadWhole()
    {
        string folder = SharedData.Find("mnist");
        DataSet<int> training = Idx.ReadTraining(folder, 28, 28), test = Idx.ReadTest(folder, 28, 28);
        Assert.Equal((10_000, 10_000), (training.Count, test.Count));

        // The test set's known counts of the ten digits.
        Assert.Equal(
            [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
            Enumerable.Range(0, 10).Select(digit => test.Targets.ToArray().Count(label => label == digit)));
        DataSplit<int> split = Split.Stratified(training, validation: 0.1, test: 0) with { Test = test };
        Assert.Equal((10_000, 10_000), (split.Train.Count + split.Validation.Count, split.Test.Count));
        foreach (int digit in Enumerable.Range(0, 10))
        {
            int all = training.Targets.ToArray().Count(label => label == digit), validated = split.Validation.Targets.ToArray().Count(label => label == digit);
            Assert.InRange(validated - 0.1 * all, -0.5, 0.5);
        }
    }

    private void Write(string prefix, int count, bool compressed)
    {
        string suffix = compressed ? ".gz" : "";
        _folder.Write($"{prefix}-images-idx3-ubyte{suffix}", compressed ? IdxBytes.Gzip(IdxBytes.Images(count)) : IdxBytes.Images(count));
        _folder.Write($"{prefix}-labels-idx1-ubyte{suffix}", compressed ? IdxBytes.Gzip(IdxBytes.Labels(count)) : IdxBytes.Labels(count));
    }
}
