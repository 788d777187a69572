namespace FastOpt;

/// <summary>What all convolutional layers can say of themselves.</summary>
public abstract class ConvolutionAttribute : Attribute
{
    private protected ConvolutionAttribute(int filters) => Filters = filters;

    /// <summary>Channels of the result.</summary>
    public int Filters { get; }

    /// <summary>Elements from one place of the window to the next, in each direction, at least 1. Default: 1.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Zeros on each side, at least 0. Default: 0.</summary>
    public int Padding { get; set; }

    /// <summary>Elements from one element of the window to the next, in each direction, at least 1. Default: 1.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>
    /// Groups of channels: each filter sees only the channels of its group. It divides the channels that enter and <see cref="Filters"/>; as many as channels
    /// is a depthwise convolution. Default: 1.
    /// </summary>
    public int Groups { get; set; } = 1;

    /// <summary>
    /// Whether the padding is chosen so that there is a result for each stride, as many as elements with a stride of 1. An odd number of zeros has the one
    /// more behind. It takes the place of <see cref="Padding"/>. Default: false.
    /// </summary>
    public bool Same { get; set; }

    /// <summary>Whether the layer adds a bias for each filter. Default: true.</summary>
    public bool Bias { get; set; } = true;

    /// <inheritdoc cref="DenseAttribute.Init"/>
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

/// <summary>
/// A convolution of an image, [channels, height, width] → [filters, height', width']:
/// <c>y[f, i, j] = b[f] + Σ x[c, i·Stride + m·Dilation − Padding, j·Stride + n·Dilation − Padding] · W[f, c, m, n]</c> over c, m and n (PyTorch's
/// <c>Conv2d</c>, whose weights have the same name, shape and order). <c>height' = ⌊(height + 2·Padding − Dilation·(kernelHeight − 1) − 1) / Stride⌋ + 1</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Conv2DAttribute : ConvolutionAttribute
{
    /// <summary>A convolution with a square window.</summary>
    /// <param name="filters">Channels of the result, at least 1.</param>
    /// <param name="kernel">Height and width of the window, at least 1.</param>
    public Conv2DAttribute(int filters, int kernel)
        : this(filters, kernel, kernel)
    {
    }

    /// <summary>A convolution with a rectangular window.</summary>
    /// <param name="filters">Channels of the result, at least 1.</param>
    /// <param name="kernelHeight">Height of the window, at least 1.</param>
    /// <param name="kernelWidth">Width of the window, at least 1.</param>
    public Conv2DAttribute(int filters, int kernelHeight, int kernelWidth)
        : base(filters) => (KernelHeight, KernelWidth) = (kernelHeight, kernelWidth);

    /// <summary>Height of the window.</summary>
    public int KernelHeight { get; }

    /// <summary>Width of the window.</summary>
    public int KernelWidth { get; }
}

/// <summary>
/// A convolution of a signal, [channels, length] → [filters, length'] (PyTorch's <c>Conv1d</c>): <see cref="Conv2DAttribute"/> in one direction.
/// </summary>
/// <param name="filters">Channels of the result, at least 1.</param>
/// <param name="kernel">Length of the window, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Conv1DAttribute(int filters, int kernel) : ConvolutionAttribute(filters)
{
    /// <summary>Length of the window.</summary>
    public int Kernel { get; } = kernel;
}
