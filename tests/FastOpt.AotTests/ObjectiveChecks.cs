using System.Globalization;
using FastOpt;

namespace FastOpt.AotTests;

/// <summary>
/// Objectives in a native program: derivatives against central differences of the value, symmetry, a grid against single values, nothing allocated.
/// </summary>
internal static class ObjectiveChecks
{
    private static readonly double[] Axis = [.. Enumerable.Range(0, 37).Select(static i => (i - 18) / 16.0)];

    public static readonly IObjective[] All = [new Rosenbrock(), new Rosenbrock10(), new Rosenbrock100(), new Himmelblau(), new GoldsteinPrice(),
        new Rastrigin(), new Plateau()];

    public static string? Derivatives(IObjective objective)
    {
        int n = objective.Dimension;
        var random = new Random(n);
        double[] point = Draw(random, n), u = Draw(random, n), v = Draw(random, n), gradient = new double[n], hv = new double[n], hu = new double[n],
            moved = new double[n];
        double At(double s, double t)
        {
            for (int i = 0; i < n; i++)
                moved[i] = point[i] + (s * u[i]) + (t * v[i]);
            return objective.Value(moved);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        double value = objective.ValueAndGradient(point, gradient);
        objective.HessianVector(point, v, hv);
        objective.HessianVector(point, u, hu);
        if (GC.GetAllocatedBytesForCurrentThread() != before)
            return "allocates";
        double size = 1 + Math.Abs(value) + Dot(gradient, gradient) + Dot(hv, hv);
        return value != objective.Value(point) ? "another value beside the gradient"
            : Far(Central(s => At(s, 0)), Dot(gradient, u), 1e-6 * size)
            ?? Far(Central(s => Central(t => At(s, t))), Dot(hv, u), 1e-5 * size)
            ?? Far(Dot(hu, v), Dot(hv, u), 1e-12 * size);
    }

    public static string? Grid()
    {
        double[] values = new double[Axis.Length * Axis.Length];
        var rastrigin = new Rastrigin();
        rastrigin.Evaluate(Axis, Axis, values);
        for (int i = 0; i < values.Length; i++)
        {
            double expected = rastrigin.Value(Axis[i % Axis.Length], Axis[i / Axis.Length]);
            if (Far(expected, values[i], 1e-13 * (10 + expected)) is { } complaint)
                return complaint;
        }

        return null;
    }

    private static double[] Draw(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 2) - 1)];

    private static double Central(Func<double, double> f, double h = 1e-3) => ((8 * (f(h) - f(-h))) - (f(2 * h) - f(-2 * h))) / (12 * h);

    private static double Dot(double[] a, double[] b) => a.Zip(b, static (x, y) => x * y).Sum();

    private static string? Far(double expected, double actual, double tolerance) =>
        Math.Abs(expected - actual) <= tolerance ? null : string.Create(CultureInfo.InvariantCulture, $"{actual:R} instead of {expected:R}");
}
