namespace FastOpt.Generators.Model.Layers;

/// <summary>y = x · W + b.</summary>
internal sealed record DenseLayer : LayerSpec
{
    public required bool HasBias { get; init; }

    /// <summary>The initializer's construction: "new global::FastOpt.HeNormal()".</summary>
    public required string Initializer { get; init; }

    /// <summary>What the optimizer's learning rate is multiplied by.</summary>
    public required double LearningRateScale { get; init; }

    /// <summary>What weight decay is multiplied by.</summary>
    public required double WeightDecayScale { get; init; }

    /// <summary>Whether the layer keeps its weights.</summary>
    public required bool IsFrozen { get; init; }

    /// <summary>Floats per example that enter, however they are arranged.</summary>
    public int Inputs => Input.Size;

    /// <summary>Units.</summary>
    public int Outputs => Output.Size;

    public override string Outline => $"Dense {Literals.Number(Outputs)}{(IsFrozen ? " (frozen)" : "")}";

    public ParameterSpec Weight => Tensor("weight", new TensorShape([Outputs, Inputs]), ParameterRole.Weight);

    /// <summary>What is added, or null.</summary>
    public ParameterSpec? Bias => HasBias ? Tensor("bias", TensorShape.Vector(Outputs), ParameterRole.Bias) : null;

    public override IEnumerable<ParameterSpec> Parameters => Bias is { } bias ? [Weight, bias] : [Weight];

    private ParameterSpec Tensor(string name, TensorShape shape, ParameterRole role) => new($"{Name}.{name}", shape, role)
    {
        LearningRateScale = LearningRateScale,
        WeightDecayScale = WeightDecayScale,
        IsFrozen = IsFrozen,
    };
}
