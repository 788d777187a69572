using FastOpt.Cli.Data;
using FastOpt.Training;

namespace FastOpt.Playground;

/// <summary>The program's own digits at half their size: 14×14 pixels, each the mean of four.</summary>
internal static class SmallDigits
{
    /// <summary>Rows and columns of an image.</summary>
    public const int Side = StrokeDigits.Side / 2;

    /// <summary>Pixels of an image.</summary>
    public const int Pixels = Side * Side;

    /// <summary>Draws digits; every ten successive ones hold each once.</summary>
    /// <param name="count">Digits.</param>
    /// <param name="noise">The standard deviation of what is added to each pixel.</param>
    /// <param name="seed">The seed.</param>
    public static DataSet<int> Draw(int count, double noise, ulong seed)
    {
        float[] inputs = new float[count * Pixels], large = new float[StrokeDigits.Pixels];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            var random = new SplitMix64(seed ^ Pixels, (ulong)i);
            Span<float> image = inputs.AsSpan(i * Pixels, Pixels);
            labels[i] = StrokeDigits.Draw(i, seed, large);
            Halve(large, image);
            for (int pixel = 0; noise > 0 && pixel < Pixels; pixel++)
                image[pixel] = Math.Clamp(image[pixel] + ((float)noise * random.NextBell()), 0, 1);
        }

        return new DataSet<int>(inputs, labels, Pixels) { ClassNames = StrokeDigits.Names };
    }

    /// <summary>Halves an image of 28×28 pixels.</summary>
    public static void Halve(ReadOnlySpan<float> large, Span<float> small)
    {
        for (int row = 0; row < Side; row++)
        {
            for (int column = 0; column < Side; column++)
            {
                int at = (2 * row * StrokeDigits.Side) + (2 * column);
                small[(row * Side) + column] = (large[at] + large[at + 1] + large[at + StrokeDigits.Side] + large[at + StrokeDigits.Side + 1]) / 4;
            }
        }
    }
}
