namespace FastOpt.Training;

/// <summary>
/// The SplitMix64 generator (Steele, Lea, Flood 2014). Its numbers are a function of the key and the position alone, on every machine and in every
/// release, which <see cref="System.Random"/> does not promise.
/// </summary>
internal struct SplitMix64
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <summary>The stream numbered <paramref name="stream"/> under <paramref name="seed"/>; neighbouring streams share nothing visible.</summary>
    public SplitMix64(ulong seed, ulong stream) => _state = Mix(seed + Gamma) ^ Mix((stream * Gamma) + 1);

    /// <summary>64 random bits.</summary>
    public ulong Next() => Mix(_state += Gamma);

    /// <summary>A uniform number in [0, 1), a multiple of 2^-24.</summary>
    public float NextUnit() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>A uniform number in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public float NextBetween(float low, float high) => low + ((high - low) * NextUnit());

    /// <summary>
    /// A bell-shaped number of mean 0 and standard deviation 1, never beyond ±3.5: the sum of four uniforms. The logarithm and cosine of an exact
    /// normal would differ between machines in the last bit.
    /// </summary>
    public float NextBell()
    {
        ulong bits = Next();
        int sum = (int)(bits & 0xFFFF) + (int)((bits >> 16) & 0xFFFF) + (int)((bits >> 32) & 0xFFFF) + (int)(bits >> 48);
        const float Deviation = 37837.23f; // 65536 · sqrt(4 / 12)
        return (sum - 131070) / Deviation;
    }

    /// <summary>A uniform integer in [0, <paramref name="bound"/>), without bias (Lemire 2019).</summary>
    public int NextBelow(int bound)
    {
        ulong product = (Next() >> 32) * (ulong)bound;
        if ((uint)product < (uint)bound)
        {
            uint threshold = (uint)-bound % (uint)bound;
            while ((uint)product < threshold)
                product = (Next() >> 32) * (ulong)bound;
        }

        return (int)(product >> 32);
    }

    // Stafford's variant 13 of the MurmurHash3 finalizer.
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
