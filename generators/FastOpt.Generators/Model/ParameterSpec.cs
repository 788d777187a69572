namespace FastOpt.Generators.Model;

/// <summary>What a tensor of a network is for.</summary>
internal enum ParameterRole
{
    /// <summary>A matrix of a product, [out, in] in canonical order.</summary>
    Weight,

    /// <summary>What a product adds, [out].</summary>
    Bias,

    /// <summary>A parameter that a rule's scalar method asks for, one for each channel.</summary>
    Trained,

    /// <summary>A running statistic, one for each channel: kept, but neither trained nor among the parameters.</summary>
    Buffer,
}

/// <summary>A tensor that a layer keeps. Immutable and structurally equal.</summary>
/// <param name="Name">"dense1.weight"; unique in the network.</param>
/// <param name="Shape">The canonical shape.</param>
/// <param name="Role">What it is for.</param>
internal sealed record ParameterSpec(string Name, TensorShape Shape, ParameterRole Role)
{
    /// <summary>What every element is at first, where no initializer draws them.</summary>
    public double Initial { get; init; }

    /// <summary>What the optimizer's learning rate is multiplied by.</summary>
    public double LearningRateScale { get; init; } = 1;

    /// <summary>What weight decay is multiplied by.</summary>
    public double WeightDecayScale { get; init; } = 1;

    /// <summary>Whether a step updates only the rows that it read.</summary>
    public bool IsLazy { get; init; }

    /// <summary>Whether training leaves it as it is.</summary>
    public bool IsFrozen { get; init; }
}
