namespace FastOpt.Reference.Graphs;

/// <summary>What a node declares to keep: a parameter, or a buffer such as a running statistic.</summary>
/// <param name="Name">"weight".</param>
/// <param name="Shape">[out, in] or [channels].</param>
/// <param name="Initial">The value it starts with, or null where it is drawn.</param>
internal sealed record Declared(string Name, int[] Shape, double? Initial)
{
    /// <summary>Scalars.</summary>
    public int Count => Shape.Aggregate(1, (product, extent) => product * extent);
}

/// <summary>What one node has during one pass over a batch.</summary>
/// <param name="batch">Examples.</param>
/// <param name="isTraining">Whether statistics are those of the batch and draws count.</param>
internal sealed class NodeState(int batch, bool isTraining)
{
    /// <summary>Examples.</summary>
    public int Batch { get; } = batch;

    /// <summary>Whether statistics are those of the batch and draws count.</summary>
    public bool IsTraining { get; } = isTraining;

    /// <summary>The node's parameters, in the order declared.</summary>
    public required double[] Parameters { get; init; }

    /// <summary>Receives ∂loss/∂parameters.</summary>
    public required double[] Gradients { get; init; }

    /// <summary>The node's buffers; a training pass replaces their values.</summary>
    public required double[] Buffers { get; init; }

    /// <summary>Makes the draws of a kind for the node.</summary>
    public required Func<ReferenceDraw, double[]> Draw { get; init; }

    /// <summary>What the node's forward pass keeps for its backward pass.</summary>
    public object? Kept { get; set; }
}

/// <summary>
/// One operation on the values of a whole batch, flat as [batch, size], computed as it is written in the books. Each stands beside its adjoint.
/// </summary>
/// <param name="kind">"dense": the start of its tensors' names.</param>
/// <param name="shape">The shape of one example of its value.</param>
/// <param name="inputs">The nodes whose values it reads.</param>
internal abstract class GraphNode(string kind, int[] shape, params GraphNode[] inputs)
{
    public string Kind { get; } = kind;

    /// <summary>[n], [channels, length] or [channels, height, width].</summary>
    public int[] Shape { get; } = shape;

    public IReadOnlyList<GraphNode> Inputs { get; } = inputs;

    /// <summary>The node's place in the order of computation.</summary>
    public int Index { get; set; }

    /// <summary>Numbers of one example.</summary>
    public int Size { get; } = shape.Aggregate(1, (product, extent) => product * extent);

    /// <summary>Features of a flat value, channels of an image.</summary>
    public int Channels => Shape[0];

    /// <summary>Positions of each channel; 1 for a flat value.</summary>
    public int Positions => Size / Channels;

    /// <summary>Parameters in canonical order.</summary>
    public virtual IReadOnlyList<Declared> Parameters => [];

    /// <summary>Buffers in canonical order.</summary>
    public virtual IReadOnlyList<Declared> Buffers => [];

    /// <summary>The value [batch, size], given the values of the inputs.</summary>
    public abstract double[] Forward(NodeState state, double[][] inputs);

    /// <summary>Adds to <paramref name="inputGradients"/> and to the state's gradients, given ∂loss/∂value.</summary>
    public abstract void Backward(NodeState state, double[][] inputs, double[] gradient, double[][] inputGradients);

    /// <summary>How far the pass was from where a derivative jumps.</summary>
    public virtual double DistanceToKink(NodeState state, double[][] inputs) => double.PositiveInfinity;
}

/// <summary>The examples themselves.</summary>
internal sealed class InputNode(int[] shape) : GraphNode("input", shape)
{
    public override double[] Forward(NodeState state, double[][] inputs) => throw new InvalidOperationException("The input is given.");

    public override void Backward(NodeState state, double[][] inputs, double[] gradient, double[][] inputGradients)
    {
    }
}
