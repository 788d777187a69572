namespace FastOptProject;

/// <summary>Points on three spirals around the origin, with some noise.</summary>
public static class SpiralData
{
    /// <summary>The number of spirals, which are the classes.</summary>
    public const int Spirals = 3;

    /// <summary>Makes points: x and y of each one after the other, and the number of its spiral.</summary>
    public static (float[] Points, int[] Labels) Make(int count, int seed)
    {
        var random = new Random(seed);
        var points = new float[2 * count];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % Spirals;
            double radius = random.NextDouble();
            double angle = (2 * Math.PI * labels[i] / Spirals) + (4 * radius) + (0.3 * (random.NextDouble() - 0.5));
            points[2 * i] = (float)(radius * Math.Cos(angle));
            points[(2 * i) + 1] = (float)(radius * Math.Sin(angle));
        }

        return (points, labels);
    }
}
