using FastOpt.Training;

namespace FastOpt.Cli.Studies;

/// <summary>A declared network that a study may choose.</summary>
/// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for numbers.</typeparam>
/// <param name="Name">Its name among the choices.</param>
/// <param name="Fit">Makes one with the batch size of the options, sets it up, and trains it.</param>
internal sealed record Candidate<TTarget>(string Name, CandidateFit<TTarget> Fit)
    where TTarget : unmanaged;

/// <summary>Trains a new network of a candidate.</summary>
internal delegate FitResult CandidateFit<TTarget>(
    TrialSettings settings, ulong seed, DataSet<TTarget> train, DataSet<TTarget> validation, FitOptions options, Metric<TTarget> metric)
    where TTarget : unmanaged;

/// <summary>Makes candidates of declared networks.</summary>
internal static class Candidate
{
    /// <summary>A network that Adam trains.</summary>
    public static Candidate<TTarget> WithAdam<TNetwork, TTarget>(string name)
        where TNetwork : class, INetwork<TNetwork, TTarget>, IOptimizedBy<Adam>, IScheduled
        where TTarget : unmanaged => Of<TNetwork, TTarget>(name, static (network, settings) =>
            network.Optimizer = network.Optimizer with { LearningRate = settings.Rate, WeightDecay = settings.WeightDecay });

    /// <summary>A network that AdamW trains.</summary>
    public static Candidate<TTarget> WithAdamW<TNetwork, TTarget>(string name)
        where TNetwork : class, INetwork<TNetwork, TTarget>, IOptimizedBy<AdamW>, IScheduled
        where TTarget : unmanaged => Of<TNetwork, TTarget>(name, static (network, settings) =>
            network.Optimizer = network.Optimizer with { LearningRate = settings.Rate, WeightDecay = settings.WeightDecay });

    private static Candidate<TTarget> Of<TNetwork, TTarget>(string name, Action<TNetwork, TrialSettings> setUp)
        where TNetwork : class, INetwork<TNetwork, TTarget>, IScheduled
        where TTarget : unmanaged => new(name, (settings, seed, train, validation, options, metric) =>
        {
            TNetwork network = TNetwork.Create(options.BatchSize, seed, 1);
            setUp(network, settings);
            network.Schedule = settings.Schedule;
            return network.Fit(train, validation, options, [metric]);
        });
}
