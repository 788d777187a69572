namespace FastOpt.Race;

/// <summary>
/// Every rule of the library, with what it is called with over landscapes: without weight decay, which would move the minima, and with the library's defaults
/// but for the learning rate; and the methods with a line search.
/// </summary>
internal static class Racers
{
    private static readonly string[] StandardNames = ["Sgd", "Momentum", "RmsProp", "Adam", "GradientDescent", "Bfgs", "NewtonCg"];

    /// <summary>Those that run unless others are asked for.</summary>
    public static IReadOnlyList<Racer> Standard => [.. All.Where(static racer => StandardNames.Contains(racer.Name))];

    /// <summary>All of them, at most as many as there are letters.</summary>
    public static IReadOnlyList<Racer> All { get; } =
    [
        Racer.Rule("Sgd", static rate => new Sgd(rate)),
        Racer.Rule("Momentum", static rate => new Sgd(rate, Momentum: 0.9)),
        Racer.Rule("Nesterov", static rate => new Sgd(rate, Momentum: 0.9, Nesterov: true)),
        Racer.Rule("Asgd", static rate => new Asgd(rate)),
        Racer.Rule("SignSgd", 0.01, static rate => new SignSgd(rate)),
        Racer.Rule("Rprop", 0.01, static rate => new Rprop(rate)),
        Racer.Rule("Adagrad", 0.5, static rate => new Adagrad(rate)),
        Racer.Rule("Adadelta", 1, static rate => new Adadelta(rate)),
        Racer.Rule("RmsProp", 0.02, static rate => new RmsProp(rate)),
        Racer.Rule("RmsPropCentered", 0.02, static rate => new RmsPropCentered(rate)),
        Racer.Rule("Adam", 0.2, static rate => new Adam(rate)),
        Racer.Rule("AdamW", 0.2, static rate => new AdamW(rate, WeightDecay: 0)),
        Racer.Rule("Adamax", 0.5, static rate => new Adamax(rate)),
        Racer.Rule("NAdam", 0.1, static rate => new NAdam(rate)),
        Racer.Rule("RAdam", static rate => new RAdam(rate)),
        Racer.Rule("AmsGrad", 0.2, static rate => new AmsGrad(rate)),
        Racer.Rule("AdaBelief", 0.2, static rate => new AdaBelief(rate)),
        Racer.Rule("Yogi", 0.2, static rate => new Yogi(rate)),
        Racer.Rule("Adan", 0.2, static rate => new Adan(rate)),
        Racer.Rule("AdEmaMix", 0.1, static rate => new AdEmaMix(rate)),
        Racer.Rule("Lion", 0.02, static rate => new Lion(rate)),
        Racer.Search("GradientDescent", static (objective, start, options) => Minimize.GradientDescent(objective, start, options)),
        Racer.Search("ConjugateGradient", static (objective, start, options) => Minimize.ConjugateGradient(objective, start, options)),
        Racer.Search("Bfgs", static (objective, start, options) => Minimize.Bfgs(objective, start, options)),
        Racer.Search("Lbfgs", static (objective, start, options) => Minimize.Lbfgs(objective, start, options)),
        Racer.Search("NewtonCg", static (objective, start, options) => Minimize.NewtonCg(objective, start, options)),
    ];
}
