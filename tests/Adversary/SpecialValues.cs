namespace FastOpt.Tests.Adversary;

/// <summary>Floats whose handling goes wrong first.</summary>
internal static class SpecialValues
{
    private static readonly float[] Magnitudes =
    [
        0f, float.Epsilon, 1e-40f, 1.1754942e-38f, 1.17549435e-38f, 1e-20f, 1e-25f, 0.25f, 0.49999997f, 0.5f, 0.7f, 0.99999994f, 1f, 1.0000001f, 1.5f, 2f,
        2.5f, 3.5f, 7.25f, 31f, 33f, 88.7f, 104f, 8388607.5f, 8388609f, 16777216f, 16777218f, 2147483520f, 2147483648f, 4294967296f, 9.223372e18f, 1e25f,
        1.7014118e38f, float.MaxValue,
        float.PositiveInfinity,
    ];

    /// <summary>
    /// Both signs of zeros, subnormals, ones, midpoints, neighbours of powers of two, large integers, the largest values, infinities, and NaN: an odd number of
    /// them.
    /// </summary>
    public static readonly float[] All = [.. Magnitudes, .. Magnitudes.Select(static v => -v), float.NaN];

    /// <summary>
    /// The values as they stand when the first one is <paramref name="shift"/> places along: over all shifts every value stands at every position.
    /// </summary>
    public static float[] Turned(int shift, int length) => [.. Enumerable.Range(0, length).Select(i => All[(i + shift) % All.Length])];

    /// <summary>Values of a lane at which derivatives are compared: ordinary ones of both signs, and one in four a power of ten.</summary>
    /// <param name="count">How many.</param>
    /// <param name="lane">The lane; each has others.</param>
    /// <param name="decades">The largest power of ten.</param>
    public static float[] Points(int count, int lane, float decades)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            // Other pairs in every round of 64.
            int place = ((i * (lane == 0 ? 1 : lane == 1 ? 29 : 13)) + (i / 64 * lane * 5) + (lane * 7)) % 64;
            float power = MathF.Pow(10, (place - 55.5f) / 7.5f * decades) * (1.3f + (0.1f * lane));
            values[i] = place < 48 ? -4f + ((place + 0.37f + (0.21f * lane)) / 6f) : place % 2 == 0 ? power : -power;
        }

        return values;
    }
}
