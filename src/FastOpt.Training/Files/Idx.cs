namespace FastOpt.Training;

/// <summary>
/// Reads IDX files of unsigned bytes, plain or compressed with gzip: the format of MNIST, Fashion-MNIST, KMNIST and EMNIST. A file is used whole or not at all.
/// </summary>
public static class Idx
{
    /// <summary>Reads labelled images: pixels / 255 in [0, 1], image by image, each row by row, and one label each.</summary>
    /// <param name="images">The file of the images.</param>
    /// <param name="labels">The file of the labels.</param>
    /// <param name="height">Rows that the images must have. Default: 0, any.</param>
    /// <param name="width">Columns that the images must have. Default: 0, any.</param>
    /// <param name="classes">Labels are in 0 … classes − 1. Default: 10.</param>
    /// <exception cref="DataFormatException">
    /// A file is missing, damaged or of another kind, images have another size, there are not as many labels as images, or a label is too large.
    /// </exception>
    public static DataSet<int> Read(string images, string labels, int height = 0, int width = 0, int classes = 10)
    {
        ArgumentException.ThrowIfNullOrEmpty(images);
        ArgumentException.ThrowIfNullOrEmpty(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, 256);
        (byte[] levels, int rows, int columns) = IdxReader.ReadImages(images);
        if ((height > 0 && rows != height) || (width > 0 && columns != width))
        {
            static string Extent(int extent) => extent > 0 ? FormattableString.Invariant($"{extent}") : "any";
            throw new DataFormatException(
                images, FormattableString.Invariant($"the images are {rows}×{columns} pixels where {Extent(height)}×{Extent(width)} are expected"));
        }

        byte[] digits = IdxReader.ReadLabels(labels);
        int pixels = rows * columns, count = levels.Length / pixels;
        if (digits.Length != count)
            throw new DataFormatException(
                labels, FormattableString.Invariant($"{digits.Length:N0} labels for the {count:N0} images of {Path.GetFileName(images)}"));
        int wrong = classes == 256 ? -1 : digits.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(classes - 1));
        if (wrong >= 0)
            throw new DataFormatException(labels, FormattableString.Invariant($"label {digits[wrong]} at index {wrong:N0} is not in 0..{classes - 1}"));

        float[] intensities = [.. Enumerable.Range(0, 256).Select(level => level / 255f)];
        float[] inputs = new float[levels.Length];
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = intensities[levels[i]];
        return new DataSet<int>(inputs, Array.ConvertAll(digits, digit => (int)digit), pixels)
        {
            ClassNames = [.. Enumerable.Range(0, classes).Select(label => FormattableString.Invariant($"{label}"))],
        };
    }

    /// <summary>Reads <c>train-images-idx3-ubyte</c> and <c>train-labels-idx1-ubyte</c> of a directory, plain or with <c>.gz</c>.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="height">Rows that the images must have. Default: 0, any.</param>
    /// <param name="width">Columns that the images must have. Default: 0, any.</param>
    /// <param name="classes">Labels are in 0 … classes − 1. Default: 10.</param>
    /// <exception cref="DataFormatException">The directory or a file is missing, or as with <see cref="Read"/>.</exception>
    public static DataSet<int> ReadTraining(string directory, int height = 0, int width = 0, int classes = 10) =>
        ReadPair(directory, "train", height, width, classes);

    /// <summary>Reads <c>t10k-images-idx3-ubyte</c> and <c>t10k-labels-idx1-ubyte</c> of a directory, plain or with <c>.gz</c>.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="height">Rows that the images must have. Default: 0, any.</param>
    /// <param name="width">Columns that the images must have. Default: 0, any.</param>
    /// <param name="classes">Labels are in 0 … classes − 1. Default: 10.</param>
    /// <exception cref="DataFormatException">The directory or a file is missing, or as with <see cref="Read"/>.</exception>
    public static DataSet<int> ReadTest(string directory, int height = 0, int width = 0, int classes = 10) =>
        ReadPair(directory, "t10k", height, width, classes);

    private static DataSet<int> ReadPair(string directory, string prefix, int height, int width, int classes)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return Directory.Exists(directory)
            ? Read(Find(directory, $"{prefix}-images-idx3-ubyte"), Find(directory, $"{prefix}-labels-idx1-ubyte"), height, width, classes)
            : throw new DataFormatException(directory, "no such directory");
    }

    private static string Find(string directory, string name)
    {
        string plain = Path.Combine(directory, name), compressed = plain + ".gz";
        if (File.Exists(plain))
            return plain;
        if (File.Exists(compressed))
            return compressed;
        throw new DataFormatException(plain, "no such file, neither with .gz");
    }
}
