namespace FastOpt.Training;

/// <summary>How an <see cref="OnlineTrainer{TNetwork, TTarget}"/> learns from a stream.</summary>
public sealed record OnlineOptions
{
    /// <summary>Samples of a step, at least 1: samples wait until there are so many. Default: 1, each is learned at once.</summary>
    public int BatchSize { get; init; } = 1;

    /// <summary>
    /// What says that the stream has changed. Each is of one trainer alone; its name stands in drifts and files. Default: null, one <see cref="Adwin"/>;
    /// an empty list is none.
    /// </summary>
    public IReadOnlyList<DriftDetector>? Detectors { get; init; }

    /// <summary>Which figure of each sample the detectors watch. Default: the error.</summary>
    public DriftSignal Signal { get; init; }

    /// <summary>
    /// Whether a change for the better is no drift: a network that learns has one of them behind each change for the worse. The detector begins anew behind
    /// either. Default: true.
    /// </summary>
    public bool OnlyWorse { get; init; } = true;

    /// <summary>Samples behind a drift in which no other is told, at least 0. Default: 0, since all detectors begin anew behind a drift.</summary>
    public int Cooldown { get; init; }

    /// <summary>What is done on a drift, in this order, before the sample that showed it is learned. Default: nothing.</summary>
    public IReadOnlyList<DriftAction> Actions { get; init; } = [];

    /// <summary>Is told of each drift, behind the actions. Default: nobody.</summary>
    public Action<Drift>? Notify { get; init; }

    /// <summary>The fading factor of the prequential means, in (0, 1]. Default: 0.999.</summary>
    public double Fading { get; init; } = 0.999;

    /// <summary>Samples of the prequential window, at least 1. Default: 1000.</summary>
    public int Window { get; init; } = 1000;

    /// <summary>
    /// Samples that are kept of all that were learned, each as likely as any other (reservoir sampling, Vitter 1985), at least 0. Default: 0.
    /// </summary>
    public int Replay { get; init; }

    /// <summary>Kept samples that each step learns besides its own, drawn with replacement. Default: 0.</summary>
    public int ReplayPerStep { get; init; }

    /// <summary>The seed of what is kept and drawn: a function of it, of the sample and the step alone. Default: 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>The clock of <see cref="OnlineTrainer{TNetwork, TTarget}.TrainFor"/>. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
