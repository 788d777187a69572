namespace FastOpt.Playground;

/// <summary>The controls of the network's figure.</summary>
internal sealed class NetworkControls
{
    private const string OfData = "Data", OfOwn = "Your own data", OfNetwork = "Network", OfTraining = "Training", OfPictures = "Pictures";

    public NetworkControls() => All =
    [
        Data, Examples, Noise, Share, Csv, Network, Seed, Optimizer, Rate, Momentum, Schedule, Epochs, Batch, L1, L2, Patience, Spread,
    ];

    public IReadOnlyList<Control> All { get; }

    public ChoiceControl Data { get; } = new("data", "Data set", NetworkData.Names, PlaneShape.Circle) { Group = OfData };

    public NumberControl Examples { get; } = new("n", "Examples", 20, 1500, 300) { Step = 1, Group = OfData };

    public NumberControl Noise { get; } = new("noise", "Noise", 0, 1, 0.1) { Step = 0.01, Group = OfData };

    public NumberControl Share { get; } = new("share", "Share to train on", 0.1, 0.9, 0.7) { Step = 0.05, Group = OfData };

    public TextControl Csv { get; } = new("csv", "Comma-separated values", static text => text.Length <= MostText ? text : text[..MostText])
    {
        Group = OfOwn,
        Hint = "Paste a table, or drop a file: a header, two columns of numbers, the class in the last column. It stays in your browser.",
    };

    public ChoiceControl Network { get; } = new("network", "Network", [.. CompiledNetworks.All.Select(static one => (one.Id, one.Label))], "tanh-8")
    {
        Group = OfNetwork,
        Hint = "Each is compiled, with each optimizer: shapes are fixed when a program is built, so a page has those that it was built with.",
    };

    public NumberControl Seed { get; } = new("seed", "Seed", 1, 9999, 1) { Step = 1, Group = OfNetwork };

    public ChoiceControl Optimizer { get; } = new("optimizer", "Optimizer", OptimizerChoice.All, OptimizerChoice.Adam) { Group = OfTraining };

    public NumberControl Rate { get; } = new("rate", "Learning rate", 1e-5, 100, 0.03) { Logarithmic = true, Group = OfTraining };

    public NumberControl Momentum { get; } = new("momentum", "Momentum (of SGD with it)", 0, 0.99, 0.9) { Step = 0.01, Group = OfTraining };

    public ChoiceControl Schedule { get; } = new("schedule", "Schedule", ScheduleChoice.All, ScheduleChoice.Constant) { Group = OfTraining };

    public NumberControl Epochs { get; } = new("epochs", "Epochs", 1, 2000, 300) { Step = 1, Group = OfTraining };

    public NumberControl Batch { get; } = new("batch", "Batch", 1, 1500, 32) { Step = 1, Group = OfTraining };

    public NumberControl L1 { get; } = new("l1", "L1 penalty", 0, 0.1, 0) { Step = 0.0005, Group = OfTraining };

    public NumberControl L2 { get; } = new("l2", "L2 penalty", 0, 0.5, 0) { Step = 0.001, Group = OfTraining };

    public NumberControl Patience { get; } = new("patience", "Early stopping, patience", 0, 500, 0)
    {
        Step = 1, Unit = "epochs", Group = OfTraining, Hint = "0 trains to the end.",
    };

    public ChoiceControl Spread { get; } = new(
        "spread", "Values of the layers", [(ActivationPlot.Into, "Into activations"), (ActivationPlot.OutOf, "Out of activations")], ActivationPlot.Into)
    {
        Group = OfPictures,
    };

    public NetworkSettings Settings => new(
        Network.Value, Optimizer.Value, Rate.Value, Momentum.Value, Schedule.Value, Epochs.Whole, Batch.Whole,
        CompiledNetworks.Of(Network.Value).IsNormed ? 0 : L1.Value, L2.Value, Patience.Whole, (ulong)Seed.Whole);

    private const int MostText = 40_000;

    public NetworkData MakeData() => NetworkData.Make(Data.Value, Examples.Whole, Noise.Value, Share.Value, Csv.Value, (ulong)Seed.Whole);

    public bool IsOfData(Control control) => control.Group is OfData or OfOwn || control == Seed;

    /// <summary>Data and network fit each other: the one that was not touched follows.</summary>
    /// <param name="changed">The control that a reader set.</param>
    /// <param name="data">The data set as it is now.</param>
    public void Fit(Control changed, Func<NetworkData> data)
    {
        CompiledNetwork network = CompiledNetworks.Of(Network.Value);
        if (changed == Network)
        {
            if (Fits(network, data()))
                return;
            Data.Set(network.Inputs != 2 ? NetworkData.Digits : network.Classes > 2 ? PlaneShape.Arms : PlaneShape.Circle);
        }
        else if (IsOfData(changed) && data() is var now && !Fits(network, now))
        {
            Network.Set(CompiledNetworks.All.First(one => Fits(one, now) && one.Id is Standard or FourClasses or DigitClasses).Id);
        }
    }

    private const string Standard = "tanh-8", FourClasses = "tanh-16-16-four", DigitClasses = "digits-relu-32";

    private static bool Fits(CompiledNetwork network, NetworkData data) => CompiledNetworks.Fits(network, data.Inputs, data.Classes);
}
