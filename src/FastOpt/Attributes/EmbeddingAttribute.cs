namespace FastOpt;

/// <summary>
/// A table of vectors, of which each input selects one by its number (PyTorch's <c>Embedding</c>, whose weight has the same name, shape and order):
/// <c>y = (W[x₀], W[x₁], …)</c>, [n] → [n · size]. With <see cref="First"/> or <see cref="Columns"/> some inputs are numbers of vectors, and each is
/// replaced by its
/// vector in place; all others pass. The parameter is <c>weight</c> [count, size], drawn from N(0, 1) unless <see cref="Init"/> says otherwise.
/// </summary>
/// <remarks>
/// It reads the network's own inputs: it is the first layer, or follows a <c>From</c> of what was marked there. The numbers are whole floats from 0 to
/// count − 1; any other
/// value is an <see cref="ArgumentException"/> of the call that brings it, which names the layer, the example, the column and the value, and changes
/// nothing. An
/// optimizer with momentum moves all vectors in each step, also those that were not read, as PyTorch's dense embedding does; see <see cref="Lazy"/>.
/// </remarks>
/// <param name="count">Vectors of the table, at least 1.</param>
/// <param name="size">Floats of each, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class EmbeddingAttribute(int count, int size) : Attribute
{
    /// <summary>Vectors of the table.</summary>
    public int Count { get; } = count;

    /// <summary>Floats of each.</summary>
    public int Size { get; } = size;

    /// <summary>How many inputs, from the first one on, are numbers of vectors; the others pass. Default: all inputs.</summary>
    public int First { get; set; }

    /// <summary>Which inputs are numbers of vectors, counted from 0; the others pass. Not beside <see cref="First"/>. Default: all inputs.</summary>
    public int[]? Columns { get; set; }

    /// <summary>
    /// Whether a step updates only the vectors that it read, with their states of the optimizer: what is not read has neither momentum nor decay,
    /// as in PyTorch's
    /// <c>SparseAdam</c>. Gradients that a caller brings (<c>ApplyGradients</c>) update the vectors for which they are not zero. Default: false.
    /// </summary>
    public bool Lazy { get; set; }

    /// <summary>The initializer, a type that implements <see cref="IInitializer"/>. Default: <see cref="Normal"/>, mean 0 and deviation 1.</summary>
    public Type? Init { get; set; }

    /// <inheritdoc cref="DenseAttribute.InitArguments"/>
    public object[]? InitArguments { get; set; }

    /// <inheritdoc cref="DenseAttribute.LearningRateScale"/>
    public double LearningRateScale { get; set; } = 1;

    /// <inheritdoc cref="DenseAttribute.WeightDecayScale"/>
    public double WeightDecayScale { get; set; } = 1;

    /// <inheritdoc cref="DenseAttribute.Frozen"/>
    public bool Frozen { get; set; }
}
