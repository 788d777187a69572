using FastOpt.Training;

namespace FastOpt.Cli.Training;

/// <summary>Fits a network: by this process alone, or by several together.</summary>
internal delegate FitResult Fitting<TNetwork, TTarget>(
    TNetwork network, DataSet<TTarget> train, DataSet<TTarget> validation, FitOptions options, IReadOnlyList<Metric<TTarget>> metrics)
    where TNetwork : class, INetwork<TNetwork, TTarget>
    where TTarget : unmanaged;
