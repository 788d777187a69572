namespace FastOpt;

/// <summary>
/// All elements as one vector, channel by channel (PyTorch's <c>Flatten</c>). It costs nothing but behind a layer of windows, whose
/// channels stand last and are turned once; <see cref="DenseAttribute"/> reads images flat without it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class FlattenAttribute : Attribute;

/// <summary>The same elements in another shape, in row-major order (PyTorch's <c>Unflatten</c>). It costs what <see cref="FlattenAttribute"/> does.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ReshapeAttribute : Attribute
{
    /// <summary>A signal.</summary>
    /// <param name="channels">Channels, at least 1.</param>
    /// <param name="length">Elements of a channel, at least 1.</param>
    public ReshapeAttribute(int channels, int length) => Shape = [channels, length];

    /// <summary>An image.</summary>
    /// <param name="channels">Channels, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Columns, at least 1.</param>
    public ReshapeAttribute(int channels, int height, int width) => Shape = [channels, height, width];

    /// <summary>The extents of one example.</summary>
    public IReadOnlyList<int> Shape { get; }
}
