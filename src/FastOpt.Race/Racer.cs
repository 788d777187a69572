using System.Runtime.CompilerServices;

namespace FastOpt.Race;

/// <summary>A method that takes part in races.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Run">Minimizes at a pace, which methods with a line search leave aside.</param>
internal sealed record Racer(string Name, Func<Pace, IObjective, double[], MinimizeOptions, Minimum> Run)
{
    /// <summary>The learning rate unless another one is asked for; null where the landscape's is taken, or none.</summary>
    public double? Rate { get; private init; }

    /// <summary>Whether it has a line search instead of a learning rate.</summary>
    public bool Searches { get; private init; }

    /// <summary>How it is made or called, as the source says it: <c>static rate => new Adam(rate)</c>.</summary>
    public string Source { get; private init; } = "";

    /// <summary>A rule whose steps are about as long as its learning rate, or in some other way independent of the function's scale.</summary>
    public static Racer Rule<T>(string name, double rate, Func<double, T> create, [CallerArgumentExpression(nameof(create))] string source = "")
        where T : struct, IOptimizerRule => Rule(name, create, source) with { Rate = rate };

    /// <summary>A rule whose steps, or the first of them, are multiples of the gradient, so that its learning rate depends on the landscape.</summary>
    public static Racer Rule<T>(string name, Func<double, T> create, [CallerArgumentExpression(nameof(create))] string source = "")
        where T : struct, IOptimizerRule => new(name, At(create)) { Source = source };

    /// <summary>A method with a line search or a trust region.</summary>
    public static Racer Search(
        string name, Func<IObjective, double[], MinimizeOptions, Minimum> run, [CallerArgumentExpression(nameof(run))] string source = "") =>
        new(name, (_, objective, start, options) => run(objective, start, options)) { Searches = true, Source = source };

    /// <summary>The learning rate on a landscape; null if there is none.</summary>
    public double? RateOn(Landscape landscape, double? asked) => Searches ? null : asked ?? Rate ?? landscape.Rate;

    /// <summary>Its name.</summary>
    public override string ToString() => Name;

    private static Func<Pace, IObjective, double[], MinimizeOptions, Minimum> At<T>(Func<double, T> create)
        where T : struct, IOptimizerRule => (pace, objective, start, options) =>
            Minimize.With(new PacedRule<T>(create, pace), objective, start, options);
}
