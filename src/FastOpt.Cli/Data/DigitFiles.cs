namespace FastOpt.Cli.Data;

/// <summary>Finds and reads the four files of MNIST, under their usual names, plain or with <c>.gz</c>.</summary>
internal static class DigitFiles
{
    private const int Classes = 10;

    /// <summary>Reads <c>train-images-idx3-ubyte</c> and <c>train-labels-idx1-ubyte</c>.</summary>
    public static DigitSet ReadTraining(string directory) => ReadPair(directory, "train");

    /// <summary>Reads <c>t10k-images-idx3-ubyte</c> and <c>t10k-labels-idx1-ubyte</c>.</summary>
    public static DigitSet ReadTest(string directory) => ReadPair(directory, "t10k");

    private static DigitSet ReadPair(string directory, string prefix)
    {
        if (!Directory.Exists(directory))
            throw new DataFormatException(directory, "no such directory");

        string imagesPath = Find(directory, $"{prefix}-images-idx3-ubyte"), labelsPath = Find(directory, $"{prefix}-labels-idx1-ubyte");
        byte[] levels = IdxReader.ReadImages(imagesPath, StrokeDigits.Side, StrokeDigits.Side);
        byte[] digits = IdxReader.ReadLabels(labelsPath);
        if (digits.Length != levels.Length / StrokeDigits.Pixels)
        {
            throw new DataFormatException(labelsPath, FormattableString.Invariant(
                $"{digits.Length:N0} labels for the {levels.Length / StrokeDigits.Pixels:N0} images of {Path.GetFileName(imagesPath)}"));
        }

        int wrong = digits.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(Classes - 1));
        if (wrong >= 0)
            throw new DataFormatException(labelsPath, FormattableString.Invariant($"label {digits[wrong]} at index {wrong:N0} is not in 0..{Classes - 1}"));

        float[] images = new float[levels.Length];
        for (int i = 0; i < images.Length; i++)
            images[i] = DigitSet.Intensity(levels[i]);
        return new DigitSet(images, [.. digits.Select(digit => (int)digit)]);
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
