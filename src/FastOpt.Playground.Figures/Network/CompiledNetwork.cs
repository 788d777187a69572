namespace FastOpt.Playground;

/// <summary>A network that is compiled into the page, once for each optimizer: its shape cannot be changed while the page runs.</summary>
/// <param name="Id">The name in the address.</param>
/// <param name="Kind">Its activation and what else there is between its layers.</param>
/// <param name="Summary">What the compiler tells of it.</param>
/// <param name="Inputs">Numbers of an example.</param>
/// <param name="Classes">The most classes that it tells apart.</param>
/// <param name="Create">Makes one that is about to train, with room for so many examples in a step.</param>
internal sealed record CompiledNetwork(
    string Id, string Kind, Func<NetworkSummary> Summary, int Inputs, int Classes, Func<NetworkSettings, int, NetworkTrainer> Create)
{
    /// <summary>Its layers as they are declared: "Dense(16), Relu, Dropout(Rate = 0.2), Dense(2)".</summary>
    public string Layers => string.Join(", ", Parts.Select(static part => IsDense(part) ? $"Dense({part[Dense.Length..]})" : part));

    /// <summary>"2-16-16-2, ReLU".</summary>
    public string Label => $"{Inputs}-{string.Join('-', Parts.Where(IsDense).Select(static part => part[Dense.Length..]))}, {Kind}";

    /// <summary>Whether it keeps running means, so that no penalty can be added to its gradients from outside.</summary>
    public bool IsNormed => Parts.Contains("BatchNorm");

    private const string Dense = "Dense ";

    // "Dense 16", "Relu", "Dropout(Rate = 0.2)": no rule here has two hyperparameters, between which there would be a comma.
    private IEnumerable<string> Parts => Summary().Layers.SelectMany(static layer => layer.Description.Split(", "));

    private static bool IsDense(string part) => part.StartsWith(Dense, StringComparison.Ordinal);

    /// <summary>Registers the five classes of one network.</summary>
    public static CompiledNetwork Of<TSgd, TRmsProp, TAdagrad, TAdam, TAdamW>(string id, string kind)
        where TSgd : class, INetwork<TSgd, int>, IOptimizedBy<Sgd>, IScheduled, INetworkGraph
        where TRmsProp : class, INetwork<TRmsProp, int>, IOptimizedBy<RmsProp>, IScheduled, INetworkGraph
        where TAdagrad : class, INetwork<TAdagrad, int>, IOptimizedBy<Adagrad>, IScheduled, INetworkGraph
        where TAdam : class, INetwork<TAdam, int>, IOptimizedBy<Adam>, IScheduled, INetworkGraph
        where TAdamW : class, INetwork<TAdamW, int>, IOptimizedBy<AdamW>, IScheduled, INetworkGraph =>
        new(id, kind, static () => TSgd.Summary, TSgd.InputSize, TSgd.OutputSize, static (settings, maxBatch) => settings.Optimizer switch
        {
            OptimizerChoice.RmsProp => new NetworkTrainer<TRmsProp, RmsProp>(settings, maxBatch, OptimizerChoice.MakeRmsProp(settings)),
            OptimizerChoice.Adagrad => new NetworkTrainer<TAdagrad, Adagrad>(settings, maxBatch, OptimizerChoice.MakeAdagrad(settings)),
            OptimizerChoice.Adam => new NetworkTrainer<TAdam, Adam>(settings, maxBatch, OptimizerChoice.MakeAdam(settings)),
            OptimizerChoice.AdamW => new NetworkTrainer<TAdamW, AdamW>(settings, maxBatch, OptimizerChoice.MakeAdamW(settings)),
            _ => new NetworkTrainer<TSgd, Sgd>(settings, maxBatch, OptimizerChoice.MakeSgd(settings)),
        });
}
