namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>
/// One operation of the graph. The set is closed: a layer is a builder that writes some of them, and each knows what it reads and makes, its arithmetic as a formula, and its adjoint.
/// </summary>
internal abstract record Operation
{
    /// <summary>The values that it reads, in order.</summary>
    public abstract IEnumerable<Value> Reads { get; }

    /// <summary>The values that it makes.</summary>
    public abstract IEnumerable<Value> Makes { get; }

    /// <summary>The line in mathematics: "dense1 = x · dense1.weight + dense1.bias".</summary>
    public abstract string Formula { get; }

    /// <summary>The same operation on other values: what it reads is replaced.</summary>
    public virtual Operation With(Func<Value, Value> replace) => throw new InvalidOperationException($"{Formula} stands in the forward pass alone.");

    /// <summary>Writes the piece of graph that carries the gradient of what it makes to the gradients of what it reads; an operation of the backward pass has none.</summary>
    public virtual void Adjoint(AdjointGraph graph) => throw new InvalidOperationException($"{Formula} has no adjoint.");

    /// <summary>Writes the piece of graph that carries the tangents of what it reads to those of what it makes.</summary>
    public virtual void Tangent(TangentGraph graph) => throw new InvalidOperationException($"{Formula} has no tangent.");

    /// <summary>Floats of scratch that each thread takes for it, whatever the width of vectors.</summary>
    public virtual int Scratch => 0;

    /// <summary>Whether it must run for what it does outside of the graph: a gradient of a parameter, a statistic that runs on.</summary>
    public virtual bool IsRoot => false;
}
