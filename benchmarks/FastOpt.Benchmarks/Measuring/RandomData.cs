namespace FastOpt.Benchmarks.Measuring;

/// <summary>Data to work on.</summary>
internal static class RandomData
{
    /// <summary>A standard normal number, by the sum of twelve uniform ones.</summary>
    public static float Normal(Random random)
    {
        float sum = -6;
        for (int i = 0; i < 12; i++)
            sum += random.NextSingle();
        return sum;
    }

    /// <summary>Standard normal numbers.</summary>
    public static float[] Normals(Random random, int count)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = Normal(random);
        return values;
    }
}
