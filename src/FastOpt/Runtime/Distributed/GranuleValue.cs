using System.ComponentModel;

namespace FastOpt.Runtime;

/// <summary>What a granule says about its rows, which decides how two of them become one. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum GranuleValue : byte
{
    /// <summary>A sum over the rows: two are added.</summary>
    Sum,

    /// <summary>A mean: two are weighted by their examples.</summary>
    Mean,

    /// <summary>A variance around the first mean that stands beside it: two are merged by Chan's formula.</summary>
    Variance,

    /// <summary>The root of a sum of squares: the squares are added.</summary>
    Norm,
}
