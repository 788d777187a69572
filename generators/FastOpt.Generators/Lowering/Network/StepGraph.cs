using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Network.Kernels;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>The operations of a network's programs, in order, as the passes up to <em>fuse</em> leave them.</summary>
internal sealed record StepGraph
{
    /// <summary>The caller's examples.</summary>
    public required Value Input { get; init; }

    /// <summary>What the last layer puts out while training.</summary>
    public required Value Output { get; init; }

    /// <summary>The forward pass while training.</summary>
    public required IReadOnlyList<Operation> Forward { get; init; }

    /// <summary>The forward pass of predictions.</summary>
    public required IReadOnlyList<Operation> Predict { get; init; }

    /// <summary>What the last layer puts out in predictions.</summary>
    public required Value Prediction { get; init; }

    /// <summary>The loss and its gradient while training.</summary>
    public required Loss Loss { get; init; }

    /// <summary>The loss of predictions, taken through what the last activation is then.</summary>
    public Loss PredictionLoss
    {
        get
        {
            Map? last = Predict.Select(static operation => operation as Map ?? (operation as IProduct)?.Activation).FirstOrDefault(map => map?.Y == Prediction);
            return Loss with { Output = Prediction, Through = Loss.Through is { } through && last is { IsPlain: true } ? through with { Of = last } : Loss.Through };
        }
    }

    /// <summary>The gradients of values, from the last one to the first that is needed.</summary>
    public required IReadOnlyList<Operation> Backward { get; init; }

    /// <summary>The gradients of parameters that train, last layer first.</summary>
    public required IReadOnlyList<Operation> Gradients { get; init; }

    /// <summary>Everything of a training step, in order.</summary>
    public IEnumerable<Operation> Step => [.. Forward, Loss, .. Backward, .. Gradients];

    /// <summary>The products of the forward pass.</summary>
    public IEnumerable<Product> Products => Forward.OfType<Product>();

    /// <summary>Whether each element has a loss of its own, so that its gradient may be written in its place.</summary>
    public required bool LossIsByElements { get; init; }

    /// <summary>The products of the forward pass and those of windows.</summary>
    public IEnumerable<IProduct> AllProducts => Forward.OfType<IProduct>();

    /// <summary>Whether the gradient of what enters a product is taken.</summary>
    public bool HasInputProduct(IProduct product) => Backward.Any(operation => (operation is Along along ? along.Of : operation) switch
    {
        InputProduct of => of.Of.Weight == product.Weight,
        WindowInputProduct of => of.Of.Weight == product.Weight,
        _ => false,
    });

    /// <summary>Floating-point operations of a product in one training step, for one example.</summary>
    public long FlopsPerExample(IProduct product) => product.Flops * (1 + (product.Weight.IsFrozen ? 0 : 1) + (HasInputProduct(product) ? 1 : 0));

    /// <summary>The text of a pass's dump: one operation in each line.</summary>
    public string Dump()
    {
        var lines = new List<string>();
        void Section(string name, IEnumerable<Operation> operations)
        {
            lines.Add(name + ":");
            lines.AddRange(operations.Select(static operation => "  " + operation.Formula));
        }

        Section("forward", Forward);
        Section("loss", [Loss]);
        Section("backward", Backward);
        Section("gradients", Gradients);
        Section("predict", Predict);
        return string.Join("\n", lines) + "\n";
    }
}
