using FastOpt.Training;

namespace FastOpt.Cli.Data;

/// <summary>
/// The built-in digits: images like those of MNIST, drawn from pen strokes (<see cref="GlyphStrokes"/>) by random hands
/// (<see cref="Handwriting"/>). Image i of a seed is a function of (seed, i) alone: the same on every machine and for any number of threads.
/// </summary>
internal static class StrokeDigits
{
    /// <summary>Rows and columns of an image.</summary>
    public const int Side = 28;

    /// <summary>Pixels of an image.</summary>
    public const int Pixels = Side * Side;

    /// <summary>Images of the training set.</summary>
    public const int TrainingCount = 12_000;

    /// <summary>Images of the test set.</summary>
    public const int TestCount = 2_000;

    /// <summary>The ten classes.</summary>
    public static readonly string[] Names = [.. "0123456789".Select(static digit => digit.ToString())];
    private static readonly float[] Levels = [.. Enumerable.Range(0, 256).Select(static level => level / 255f)];

    // Two seeds, so that no training image is a test image.
    private const ulong TrainingSeed = 0x6F7074_01, TestSeed = 0x6F7074_02;

    /// <summary>The training set.</summary>
    public static DataSet<int> Training() => Draw(TrainingCount, TrainingSeed);

    /// <summary>The test set.</summary>
    public static DataSet<int> Test() => Draw(TestCount, TestSeed);

    /// <summary>Draws <paramref name="count"/> images; every ten successive ones hold each digit once.</summary>
    public static DataSet<int> Draw(int count, ulong seed)
    {
        float[] images = new float[count * Pixels];
        int[] labels = new int[count];
        Parallel.For(0, count, i => labels[i] = Draw(i, seed, images.AsSpan(i * Pixels, Pixels)));
        return new DataSet<int>(images, labels, Pixels) { ClassNames = Names };
    }

    /// <summary>Draws one image.</summary>
    /// <returns>Its digit.</returns>
    public static int Draw(int number, ulong seed, Span<float> image)
    {
        var random = new SplitMix64(seed, (ulong)number);
        DrawGlyph(number % 10, ref random, image);
        return number % 10;
    }

    private static void DrawGlyph(int digit, ref SplitMix64 random, Span<float> image)
    {
        ReadOnlySpan<PenPath> styles = GlyphStrokes.Of(digit);
        PenPath path = styles[random.NextBelow(styles.Length)];
        var hand = new Handwriting(ref random);

        Span<float> x = stackalloc float[path.X.Length], y = stackalloc float[path.X.Length];
        for (int i = 0; i < x.Length; i++)
            (x[i], y[i]) = hand.ToPixels(path.X[i] + (hand.Wobble * random.NextBell()), path.Y[i] + (hand.Wobble * random.NextBell()));

        Span<Segment> segments = stackalloc Segment[path.SegmentCount];
        path.Flatten(x, y, segments);

        // First the squared distance of every pixel near the line, then its intensity.
        float reach = hand.PenRadius + hand.Softness;
        image.Fill(reach * reach);
        foreach (Segment segment in segments)
            KeepNearest(segment, reach, image);

        for (int i = 0; i < image.Length; i++)
        {
            float edge = (hand.PenRadius + hand.Softness - MathF.Sqrt(image[i])) / (2 * hand.Softness);
            float ink = hand.Ink * Math.Clamp(edge, 0, 1);
            float value = Math.Clamp(ink + (hand.Noise * random.NextBell()), 0, 1);

            // 256 levels, as in an image file.
            image[i] = Levels[(byte)((value * 255) + 0.5f)];
        }
    }

    private static void KeepNearest(Segment segment, float reach, Span<float> squaredDistance)
    {
        (float x0, float y0, float x1, float y1) = segment;
        float dx = x1 - x0, dy = y1 - y0, squaredLength = (dx * dx) + (dy * dy);
        int left = Pixel(MathF.Min(x0, x1) - reach), right = Pixel(MathF.Max(x0, x1) + reach + 1);
        int top = Pixel(MathF.Min(y0, y1) - reach), bottom = Pixel(MathF.Max(y0, y1) + reach + 1);
        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++)
            {
                float px = column - x0, py = row - y0;
                float along = squaredLength > 0 ? Math.Clamp(((px * dx) + (py * dy)) / squaredLength, 0, 1) : 0;
                float ex = px - (along * dx), ey = py - (along * dy), squared = (ex * ex) + (ey * ey);
                ref float nearest = ref squaredDistance[(row * Side) + column];
                nearest = MathF.Min(nearest, squared);
            }
        }
    }

    private static int Pixel(float coordinate) => (int)Math.Clamp(coordinate, 0, Side - 1);
}
