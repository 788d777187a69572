namespace FastOpt.Tests.Minimization;

/// <summary>A landscape of the library beside what its documentation and its source say of it.</summary>
/// <param name="Objective">The objective.</param>
/// <param name="Formula">Its formula, written once more from the source.</param>
/// <param name="Stationary">Its stationary points.</param>
internal sealed record Landscape(IObjective Objective, Func<double[], double> Formula, params Stationary[] Stationary)
{
    public static readonly Landscape[] All =
    [
        new(new Rosenbrock(), static x => Sq(1 - x[0]) + (100 * Sq(x[1] - Sq(x[0]))), new Stationary(0, 0, 1, 1)),
        new(new Rosenbrock(2, 5), static x => Sq(2 - x[0]) + (5 * Sq(x[1] - Sq(x[0]))), new Stationary(0, 0, 2, 4)),
        new(new Rosenbrock10(), Chain, new Stationary(0, 0, [.. Enumerable.Repeat(1.0, 10)])),
        new(new Rosenbrock100(), Chain, new Stationary(0, 0, [.. Enumerable.Repeat(1.0, 100)])),
        new(new Beale(), static x => Sq(1.5 - (x[0] * (1 - x[1]))) + Sq(2.25 - (x[0] * (1 - Sq(x[1])))) + Sq(2.625 - (x[0] * (1 - Math.Pow(x[1], 3)))),
            new Stationary(0, 0, 3, 0.5)),
        new(
            new Himmelblau(),
            static x => Sq(Sq(x[0]) + x[1] - 11) + Sq(x[0] + Sq(x[1]) - 7),
            new Stationary(0, 0, 3, 2),
            new Stationary(0, 0, -2.805118086952745, 3.131312518250573),
            new Stationary(0, 0, -3.779310253377747, -3.283185991286170),
            new Stationary(0, 0, 3.584428340330492, -1.848126526964404),
            new Stationary(181.616522, 2, -0.270844590667420, -0.923038522193470)),
        new(
            new GoldsteinPrice(),
            static x => (1 + (Sq(x[0] + x[1] + 1) * (19 - (14 * x[0]) + (3 * Sq(x[0])) - (14 * x[1]) + (6 * x[0] * x[1]) + (3 * Sq(x[1])))))
                * (30 + (Sq((2 * x[0]) - (3 * x[1])) * (18 - (32 * x[0]) + (12 * Sq(x[0])) + (48 * x[1]) - (36 * x[0] * x[1]) + (27 * Sq(x[1]))))),
            new Stationary(3, 0, 0, -1),
            new Stationary(30, 0, -0.6, -0.4),
            new Stationary(84, 0, 1.8, 0.2),
            new Stationary(840, 0, 1.2, 0.8)),
        new(new Rastrigin(), static x => 20 + Sq(x[0]) + Sq(x[1]) - (10 * (Math.Cos(2 * Math.PI * x[0]) + Math.Cos(2 * Math.PI * x[1]))), new Stationary(0, 0,
            0, 0)),
        new(new Ravine(), static x => (Sq(x[0]) / 2) + (50 * Sq(x[1])), new Stationary(0, 0, 0, 0)),
        new(new Saddle(), static x => Sq(x[0]) - Sq(x[1]) + (Math.Pow(x[1], 4) / 2), new Stationary(0, 1, 0, 0), new Stationary(-0.5, 0, 0, 1),
            new Stationary(-0.5, 0, 0, -1)),
        new(new MonkeySaddle(), static x => Math.Pow(x[0], 3) - (3 * x[0] * Sq(x[1])), new Stationary(0, 0, 0, 0)),
        new(new Plateau(), static x => 1 - Math.Exp(-(Sq(x[0]) + Sq(x[1])) / 2), new Stationary(0, 0, 0, 0)),
        new(
            new Cliff(),
            static x => Sq((x[0] - 3) / 100) - (x[0] - x[1]) + Math.Exp(20 * (x[0] - x[1])),
            new Stationary(0.199786613678, 0, 3, 3 + (Math.Log(20) / 20))),
        new(
            new StyblinskiTang(),
            static x => x.Sum(static v => Math.Pow(v, 4) - (16 * Sq(v)) + (5 * v)) / 2,
            new Stationary(-78.332331408, 0, -2.903534027771177, -2.903534027771177),
            new Stationary(-64.195612359, 0, -2.903534027771177, 2.746802770990837)),
    ];

    /// <summary>"Rosenbrock(2, 5)": what it is called in a test's name.</summary>
    public override string ToString() => Objective.ToString()!.Replace(" { ", "(", StringComparison.Ordinal).Replace(" }", ")", StringComparison.Ordinal);

    private static double Chain(double[] x) => Enumerable.Range(0, x.Length - 1).Sum(i => (100 * Sq(x[i + 1] - Sq(x[i]))) + Sq(1 - x[i]));

    private static double Sq(double x) => x * x;
}

/// <summary>A point where the gradient is zero.</summary>
/// <param name="Value">The value there.</param>
/// <param name="Descents">The number of directions in which it goes down to second order; 0 at a minimum.</param>
/// <param name="Point">The point.</param>
internal sealed record Stationary(double Value, int Descents, params double[] Point);
