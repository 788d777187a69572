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
    /// Default: He-normal before Relu, LeakyRelu and their kin, else Glorot-uniform, with biases 0.
    /// </summary>
    public Type? Init { get; set; }

    /// <summary>The leading arguments of the initializer's constructor, such as <c>new object[] { 0.1 }</c> for <c>typeof(Constant)</c>. Default: none.</summary>
    public object[]? InitArguments { get; set; }
}
