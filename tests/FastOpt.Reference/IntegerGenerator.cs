namespace FastOpt.Reference;

/// <summary>
/// Test data that any language reproduces exactly: Knuth's 64-bit linear congruential generator, of which the top 24 bits make a number that
/// float and double both hold without rounding. The recording script has the same five lines.
/// </summary>
public sealed class IntegerGenerator(ulong seed)
{
    private ulong _state = seed;

    /// <summary>An integer in [0, 2²⁴).</summary>
    public int NextBits()
    {
        _state = unchecked((_state * 6364136223846793005UL) + 1442695040888963407UL);
        return (int)(_state >> 40);
    }

    /// <summary>A multiple of scale·2⁻²³ in [−scale, scale); exact for a scale that is a power of two.</summary>
    public float NextFloat(float scale = 1) => (NextBits() - 8388608) / 8388608f * scale;

    /// <summary>An integer in [0, limit).</summary>
    public int NextInt32(int limit) => NextBits() % limit;

    /// <summary>Fills with <see cref="NextFloat"/>.</summary>
    public float[] Floats(int count, float scale = 1)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = NextFloat(scale);
        return values;
    }
}
