using FastOpt.Reference.Graphs;

namespace FastOpt.Reference;

/// <summary>
/// A stack of dense layers and activations under a loss, computed naively in double precision. Parameters and gradients are flat, in canonical
/// order: layer by layer, weight [out, in] row by row, then bias [out]. Examples and targets are flat too, row by row.
/// </summary>
/// <param name="inputs">Floats per example.</param>
/// <param name="loss">The loss.</param>
/// <param name="layers">The layers, in order.</param>
public sealed class ReferenceNetwork(int inputs, ReferenceLoss loss, params ReferenceLayer[] layers)
{
    /// <summary>The same as a graph.</summary>
    public ReferenceGraph Graph { get; } = layers.Aggregate(
        new ReferenceGraph(inputs),
        (graph, layer) => layer is ActivationLayer activation
            ? graph.Activation(activation.Activation)
            : graph.Dense(((DenseLayer)layer).Units, ((DenseLayer)layer).HasBias)).WithLoss(loss);

    /// <summary>Floats per example.</summary>
    public int Inputs { get; } = inputs;

    /// <summary>Outputs per example.</summary>
    public int Outputs { get; } = layers.OfType<DenseLayer>().Select(layer => layer.Units).LastOrDefault(inputs);

    /// <summary>The loss.</summary>
    public ReferenceLoss Loss { get; } = loss;

    /// <summary>The layers, in order.</summary>
    public IReadOnlyList<ReferenceLayer> Layers { get; } = layers;

    /// <summary>Numbers per target: one per output, or one label.</summary>
    public int TargetSize => Loss.UsesLabels ? 1 : Outputs;

    /// <summary>Trainable scalars.</summary>
    public int ParameterCount => Graph.ParameterCount;

    /// <summary>The tensors in canonical order: name ("dense1.weight"), shape and offset.</summary>
    public IEnumerable<ReferenceTensor> Tensors() => Graph.Tensors;

    /// <summary>The outputs of every example.</summary>
    public double[] Predict(ReadOnlySpan<double> parameters, ReadOnlySpan<double> examples) => Graph.Predict(parameters.ToArray(), [], examples.ToArray());

    /// <summary>The mean loss over the examples.</summary>
    public double MeanLoss(ReadOnlySpan<double> parameters, ReadOnlySpan<double> examples, ReadOnlySpan<double> targets) =>
        Graph.Loss.OfBatch(examples.Length / Inputs, Predict(parameters, examples), targets.ToArray(), null, new double[examples.Length / Inputs * Outputs]);

    /// <summary>The mean loss over the examples, and its gradient.</summary>
    public double MeanLoss(ReadOnlySpan<double> parameters, ReadOnlySpan<double> examples, ReadOnlySpan<double> targets, Span<double> gradients)
    {
        ReferencePass pass = Graph.Train(parameters.ToArray(), [], examples.ToArray(), targets.ToArray());
        pass.Gradients.CopyTo(gradients);
        return pass.Loss;
    }

    /// <summary>
    /// The input of every activation with a kink, over all examples: differences across a kink prove nothing, so checks look here first.
    /// </summary>
    public double SmallestDistanceToKink(ReadOnlySpan<double> parameters, ReadOnlySpan<double> examples) =>
        Graph.DistanceToKink(parameters.ToArray(), [], examples.ToArray());
}

/// <summary>One tensor of a network's parameters or buffers.</summary>
/// <param name="Name">"dense1.weight".</param>
/// <param name="Shape">[out, in] or [out].</param>
/// <param name="Offset">Position in the canonical order.</param>
/// <param name="Layer">The number of its layer among those with parameters, counted from 0.</param>
/// <param name="Initial">The value it starts with, or null where it is drawn.</param>
public sealed record ReferenceTensor(string Name, int[] Shape, int Offset, int Layer, double? Initial = null)
{
    /// <summary>Scalars.</summary>
    public int Count => Shape.Aggregate(1, (product, extent) => product * extent);
}
