using System.Globalization;
using FastOpt.Training;

namespace FastOpt.Playground;

/// <summary>Examples around a line: x even over [−1, 1], y off by bell-shaped noise, and points that a reader added.</summary>
internal sealed class LineData
{
    /// <summary>Where x lies.</summary>
    public const double Reach = 1;

    /// <summary>Draws them.</summary>
    /// <param name="count">Examples that are drawn.</param>
    /// <param name="weight">The true slope.</param>
    /// <param name="bias">The true value at 0.</param>
    /// <param name="noise">The noise's standard deviation.</param>
    /// <param name="seed">Of x and noise.</param>
    /// <param name="added">More points.</param>
    public LineData(int count, double weight, double bias, double noise, ulong seed, IReadOnlyList<(double X, double Y)> added)
    {
        (Xs, Ys) = (new float[count + added.Count], new float[count + added.Count]);
        var random = new SplitMix64(seed, 0);
        for (int i = 0; i < count; i++)
        {
            Xs[i] = random.NextBetween(-(float)Reach, (float)Reach);
            Ys[i] = (float)((weight * Xs[i]) + bias + (noise * random.NextBell()));
        }

        for (int i = 0; i < added.Count; i++)
            (Xs[count + i], Ys[count + i]) = ((float)added[i].X, (float)added[i].Y);
        foreach ((float x, float y) in Xs.Zip(Ys))
        {
            MeanX += x;
            MeanY += y;
            MeanXX += (double)x * x;
            MeanXY += (double)x * y;
            MeanYY += (double)y * y;
        }

        (MeanX, MeanY, MeanXX, MeanXY, MeanYY) = (MeanX / Count, MeanY / Count, MeanXX / Count, MeanXY / Count, MeanYY / Count);
    }

    public float[] Xs { get; }

    public float[] Ys { get; }

    public int Count => Xs.Length;

    private double MeanX { get; }

    private double MeanY { get; }

    private double MeanXX { get; }

    private double MeanXY { get; }

    private double MeanYY { get; }

    /// <summary>The largest curvature of the loss: the greater eigenvalue of its Hessian, 2·[mean x², mean x; mean x, 1].</summary>
    public double Curvature => MeanXX + 1 + double.Hypot(MeanXX - 1, 2 * MeanX);

    /// <summary>The weights with the least loss.</summary>
    public (double Weight, double Bias) Best
    {
        get
        {
            double spread = MeanXX - (MeanX * MeanX), weight = spread > 1e-12 ? (MeanXY - (MeanX * MeanY)) / spread : 0;
            return (weight, MeanY - (weight * MeanX));
        }
    }

    /// <summary>The mean squared error of a line over all examples, from their moments.</summary>
    public double Loss(double weight, double bias) => Math.Max(
        0,
        MeanYY + (weight * weight * MeanXX) + (bias * bias) + (2 * weight * bias * MeanX) - (2 * weight * MeanXY) - (2 * bias * MeanY));

    /// <summary>Reads "0.5,1.2;-0.3,0": at most 50 points, both numbers within ±<paramref name="most"/>; what is none is left out.</summary>
    public static IReadOnlyList<(double X, double Y)> ParsePoints(string text, double most)
    {
        var points = new List<(double, double)>();
        foreach (string part in text.Split(';', StringSplitOptions.RemoveEmptyEntries).Take(50))
        {
            string[] numbers = part.Split(',');
            if (numbers.Length == 2 && TryParse(numbers[0], Reach, out double x) && TryParse(numbers[1], most, out double y))
                points.Add((x, y));
        }

        return points;
    }

    /// <summary>The text that <see cref="ParsePoints"/> reads.</summary>
    public static string Format(IEnumerable<(double X, double Y)> points) =>
        string.Join(';', points.Select(static point => string.Create(CultureInfo.InvariantCulture, $"{point.X:R},{point.Y:R}")));

    private static bool TryParse(string text, double most, out double value)
    {
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && !double.IsNaN(value);
        value = Math.Clamp(Math.Round(value, 3), -most, most);
        return isNumber;
    }
}
