namespace FastOpt.Generators.Lowering.Network.Kernels;

/// <summary>What granules say about their rows, which decides how two of them become one; the names are those of <c>FastOpt.Runtime.GranuleValue</c>.</summary>
internal enum GranuleValue
{
    /// <summary>A sum over the rows.</summary>
    Sum,

    /// <summary>A mean.</summary>
    Mean,

    /// <summary>A variance, around the mean beside it.</summary>
    Variance,

    /// <summary>The root of a sum of squares.</summary>
    Norm,
}

/// <summary>A kernel that makes a few values of all rows of the batch, in the middle of a step: several processes make them of granules.</summary>
internal interface IGranuleKernel
{
    /// <summary>What its rows of values are.</summary>
    IEnumerable<GranuleValue> GranuleValues { get; }

    /// <summary>Floats from a row of values to the next.</summary>
    int ValueStride { get; }
}
