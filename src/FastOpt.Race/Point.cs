using System.Globalization;

namespace FastOpt.Race;

/// <summary>A point of the plane.</summary>
internal readonly record struct Point(double X, double Y)
{
    /// <summary>The Euclidean distance, without overflow.</summary>
    public double DistanceTo(Point other) => double.Hypot(X - other.X, Y - other.Y);

    /// <summary>"(-1.2, 1)".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({X:G6}, {Y:G6})");
}
