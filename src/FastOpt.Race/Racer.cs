namespace FastOpt.Race;

/// <summary>A method that takes part in races.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Run">Minimizes with a learning rate, which methods with a line search leave aside.</param>
internal sealed record Racer(string Name, Func<double, IObjective, double[], MinimizeOptions, Minimum> Run)
{
    /// <summary>The learning rate unless another one is asked for; null where the landscape's is taken, or none.</summary>
    public double? Rate { get; private init; }

    /// <summary>Whether it has a line search instead of a learning rate.</summary>
    public bool Searches { get; private init; }

    /// <summary>A rule whose steps are about as long as its learning rate, or in some other way independent of the function's scale.</summary>
    public static Racer Rule<T>(string name, double rate, Func<double, T> create)
        where T : struct, IOptimizerRule => Rule(name, create) with { Rate = rate };

    /// <summary>A rule whose steps, or the first of them, are multiples of the gradient, so that its learning rate depends on the landscape.</summary>
    public static Racer Rule<T>(string name, Func<double, T> create)
        where T : struct, IOptimizerRule =>
        new(name, (rate, objective, start, options) => Minimize.With(create(rate), objective, start, options));

    /// <summary>A method with a line search or a trust region.</summary>
    public static Racer Search(string name, Func<IObjective, double[], MinimizeOptions, Minimum> run) =>
        new(name, (_, objective, start, options) => run(objective, start, options)) { Searches = true };

    /// <summary>The learning rate on a landscape; null if there is none.</summary>
    public double? RateOn(Landscape landscape, double? asked) => Searches ? null : asked ?? Rate ?? landscape.Rate;

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
