namespace FastOpt.Playground;

/// <summary>What the reader chooses as an optimizer: a rule of the library, and of SGD its form.</summary>
internal static class OptimizerChoice
{
    public const string Sgd = "sgd", Momentum = "momentum", Nesterov = "nesterov", RmsProp = "rmsprop", Adagrad = "adagrad", Adam = "adam", AdamW = "adamw";

    /// <summary>Names in the address, and what the page calls them.</summary>
    public static readonly (string Value, string Label)[] All =
    [
        (Sgd, "SGD"), (Momentum, "SGD with momentum"), (Nesterov, "SGD with Nesterov momentum"),
        (Adagrad, "Adagrad"), (RmsProp, "RMSProp"), (Adam, "Adam"), (AdamW, "AdamW"),
    ];

    /// <summary>Whether the momentum has an effect.</summary>
    public static bool HasMomentum(string optimizer) => optimizer is Momentum or Nesterov;

    public static Sgd MakeSgd(NetworkSettings settings) => new(
        settings.Rate, HasMomentum(settings.Optimizer) ? settings.Momentum : 0, Nesterov: settings.Optimizer == Nesterov, WeightDecay: settings.L2);

    public static RmsProp MakeRmsProp(NetworkSettings settings) => new(settings.Rate, WeightDecay: settings.L2);

    public static Adagrad MakeAdagrad(NetworkSettings settings) => new(settings.Rate, WeightDecay: settings.L2);

    public static Adam MakeAdam(NetworkSettings settings) => new(settings.Rate, WeightDecay: settings.L2);

    public static AdamW MakeAdamW(NetworkSettings settings) => new(settings.Rate, WeightDecay: settings.L2);

    /// <summary>The attribute that declares it.</summary>
    public static string Declaration(NetworkSettings settings)
    {
        string name = settings.Optimizer switch { RmsProp => "RmsProp", Adagrad => "Adagrad", Adam => "Adam", AdamW => "AdamW", _ => "Sgd" };
        string momentum = HasMomentum(settings.Optimizer) ? FormattableString.Invariant($", Momentum = {settings.Momentum:R}") : "";
        string nesterov = settings.Optimizer == Nesterov ? ", Nesterov = true" : "";
        string decay = settings.L2 > 0 || settings.Optimizer == AdamW ? FormattableString.Invariant($", WeightDecay = {settings.L2:R}") : "";
        return FormattableString.Invariant($"{name}(LearningRate = {settings.Rate:R}{momentum}{nesterov}{decay})");
    }
}
