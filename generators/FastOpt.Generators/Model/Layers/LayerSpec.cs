namespace FastOpt.Generators.Model.Layers;

/// <summary>One layer of a network, checked and with its shapes inferred; a record for each kind. Immutable and structurally equal.</summary>
internal abstract record LayerSpec
{
    /// <summary>"dense1", "relu2": unique in the network.</summary>
    public required string Name { get; init; }

    /// <summary>The shape of one example as it enters.</summary>
    public required TensorShape Input { get; init; }

    /// <summary>The shape of one example as it leaves.</summary>
    public required TensorShape Output { get; init; }

    /// <summary>"Dense 128": the layer in the network's outline.</summary>
    public abstract string Outline { get; }

    /// <summary>The tensors that it keeps, in canonical order.</summary>
    public virtual IEnumerable<ParameterSpec> Parameters => [];

    /// <summary>The running statistics that it keeps, in canonical order.</summary>
    public virtual IEnumerable<ParameterSpec> Buffers => [];
}
