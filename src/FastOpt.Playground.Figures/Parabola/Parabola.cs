namespace FastOpt.Playground;

/// <summary><c>f(w) = ½·Curvature·w²</c>, the simplest cost. Its gradient's Lipschitz constant L is the curvature.</summary>
/// <param name="Curvature">f″.</param>
[Objective]
internal readonly partial record struct Parabola(double Curvature)
{
    /// <summary><c>½·Curvature·w²</c></summary>
    /// <param name="w">The weight.</param>
    public double Value(double w) => 0.5 * Curvature * w * w;

    public double Slope(double w) => Curvature * w;
}
