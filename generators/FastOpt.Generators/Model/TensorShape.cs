using FastOpt.Generators.Collections;

namespace FastOpt.Generators.Model;

/// <summary>The extents of a tensor, or of one example of a value: [n], [channels, length] or [channels, height, width], row-major.</summary>
/// <param name="Extents">The extents, each at least 1.</param>
internal readonly record struct TensorShape(EquatableArray<int> Extents)
{
    /// <summary>A vector.</summary>
    public static TensorShape Vector(int size) => new([size]);

    /// <summary>Floats.</summary>
    public int Size
    {
        get
        {
            int size = 1;
            foreach (int extent in Extents)
                size = checked(size * extent);
            return size;
        }
    }

    /// <summary>The same, where they may be more than a buffer holds.</summary>
    public long LongSize
    {
        get
        {
            long size = 1;
            foreach (int extent in Extents)
                size *= extent;
            return size;
        }
    }

    /// <summary>The first extent: features of a vector, channels of a signal or an image.</summary>
    public int Channels => Extents[0];

    /// <summary>Elements of one channel; 1 in a vector.</summary>
    public int Positions => Size / Channels;

    /// <summary>"[3, 32, 32]".</summary>
    public override string ToString() => "[" + Join(", ") + "]";

    /// <summary>The extents with something between them.</summary>
    public string Join(string separator) => string.Join(separator, Extents.Select(static extent => Literals.Number(extent)));
}
