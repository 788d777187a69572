namespace FastOpt;

/// <summary>
/// A fully connected layer: <c>y[o] = b[o] + Σᵢ x[i]·W[o, i]</c> (PyTorch's <c>Linear</c>).
/// </summary>
/// <param name="units">Outputs of the layer, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DenseAttribute(int units) : Attribute
{
    /// <summary>Outputs of the layer.</summary>
    public int Units { get; } = units;

    /// <summary>Whether the layer adds a bias. Default: true.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>
    /// The initializer, a type that implements <see cref="IInitializer"/>, such as <c>typeof(HeNormal)</c>.
    /// Default: that of the activation behind the layer (<see cref="ActivationAttribute.Init"/>: He-normal for Relu, LeakyRelu and their kin), else Glorot-uniform, with biases 0.
    /// </summary>
    public Type? Init { get; set; }

    /// <summary>The leading arguments of the initializer's constructor, such as <c>new object[] { 0.1 }</c> for <c>typeof(Constant)</c>. Default: none.</summary>
    public object[]? InitArguments { get; set; }

    /// <summary>What the optimizer's <c>LearningRate</c> is multiplied by for this layer, greater than 0. Default: 1.</summary>
    public double LearningRateScale { get; set; } = 1;

    /// <summary>What <c>WeightDecay</c>, of the optimizer and of the gradient rules, is multiplied by for this layer, at least 0. Default: 1.</summary>
    public double WeightDecayScale { get; set; } = 1;

    /// <summary>
    /// Whether the layer keeps its weights: it has no gradient, no update and no state of the optimizer, and below the lowest layer that trains nothing is computed
    /// backward. <c>ComputeGradients</c> writes zeros for it. Default: false.
    /// </summary>
    public bool Frozen { get; set; }
}
