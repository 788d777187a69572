using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using Xunit;

namespace FastOpt.Generators.Tests.Objectives;

/// <summary>
/// Random objectives: gradients and Hessian-vector products against central differences of the user's own Value, away from kinks; the Hessian against the
/// products; symmetry; a grid against single values.
/// </summary>
public sealed class RandomObjectiveTests
{
    private const int Objectives = 100;
    private const int Points = 6;

    public static TheoryData<int> Batches => [1, 2, 3, 4, 5];

    [Theory]
    [MemberData(nameof(Batches))]
    public void DerivativesAreThoseOfTheValue(int batch)
    {
        RandomObjective[] random = [.. Enumerable.Range(0, Objectives).Select(i => new RandomObjective($"F{i}", (1000 * batch) + i))];
        Assembly assembly = Generation.LoadUndocumented("namespace Samples;\n#pragma warning disable CS8321, CS0219, CS9113\n"
            + string.Concat(random.Select(static r => r.Source)));
        int checkedProducts = 0, checkedSlopes = 0, asked = 0;
        foreach (RandomObjective source in random)
        {
            var objective = new CompiledObjective(assembly, "Samples." + source.Name);
            var points = new Random(batch);
            Assert.Equal(source.Dimension, objective.Dimension);
            for (int i = 0; i < Points; i++)
            {
                double[] point = Draw(points, source.Dimension, 2), u = Draw(points, source.Dimension, 1), v = Draw(points, source.Dimension, 1);
                if (!(Math.Abs(objective.Value(point)) < 1e4))
                    continue;
                asked++;
                Check(objective, source.Source, point, u, v, ref checkedSlopes, ref checkedProducts);
            }

            if (source.Dimension == 2)
                CheckGrid(objective, source.Source, points);
        }

        // Most points are no kinks: the test looks at nearly all of them.
        Assert.InRange(asked, Objectives * Points * 9 / 10, Objectives * Points);
        Assert.InRange(checkedSlopes, asked * 9 / 10, asked);
        Assert.InRange(checkedProducts, asked * 8 / 10, asked);
    }

    private static void Check(CompiledObjective objective, string source, double[] point, double[] u, double[] v, ref int slopes, ref int products)
    {
        double[] gradient = objective.Gradient(point), hv = objective.HessianVector(point, v), hu = objective.HessianVector(point, u);
        double[] both = new double[gradient.Length];
        Assert.Equal(objective.Value(point), objective.Objective.ValueAndGradient(point, both));
        Near(gradient, both, 1e-14, source);
        double[] Moved(double a, double b) => [.. point.Select((x, k) => x + (a * u[k]) + (b * v[k]))];

        double size = 1 + gradient.Sum(Math.Abs) + hv.Sum(Math.Abs) + hu.Sum(Math.Abs);
        if (Differences.Derivative(t => objective.Value(Moved(t, 0))) is { } slope)
        {
            slopes++;
            Near(slope, Dot(gradient, u), 1e-6 * size, source);
        }

        if (Differences.Second((s, t) => objective.Value(Moved(s, t))) is { } product)
        {
            products++;
            Near(product, Dot(hv, u), 2e-5 * size, source);
        }

        Near(Dot(hv, u), Dot(hu, v), 1e-10 * size, source);
        double[] hessian = objective.Hessian(point);
        double[] byHessian = [.. Enumerable.Range(0, point.Length).Select(r => Enumerable.Range(0, point.Length).Sum(c => hessian[(r * point.Length)
            + c] * v[c]))];
        Near(hv, byHessian, 1e-10 * (size + hessian.Sum(Math.Abs)), source);
    }

    private static void CheckGrid(CompiledObjective objective, string source, Random random)
    {
        foreach (int width in new[] { 1, 3, 8, 13, 21 })
        {
            double[] xs = Draw(random, width, 2), ys = Draw(random, 3, 2);
            double[] values = objective.Evaluate(xs, ys);
            for (int i = 0; i < values.Length; i++)
            {
                double[] point = [xs[i % width], ys[i / width]];
                double expected = objective.Value(point);

                // A few ulp of what is added up, which may be larger than the sum.
                double scale = 1 + Math.Abs(expected) + objective.Gradient(point).Sum(Math.Abs) + objective.Hessian(point).Sum(Math.Abs);
                if (double.IsFinite(scale))
                    Near(expected, values[i], 1e-13 * scale, source);
            }
        }
    }

    private static double[] Draw(Random random, int count, double range) => [.. Enumerable.Range(0, count).Select(_
        => ((random.NextDouble() * 2) - 1) * range)];

    private static double Dot(double[] a, double[] b) => a.Zip(b, static (x, y) => x * y).Sum();

    private static void Near(double[] expected, double[] actual, double tolerance, string source)
    {
        for (int i = 0; i < expected.Length; i++)
            Near(expected[i], actual[i], tolerance * (1 + Math.Abs(expected[i])), source);
    }

    private static void Near(double expected, double actual, double tolerance, string source) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance, $"{actual} is not {expected} to {tolerance}:\n{source}");
}
