using System.Globalization;
using FastOpt.Benchmarks.Measuring;
using FastOpt.Benchmarks.Reports;
using FastOpt.Mgh;

namespace FastOpt.Benchmarks.Objectives;

/// <summary>Value and gradient of each of the 35 problems of Moré, Garbow and Hillstrom, derived, beside numerical differentiation of the same value.</summary>
internal static class MghGradients
{
    private const double Turn = 1e6;

    /// <summary>Measures all of them in the same rounds.</summary>
    public static string Measure(int rounds)
    {
        Forms[] forms = [.. MghProblem.All.Select(static problem => problem.Accept(new Visitor()))];
        Series[] series = Interleaving.Measure([.. forms.SelectMany(static form => form.Works)], rounds, turn: Turn);

        var table = new MarkdownTable(
            "gradient of", ">n", ">derived ns", ">forward ns", ">×", ">error", ">central ns", ">×", ">error", ">bytes");
        double forwards = 0, centrals = 0;
        for (int i = 0; i < forms.Length; i++)
        {
            double derived = series[3 * i].Median, forward = series[(3 * i) + 1].Median, central = series[(3 * i) + 2].Median;
            forwards += Math.Log(forward / derived);
            centrals += Math.Log(central / derived);
            table.Add(
                MghProblem.All[i].Name,
                Text(MghProblem.All[i].Start.Length, "0"),
                Text(derived, "0.0"),
                Text(forward, "0.0"),
                Text(forward / derived, "0.0"),
                Text(forms[i].ForwardError, "0e+0"),
                Text(central, "0.0"),
                Text(central / derived, "0.0"),
                Text(forms[i].CentralError, "0e+0"),
                Text(forms[i].Bytes, "0"));
        }

        return $"{table}\n\nGeometric means: forward differences {Text(Math.Exp(forwards / forms.Length), "0.0")}×, "
            + $"central ones {Text(Math.Exp(centrals / forms.Length), "0.0")}×.";
    }

    /// <summary>How often f is evaluated until all 35 are minimized from their starts, by method.</summary>
    public static string Evaluations()
    {
        int bfgs = MghProblem.All.Sum(static problem => Minimize.Bfgs(problem.Objective, problem.Start).Evaluations);
        int lbfgs = MghProblem.All.Sum(static problem => Minimize.Lbfgs(problem.Objective, problem.Start).Evaluations);
        int newton = MghProblem.All.Sum(static problem => Minimize.NewtonCg(problem.Objective, problem.Start).Evaluations);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Evaluations of all 35 until they end: Bfgs {bfgs} (SciPy's BFGS 2826), Lbfgs {lbfgs} (L-BFGS-B 2548), NewtonCg {newton} (trust-ncg 4152).");
    }

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>A problem's three forms, how far the numerical ones are off, and what the derived one allocates.</summary>
    private sealed record Forms(IReadOnlyList<IWork> Works, double ForwardError, double CentralError, long Bytes);

    private sealed class Visitor : IMghVisitor<Forms>
    {
        public Forms Visit<TFunction>(TFunction function, double[] start)
            where TFunction : struct, IObjective
        {
            int n = start.Length;
            double[] point = [.. start.Select(static (a, i) => a + 0.03 * ((i % 5) + 1))];
            double[] gradient = new double[n], forward = new double[n], central = new double[n];
            function.ValueAndGradient(point, gradient);
            NumericalGradient.Forward(function, point, forward);
            NumericalGradient.Central(function, point, central);

            long before = GC.GetAllocatedBytesForCurrentThread();
            function.ValueAndGradient(point, gradient);
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            return new(
                [
                    new Repeated(() => function.ValueAndGradient(point, gradient)),
                    new Repeated(() => NumericalGradient.Forward(function, point, forward)),
                    new Repeated(() => NumericalGradient.Central(function, point, central)),
                ],
                Error(forward),
                Error(central),
                bytes);

            double Error(double[] approximate) => approximate.Zip(gradient, static (a, b) => Math.Abs(a - b)).Max() / gradient.Max(Math.Abs);
        }
    }
}
