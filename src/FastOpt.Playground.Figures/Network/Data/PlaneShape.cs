using FastOpt.Training;

namespace FastOpt.Playground;

/// <summary>Points of two or three classes in the plane, drawn at random: point i of a seed depends on both alone.</summary>
internal static class PlaneShape
{
    public const string Circle = "circle", Xor = "xor", Moons = "moons", Spiral = "spiral", Arms = "arms", Clouds = "clouds";

    /// <summary>How far the plane reaches from its middle, to each side.</summary>
    public const double Reach = 3;

    private const float Turns = 1.75f;

    /// <summary>Draws points.</summary>
    /// <param name="shape">One of the names above.</param>
    /// <param name="count">Points.</param>
    /// <param name="noise">The standard deviation of what is added to each coordinate.</param>
    /// <param name="seed">The seed.</param>
    public static DataSet<int> Draw(string shape, int count, double noise, ulong seed)
    {
        float[] inputs = new float[2 * count];
        int[] labels = new int[count];
        int classes = shape == Arms ? 3 : 2;
        for (int i = 0; i < count; i++)
        {
            var random = new SplitMix64(seed, (ulong)i);
            labels[i] = i % classes;
            (float x, float y) = shape switch
            {
                Xor => Quarter(labels[i], ref random),
                Moons => Moon(labels[i], ref random),
                Spiral or Arms => Arm(labels[i], classes, ref random),
                Clouds => Cloud(labels[i], ref random),
                _ => Ring(labels[i], ref random),
            };
            inputs[2 * i] = x + ((float)noise * random.NextBell());
            inputs[(2 * i) + 1] = y + ((float)noise * random.NextBell());
        }

        return new DataSet<int>(inputs, labels, 2) { InputNames = ["x", "y"], ClassNames = classes == 2 ? ["0", "1"] : ["0", "1", "2"] };
    }

    private static (float X, float Y) Ring(int label, ref SplitMix64 random)
    {
        float radius = label == 0 ? 1.2f * MathF.Sqrt(random.NextUnit()) : random.NextBetween(1.8f, 2.6f);
        return Polar(radius, random.NextBetween(0, 2 * MathF.PI));
    }

    private static (float X, float Y) Quarter(int label, ref SplitMix64 random)
    {
        float x = random.NextBetween(0.15f, 2.5f), y = random.NextBetween(0.15f, 2.5f);
        float side = random.NextUnit() < 0.5f ? -1 : 1;
        return (side * x, label == 0 ? side * y : -side * y);
    }

    private static (float X, float Y) Moon(int label, ref SplitMix64 random)
    {
        (float x, float y) = Polar(1.5f, random.NextBetween(0, MathF.PI));
        return label == 0 ? (x - 0.75f, y - 0.4f) : (0.75f - x, 0.4f - y);
    }

    private static (float X, float Y) Arm(int label, int arms, ref SplitMix64 random)
    {
        float along = random.NextUnit(), turns = arms == 2 ? Turns : Turns / 2;
        return Polar(0.15f + (2.45f * along), 2 * MathF.PI * ((turns * along) + ((float)label / arms)));
    }

    private static (float X, float Y) Cloud(int label, ref SplitMix64 random)
    {
        float middle = label == 0 ? -1 : 1;
        return (middle + (0.55f * random.NextBell()), middle + (0.55f * random.NextBell()));
    }

    private static (float X, float Y) Polar(float radius, float angle) => (radius * MathF.Cos(angle), radius * MathF.Sin(angle));
}
