using System.Reflection;
using FastOpt.Tests.Harness;
using Xunit;

namespace FastOpt.Tests.Minimization;

/// <summary>The library's landscapes against their sources: values, stationary points, derivatives, grids, and that nothing is allocated.</summary>
public sealed class LandscapeTests
{
    private delegate void WriteAt(ReadOnlySpan<double> point, Span<double> result);

    private delegate void WriteGrid(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, Span<double> values);

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Landscape.All.Length)];

    [Fact]
    public void EveryLandscapeOfTheLibraryIsHere()
    {
        Type[] declared = [.. typeof(IObjective).Assembly.GetTypes().Where(static t => t.IsValueType && t.IsPublic
            && t.GetCustomAttribute<ObjectiveAttribute>() is not null)];
        Assert.Equal(
            declared.Select(static t => t.Name).Order(StringComparer.Ordinal),
            Landscape.All.Select(static l => l.Objective.GetType().Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void TheValueIsThatOfTheFormula(int index)
    {
        Landscape landscape = Landscape.All[index];
        Assert.All(Points(landscape, 200), point =>
        {
            double expected = landscape.Formula(point);
            Near(expected, landscape.Objective.Value(point), 1e-12 * (100 + Math.Abs(expected)));
        });
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void WhatIsCalledStationaryIs(int index)
    {
        Landscape landscape = Landscape.All[index];
        int n = landscape.Objective.Dimension;
        Assert.All(landscape.Stationary, stationary =>
        {
            double[] gradient = new double[n];
            double value = landscape.Objective.ValueAndGradient(stationary.Point, gradient);
            Near(stationary.Value, value, 1e-6);
            Assert.All(gradient, g => Near(0, g, 1e-6));
            if (n == 2)
                Assert.Equal(stationary.Descents, Descents(Write(landscape.Objective, "Hessian", stationary.Point, 4)));
        });
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void DerivativesAreThoseOfTheFormula(int index)
    {
        Landscape landscape = Landscape.All[index];
        int n = landscape.Objective.Dimension;
        var random = new Random(index);
        Assert.All(Points(landscape, 10), point =>
        {
            double[] gradient = Write(landscape.Objective, "Gradient", point, n);
            double[] same = new double[n], hv = new double[n], hu = new double[n];
            double value = landscape.Objective.ValueAndGradient(point, same);
            Assert.Equal(landscape.Objective.Value(point), value);
            Assert.Equal(gradient, same);
            double[] u = Direction(random, n), v = Direction(random, n);
            landscape.Objective.HessianVector(point, v, hv);
            landscape.Objective.HessianVector(point, u, hu);
            double size = 1 + Math.Abs(value) + gradient.Sum(Math.Abs) + hv.Sum(Math.Abs) + hu.Sum(Math.Abs);
            Near(Dot(u, hv), Dot(v, hu), 1e-12 * size);
            Near(Central(t => landscape.Formula(Moved(point, u, t))), Dot(gradient, u), 1e-7 * size);
            Near(Central(t => Central(s => landscape.Formula(Moved(Moved(point, u, s), v, t)))), Dot(hv, u), 1e-5 * size);

            double[] hessian = Write(landscape.Objective, "Hessian", point, n * n);
            for (int row = 0; row < n; row++)
                Near(hv[row], Dot(hessian[(row * n)..((row + 1) * n)], v), 1e-12 * (size + hessian.Sum(Math.Abs)));
        });
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void AGridHasTheValues(int index)
    {
        IObjective objective = Landscape.All[index].Objective;
        if (objective.Dimension != 2)
            return;
        WriteGrid evaluate = objective.GetType().GetMethod("Evaluate")!.CreateDelegate<WriteGrid>(objective);
        foreach (int width in new[] { 0, 1, 2, 3, 4, 7, 8, 9, 31, 64 })
        {
            double[] xs = [.. Enumerable.Range(0, width).Select(i => -2 + (i * 0.0625))], ys = [-1.5, 0, 0.25, 2];
            double[] values = new double[xs.Length * ys.Length];
            evaluate(xs, ys, values);
            for (int i = 0; i < values.Length; i++)
            {
                double expected = objective.Value([xs[i % width], ys[i / width]]);
                Near(expected, values[i], 1e-14 * (Math.Abs(expected) + 10));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void NothingIsAllocated(int index)
    {
        IObjective objective = Landscape.All[index].Objective;
        int n = objective.Dimension;
        double[] point = new double[n], direction = new double[n], result = new double[n], hessian = new double[n * n], grid = new double[12];
        WriteAt gradient = Bind<WriteAt>(objective, "Gradient"), secondDerivatives = Bind<WriteAt>(objective, "Hessian");
        WriteGrid? evaluate = n == 2 ? Bind<WriteGrid>(objective, "Evaluate") : null;
        double sum = 0;
        void Run()
        {
            sum += objective.Value(point) + objective.ValueAndGradient(point, result);
            objective.HessianVector(point, direction, result);
            gradient(point, result);
            secondDerivatives(point, hessian);
            evaluate?.Invoke(result, [1, 2, 3, 4, 5, 6], grid);
        }

        Run();
        Allocations.AssertNone(Run);
        Assert.False(double.IsNaN(sum));
    }

    [Fact]
    public void AWrongLengthIsRefusedByName()
    {
        var rosenbrock = new Rosenbrock();
        Assert.Contains("Rosenbrock: point has 3 elements, but it must have 2", Refused(() => rosenbrock.Value([1, 2, 3])), StringComparison.Ordinal);
        Assert.Contains("gradient has 1 elements", Refused(() => rosenbrock.Gradient([1, 2], new double[1])), StringComparison.Ordinal);
        Assert.Contains("direction has 0 elements", Refused(() => rosenbrock.HessianVector([1, 2], [], new double[2])), StringComparison.Ordinal);
        Assert.Contains("hessian has 3 elements, but it must have 4", Refused(() => rosenbrock.Hessian([1, 2], new double[3])), StringComparison.Ordinal);
        Assert.Contains("a grid of 2 by 3 points has 6", Refused(() => rosenbrock.Evaluate([1, 2], [1, 2, 3], new double[5])), StringComparison.Ordinal);
        double[] shared = new double[2];
        Assert.Contains("gradient overlaps", Refused(() => rosenbrock.ValueAndGradient(shared, shared)), StringComparison.Ordinal);
        Assert.Contains("result overlaps", Refused(() => rosenbrock.HessianVector([1, 2], shared, shared)), StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutArgumentsTheDefaultsHold()
    {
        Assert.Equal(new Rosenbrock(1, 100), new Rosenbrock());

        // −400·x·(y − x²) − 2·(1 − x) at (−1.2, 1), and 200·(y − x²), by hand.
        (double byX, double byY) = new Rosenbrock().Gradient(-1.2, 1);
        Near(-215.6, byX, 1e-12 * 215.6);
        Near(-88, byY, 1e-12 * 88);
    }

    private static string Refused(Action call) => Assert.Throws<ArgumentException>(call).Message;

    /// <summary>The number of negative eigenvalues of a symmetric 2 by 2 matrix.</summary>
    private static int Descents(double[] hessian)
    {
        double mean = (hessian[0] + hessian[3]) / 2, radius = Math.Sqrt(Math.Pow((hessian[0] - hessian[3]) / 2, 2) + (hessian[1] * hessian[2]));
        return (mean - radius < -1e-9 ? 1 : 0) + (mean + radius < -1e-9 ? 1 : 0);
    }

    private static T Bind<T>(IObjective objective, string name)
        where T : Delegate =>
        objective.GetType().GetMethod(name, [.. typeof(T).GetMethod("Invoke")!.GetParameters().Select(static p
            => p.ParameterType)])!.CreateDelegate<T>(objective);

    private static double[] Write(IObjective objective, string method, double[] point, int length)
    {
        double[] result = new double[length];
        Bind<WriteAt>(objective, method)(point, result);
        return result;
    }

    private static IEnumerable<double[]> Points(Landscape landscape, int count)
    {
        var random = new Random(count);

        // Beyond its edge the cliff is too steep for differences.
        double range = landscape.Objective is Cliff ? 0.2 : 2;
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, landscape.Objective.Dimension).Select(_
            => ((random.NextDouble() * 2) - 1) * range).ToArray())];
    }

    private static double[] Direction(Random random, int n) => [.. Enumerable.Range(0, n).Select(_ => (random.NextDouble() * 2) - 1)];

    private static double[] Moved(double[] point, double[] direction, double t) => [.. point.Select((x, i) => x + (t * direction[i]))];

    private static double Central(Func<double, double> f, double h = 1e-3) => ((8 * (f(h) - f(-h))) - (f(2 * h) - f(-2 * h))) / (12 * h);

    private static double Dot(double[] a, double[] b) => a.Zip(b, static (x, y) => x * y).Sum();

    private static void Near(double expected, double actual, double tolerance) => Assert.True(Math.Abs(expected - actual) <= tolerance,
        $"{actual} is not {expected} to {tolerance}");
}
