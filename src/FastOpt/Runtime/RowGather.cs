using System.ComponentModel;

namespace FastOpt.Runtime;

/// <summary>Brings the rows of a mini-batch together. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowGather
{
    /// <summary>Copies rows one behind another and returns where they stand.</summary>
    /// <param name="source">[rows × width].</param>
    /// <param name="order">The rows to take.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="destination">Room for them.</param>
    public static ReadOnlySpan<T> Copy<T>(ReadOnlySpan<T> source, ReadOnlySpan<int> order, int width, T[] destination)
    {
        for (int i = 0; i < order.Length; i++)
            source.Slice(order[i] * width, width).CopyTo(destination.AsSpan(i * width));
        return destination.AsSpan(0, order.Length * width);
    }
}
