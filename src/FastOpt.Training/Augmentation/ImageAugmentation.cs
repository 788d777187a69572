using System.Globalization;
using FastOpt.Runtime;

namespace FastOpt.Training;

/// <summary>
/// Shifts, flips, brightens and disturbs training images, each at random and each off until it is asked for. An image is channels × height × width floats, row
/// by row. In this order: shift, flip, contrast, brightness, noise. Values are not clamped. What comes out depends on seed, epoch and example alone.
/// </summary>
/// <param name="Channels">Channels of an image, at least 1.</param>
/// <param name="Height">Rows of a channel, at least 1.</param>
/// <param name="Width">Pixels of a row, at least 1.</param>
public sealed record ImageAugmentation(int Channels, int Height, int Width) : IAugmentation
{
    // Streams of random numbers that no layer of a network has.
    private const int Choices = RandomRows.Streams - 2;
    private const int Deviations = RandomRows.Streams - 1;
    private const int ChoiceCount = 6;

    private readonly int _maxShift;
    private readonly float _brightness;
    private readonly float _contrast;
    private readonly float _noise;

    /// <summary>Pixels by which the image is shifted at most, in each direction: all whole shifts are as likely. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int MaxShift
    {
        get => _maxShift;
        init => _maxShift = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(MaxShift), value, "A shift is at least 0.");
    }

    /// <summary>What stands where a shift uncovers the ground. Default: 0, black; an image that was normalized has another black.</summary>
    public float Ground { get; init; }

    /// <summary>Whether every second image, at random, has left and right exchanged. Default: no.</summary>
    public bool FlipHorizontal { get; init; }

    /// <summary>Whether every second image, at random, has top and bottom exchanged. Default: no.</summary>
    public bool FlipVertical { get; init; }

    /// <summary>b: a number from [−b, b) is added to all pixels. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    public float Brightness
    {
        get => _brightness;
        init => _brightness = Size(value, nameof(Brightness));
    }

    /// <summary>c: distances from the image's mean are multiplied by a number from [1 − c, 1 + c). Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    public float Contrast
    {
        get => _contrast;
        init => _contrast = Size(value, nameof(Contrast));
    }

    /// <summary>The standard deviation of a normal number that is added to each pixel. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    public float Noise
    {
        get => _noise;
        init => _noise = Size(value, nameof(Noise));
    }

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> input, Span<float> result, ulong seed, long epoch, int example)
    {
        Require(input, result);
        ArgumentOutOfRangeException.ThrowIfNegative(example);
        Span<float> choices = stackalloc float[ChoiceCount];
        RandomRows.Uniform(ref choices[0], ChoiceCount, ChoiceCount, example, 1, seed, epoch, Choices, coarse: false);
        int down = Shift(choices[0]), right = Shift(choices[1]);
        bool mirrored = FlipHorizontal && choices[2] < 0.5f, upsideDown = FlipVertical && choices[3] < 0.5f;
        float factor = 1 + Contrast * (2 * choices[4] - 1), sum = Brightness * (2 * choices[5] - 1);
        float mean = Contrast > 0 ? Mean(input) : 0;
        if (Noise > 0)
            RandomRows.Normal(ref result[0], result.Length, result.Length, example, 1, seed, epoch, Deviations);

        for (int channel = 0; channel < Channels; channel++)
        {
            for (int y = 0; y < Height; y++)
            {
                int row = (channel * Height + y) * Width, fromY = (upsideDown ? Height - 1 - y : y) - down;
                for (int x = 0; x < Width; x++)
                {
                    int fromX = (mirrored ? Width - 1 - x : x) - right;
                    bool covered = (uint)fromY < (uint)Height && (uint)fromX < (uint)Width;
                    float value = covered ? input[(channel * Height + fromY) * Width + fromX] : Ground;
                    value = Contrast > 0 ? (value - mean) * factor + mean : value;
                    value += sum;
                    result[row + x] = Noise > 0 ? value + Noise * result[row + x] : value;
                }
            }
        }
    }

    /// <summary>All settings, in every culture the same: what a checkpoint compares.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"image {Channels}x{Height}x{Width}, shift {MaxShift}, ground {Ground}, flip {(FlipHorizontal ? "h" : "")}{(FlipVertical ? "v" : "")}, ")
        + string.Create(CultureInfo.InvariantCulture, $"brightness {Brightness}, contrast {Contrast}, noise {Noise}");

    private static float Size(float value, string name) =>
        value >= 0 && float.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "It is a finite number of at least 0.");

    private static float Mean(ReadOnlySpan<float> image)
    {
        double sum = 0;
        foreach (float value in image)
            sum += value;
        return (float)(sum / image.Length);
    }

    private int Shift(float uniform) => (int)(uniform * (2.0 * MaxShift + 1)) - MaxShift;

    private void Require(ReadOnlySpan<float> input, Span<float> result)
    {
        if (Channels < 1 || Height < 1 || Width < 1 || (long)Channels * Height * Width != input.Length)
            throw new ArgumentException($"{input.Length} values are no image of {Channels} × {Height} × {Width}.", nameof(input));
        if (result.Length != input.Length)
            throw new ArgumentException($"{result.Length} values are no place for an image of {input.Length}.", nameof(result));
        if (input.Overlaps(result))
            throw new ArgumentException("Image and result overlap.", nameof(result));
    }
}
