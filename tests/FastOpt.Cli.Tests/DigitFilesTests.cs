using FastOpt.Cli.Data;
using FastOpt.Training;

namespace FastOpt.Cli.Tests;

public sealed class DigitFilesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reads_the_four_files(bool compressed)
    {
        IdxBytes.WriteDataSet(_directory, 30, 20, compressed);
        DigitSet training = DigitFiles.ReadTraining(_directory.Path), test = DigitFiles.ReadTest(_directory.Path);

        // The built-in digits have 256 levels, so that the way through a file loses nothing.
        Assert.Equal(StrokeDigits.Draw(30, 1).Images, training.Images);
        Assert.Equal(StrokeDigits.Draw(30, 1).Labels, training.Labels);
        Assert.Equal(20, test.Count);
    }

    [Fact]
    public void A_missing_directory_is_named()
    {
        string path = Path.Combine(_directory.Path, "absent");
        Assert.Equal($"{path}: no such directory", Assert.Throws<DataFormatException>(() => DigitFiles.ReadTraining(path)).Message);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        IdxBytes.WriteDataSet(_directory, 10, 10, compressed: true);
        string labels = Path.Combine(_directory.Path, "train-labels-idx1-ubyte");
        File.Delete(labels + ".gz");
        Assert.StartsWith(labels, Assert.Throws<DataFormatException>(() => DigitFiles.ReadTraining(_directory.Path)).Message);
    }

    [Fact]
    public void A_label_out_of_range_is_named_with_its_index()
    {
        _directory.Write("t10k-images-idx3-ubyte", IdxBytes.Images(4));
        string labels = _directory.Write("t10k-labels-idx1-ubyte", IdxBytes.Labels(3, 9, 10, 200));
        Assert.Equal($"{labels}: label 10 at index 2 is not in 0..9", Assert.Throws<DataFormatException>(() => DigitFiles.ReadTest(_directory.Path)).Message);
    }

    [Fact]
    public void Mismatched_counts_are_reported()
    {
        _directory.Write("t10k-images-idx3-ubyte", IdxBytes.Images(4));
        string labels = _directory.Write("t10k-labels-idx1-ubyte", IdxBytes.Labels(5));
        Assert.Equal(
            $"{labels}: 5 labels for the 4 images of t10k-images-idx3-ubyte",
            Assert.Throws<DataFormatException>(() => DigitFiles.ReadTest(_directory.Path)).Message);
    }
}
