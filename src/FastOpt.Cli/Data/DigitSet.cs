namespace FastOpt.Cli.Data;

/// <summary>Labelled images of digits in memory.</summary>
/// <param name="Images">Intensities in [0, 1], image by image, each row by row.</param>
/// <param name="Labels">The digit of every image.</param>
internal sealed record DigitSet(float[] Images, int[] Labels)
{
    private static readonly float[] Intensities = [.. Enumerable.Range(0, 256).Select(level => level / 255f)];

    /// <summary>Images of the set.</summary>
    public int Count => Labels.Length;

    /// <summary>The intensity of one of 256 grey levels.</summary>
    public static float Intensity(byte level) => Intensities[level];
}
