namespace FastOpt.Generators.Model.Layers;

/// <summary>A layer with a weight: sums of products with it, plus a bias, or its rows looked up by number.</summary>
internal abstract record WeightedLayer : LayerSpec
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

    /// <summary>The canonical shape of the weights, that of the results' channels first.</summary>
    protected abstract TensorShape WeightShape { get; }

    /// <summary>Inputs that each result sums over.</summary>
    public int FanIn => WeightShape.Size / WeightShape.Channels;

    /// <summary>Results that each input reaches.</summary>
    public abstract int FanOut { get; }

    /// <summary>"Dense 128", without what is said of updates.</summary>
    public abstract string Kind { get; }

    public override string Outline => $"{Kind}{(IsFrozen ? " (frozen)" : "")}";

    public virtual ParameterSpec Weight => Tensor("weight", WeightShape, ParameterRole.Weight);

    /// <summary>What is added, or null.</summary>
    public ParameterSpec? Bias => HasBias ? Tensor("bias", TensorShape.Vector(WeightShape.Channels), ParameterRole.Bias) : null;

    public override IEnumerable<ParameterSpec> Parameters => Bias is { } bias ? [Weight, bias] : [Weight];

    private ParameterSpec Tensor(string name, TensorShape shape, ParameterRole role) => new($"{Name}.{name}", shape, role)
    {
        LearningRateScale = LearningRateScale,
        WeightDecayScale = WeightDecayScale,
        IsFrozen = IsFrozen,
    };
}
