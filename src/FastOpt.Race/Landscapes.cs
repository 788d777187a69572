namespace FastOpt.Race;

/// <summary>The landscapes of the library that have two variables.</summary>
internal static class Landscapes
{
    // Where the derivative of v⁴/2 − 8v² + 5v/2 is zero, v being either variable of StyblinskiTang.
    private const double Deep = -2.903534027771177, Shallow = 2.746802770990837;

    /// <summary>All of them, by name. The first race is over Rosenbrock's.</summary>
    public static IReadOnlyList<Landscape> All { get; } =
    [
        new(default(Beale), default(Beale).Evaluate, new(-1.2, -2, 4.8, 2), new(1, 1), 5e-3, [new(3, 0.5)]),
        new(default(Cliff), default(Cliff).Evaluate, new(-1.5, 0, 4.5, 4), new(-0.5, 2), 2e-2, [new(3, 3 + (Math.Log(20) / 20))]),
        new(
            default(GoldsteinPrice),
            default(GoldsteinPrice).Evaluate,
            new(-2.1, -1.8, 2.1, 1),
            new(0.5, 0.5),
            5e-5,
            [new(0, -1), new(-0.6, -0.4), new(1.8, 0.2), new(1.2, 0.8)]),
        new(
            default(Himmelblau),
            default(Himmelblau).Evaluate,
            new(-7.5, -5, 7.5, 5),
            new(-0.2, 1.2),
            5e-3,
            [
                new(3, 2),
                new(-2.805118086952745, 3.131312518250573),
                new(-3.779310253377747, -3.283185991286170),
                new(3.584428340330492, -1.848126526964404),
            ]),
        new(default(MonkeySaddle), default(MonkeySaddle).Evaluate, new(-1.5, -1, 1.5, 1), new(1, 0.05), 2e-2, []),
        new(new Plateau(), new Plateau().Evaluate, new(-4.5, -3, 4.5, 3), new(-2.4, 1.2), 0.5, [new(0, 0)]),
        new(new Rastrigin(), new Rastrigin().Evaluate, new(-3.6, -2.4, 3.6, 2.4), new(2.3, 1.6), 1e-3, Dents()),
        new(new Ravine(), new Ravine().Evaluate, new(-10, -4, 5, 6), new(-9, 2), 1e-2, [new(0, 0)]),
        new(new Rosenbrock(), new Rosenbrock().Evaluate, new(-2.25, -0.9, 2.25, 2.1), new(-1.2, 1), 1e-3, [new(1, 1)]),
        new(default(Saddle), default(Saddle).Evaluate, new(-2.25, -1.5, 2.25, 1.5), new(-1.8, 0.01), 5e-2, [new(0, 1), new(0, -1)]),
        new(
            default(StyblinskiTang),
            default(StyblinskiTang).Evaluate,
            new(-6, -4, 6, 4),
            new(0.8, 0.1),
            1e-2,
            [new(Deep, Deep), new(Deep, Shallow), new(Shallow, Deep), new(Shallow, Shallow)]),
    ];

    // Each variable of Rastrigin's function by itself: x + 10π·sin 2πx = 0, next to a whole number.
    private static IReadOnlyList<Point> Dents()
    {
        double[] line = [.. Enumerable.Range(-5, 11).Select(static whole => NewtonsZero(whole))];
        return [.. line.SelectMany(x => line.Select(y => new Point(x, y)))];
    }

    private static double NewtonsZero(double x)
    {
        for (int i = 0; i < 8; i++)
            x -= (x + (10 * Math.PI * Math.Sin(2 * Math.PI * x))) / (1 + (20 * Math.PI * Math.PI * Math.Cos(2 * Math.PI * x)));
        return x;
    }
}
