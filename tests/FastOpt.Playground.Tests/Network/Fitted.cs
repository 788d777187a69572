using FastOpt.Training;

namespace FastOpt.Playground.Tests.Network;

/// <summary>The same run by the library's own <c>Fit</c>, over the same compiled classes.</summary>
internal static class Fitted
{
    /// <summary>The losses behind each epoch, as the network itself evaluates them.</summary>
    public static (double Train, double Validation)[] Losses(NetworkSettings settings, NetworkData data, int batch)
    {
        var losses = new List<(double, double)>();
        Run(settings, data, batch, losses);
        return [.. losses];
    }

    /// <summary>A run.</summary>
    public static FitResult Run(NetworkSettings settings, NetworkData data, int batch, List<(double Train, double Validation)>? losses = null)
    {
        return settings.Network switch
        {
            "tanh-8" => Of<Tanh8.WithAdam, Adam>(OptimizerChoice.MakeAdam(settings)),
            "relu-16-16" => Of<Relu16x16.WithSgd, Sgd>(OptimizerChoice.MakeSgd(settings)),
            "relu-16-16-norm" => Of<Relu16x16Normed.WithRmsProp, RmsProp>(OptimizerChoice.MakeRmsProp(settings)),
            "relu-32-32" => Of<Relu32x32.WithAdam, Adam>(OptimizerChoice.MakeAdam(settings)),
            "relu-32-32-dropout" => Of<Relu32x32Dropout.WithAdamW, AdamW>(OptimizerChoice.MakeAdamW(settings)),
            "tanh-16-16-four" => Of<Tanh16x16Four.WithSgd, Sgd>(OptimizerChoice.MakeSgd(settings)),
            "linear" => Of<Linear.WithSgd, Sgd>(OptimizerChoice.MakeSgd(settings)),
            "digits-relu-32" => Of<DigitRelu32.WithAdagrad, Adagrad>(OptimizerChoice.MakeAdagrad(settings)),
            _ => throw new ArgumentException(settings.Network),
        };

        FitResult Of<TNetwork, TOptimizer>(TOptimizer optimizer)
            where TNetwork : class, INetwork<TNetwork, int>, IOptimizedBy<TOptimizer>, IScheduled
            where TOptimizer : struct
        {
            TNetwork network = TNetwork.Create(batch, settings.Seed);
            network.Optimizer = optimizer;
            network.Schedule = ScheduleChoice.Make(settings.Schedule, settings.Epochs);
            var options = new FitOptions
            {
                Epochs = settings.Epochs,
                BatchSize = batch,
                Seed = settings.Seed,
                Patience = settings.Patience == 0 ? null : settings.Patience,
                Callbacks = [new Watcher<TNetwork>(network, data, losses)],
            };
            return network.Fit(data.Split.Train, data.Validation, options);
        }
    }

    private sealed class Watcher<TNetwork>(TNetwork network, NetworkData data, List<(double, double)>? losses) : Callback
        where TNetwork : class, INetwork<TNetwork, int>
    {
        public override void EpochDone(FitContext context, EpochReport report) =>
            losses?.Add((network.Evaluate(data.Train.Inputs, data.Train.Targets), network.Evaluate(data.Validation.Inputs, data.Validation.Targets)));
    }
}
