using FastOpt.Training;

namespace FastOpt.Cli.Data;

/// <summary>
/// One writer's hand for one glyph: how the sheet is turned, stretched, slanted and shifted, and what pen draws on it. Drawn at random; every
/// operation is correctly rounded arithmetic, so that the same random numbers give the same hand on every machine.
/// </summary>
internal readonly struct Handwriting
{
    private const float PixelsPerUnit = 0.23f;

    private readonly float _xx, _xy, _yx, _yy, _x, _y;

    /// <summary>Draws a hand at random.</summary>
    public Handwriting(ref SplitMix64 random)
    {
        // A rotation by 2·atan(t), without a sine. Standard deviation 9°.
        float t = 0.08f * random.NextBell();
        float cosine = (1 - (t * t)) / (1 + (t * t)), sine = 2 * t / (1 + (t * t));
        float scale = PixelsPerUnit * random.NextBetween(0.8f, 1.1f);
        float width = scale * random.NextBetween(0.72f, 1.15f);
        float slant = -0.08f + (0.16f * random.NextBell());

        // Slant and stretch first, then turn.
        _xx = cosine * width;
        _xy = (cosine * width * -slant) - (sine * scale);
        _yx = sine * width;
        _yy = (sine * width * -slant) + (cosine * scale);
        _x = (ImageCentre + (0.9f * random.NextBell())) - (50 * (_xx + _xy));
        _y = (ImageCentre + (0.9f * random.NextBell())) - (50 * (_yx + _yy));

        Wobble = random.NextBetween(1.0f, 4.2f);
        PenRadius = random.NextBetween(0.7f, 1.7f);
        Softness = random.NextBetween(0.5f, 1f);
        Ink = random.NextBetween(0.72f, 1f);
        Noise = random.NextBetween(0f, 0.06f);
    }

    private static float ImageCentre => (StrokeDigits.Side - 1) * 0.5f;

    /// <summary>Standard deviation of a control point's error, in units of the sheet.</summary>
    public float Wobble { get; }

    /// <summary>Half the width of the line, in pixels.</summary>
    public float PenRadius { get; }

    /// <summary>Half the width of the line's blurred edge, in pixels.</summary>
    public float Softness { get; }

    /// <summary>Intensity of the line's middle.</summary>
    public float Ink { get; }

    /// <summary>Standard deviation of the pixels' noise.</summary>
    public float Noise { get; }

    /// <summary>Moves a point of the sheet to pixels.</summary>
    public (float X, float Y) ToPixels(float x, float y) => ((_xx * x) + (_xy * y) + _x, (_yx * x) + (_yy * y) + _y);
}
