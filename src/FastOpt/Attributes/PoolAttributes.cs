namespace FastOpt;

/// <summary>What all layers that reduce a window of each channel can say of themselves.</summary>
public abstract class PoolAttribute : Attribute
{
    private protected PoolAttribute(int height, int width) => (Height, Width) = (height, width);

    /// <summary>Height of the window; 1 for signals.</summary>
    public int Height { get; }

    /// <summary>Width of the window.</summary>
    public int Width { get; }

    /// <summary>
    /// Elements from one place of the window to the next, in each direction, at least 1. Default: the window's own extent, so that windows stand side by
    /// side.
    /// </summary>
    public int Stride { get; set; }

    /// <summary>Elements on each side that are not there, at most half of the window: nothing to a maximum, zeros to a mean. Default: 0.</summary>
    public int Padding { get; set; }
}

/// <summary>
/// The largest value of each window of an image, channel by channel, [channels, height, width] → [channels, height', width'] (PyTorch's <c>MaxPool2d</c>).
/// The gradient goes to the first of several largest ones in scan order; NaN is larger than every number.
/// <c>height' = ⌊(height + 2·Padding − size) / Stride⌋ + 1</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MaxPool2DAttribute : PoolAttribute
{
    /// <summary>A square window.</summary>
    /// <param name="size">Height and width of the window, at least 1.</param>
    public MaxPool2DAttribute(int size)
        : base(size, size)
    {
    }

    /// <summary>A rectangular window.</summary>
    /// <param name="height">Height of the window, at least 1.</param>
    /// <param name="width">Width of the window, at least 1.</param>
    public MaxPool2DAttribute(int height, int width)
        : base(height, width)
    {
    }
}

/// <summary>
/// The mean of each window of an image, channel by channel, [channels, height, width] → [channels, height', width'] (PyTorch's <c>AvgPool2d</c>, which counts
/// padding as zeros, too).
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AveragePool2DAttribute : PoolAttribute
{
    /// <inheritdoc cref="MaxPool2DAttribute(int)"/>
    public AveragePool2DAttribute(int size)
        : base(size, size)
    {
    }

    /// <inheritdoc cref="MaxPool2DAttribute(int, int)"/>
    public AveragePool2DAttribute(int height, int width)
        : base(height, width)
    {
    }
}

/// <summary>The largest value of each window of a signal, channel by channel, [channels, length] → [channels, length'] (PyTorch's <c>MaxPool1d</c>).</summary>
/// <param name="size">Length of the window, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MaxPool1DAttribute(int size) : PoolAttribute(1, size);

/// <summary>The mean of each window of a signal, channel by channel, [channels, length] → [channels, length'] (PyTorch's <c>AvgPool1d</c>).</summary>
/// <param name="size">Length of the window, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AveragePool1DAttribute(int size) : PoolAttribute(1, size);

/// <summary>The largest value of each channel, [channels, …] → [channels] (PyTorch's <c>AdaptiveMaxPool</c> to 1).</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalMaxPoolAttribute : Attribute;

/// <summary>The mean of each channel, [channels, …] → [channels] (PyTorch's <c>AdaptiveAvgPool</c> to 1).</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalAveragePoolAttribute : Attribute;
