namespace FastOpt.Generators.Model;

/// <summary>How rows of floats are padded in a network's buffer, so that every vector of a row can be loaded whole.</summary>
internal static class RowPadding
{
    /// <summary>Floats to which rows are padded: the widest vector, and a cache line.</summary>
    public const int Lanes = 16;

    /// <summary>The row stride of a tensor that vectors are loaded from.</summary>
    public static int Stride(int width)
    {
        int stride = RoundUp(width);
        // Rows a multiple of 1 KiB apart fall into few cache sets.
        return stride % 256 == 0 ? stride + Lanes : stride;
    }

    /// <summary>
    /// Whether a weight of a narrow layer takes at most three quarters of the vectors if it stands as [out, in]. It then has a copy as [in, out] beside it, which forward reads.
    /// </summary>
    public static bool IsNarrow(int inputs, int outputs) => 4L * outputs * RoundUp(inputs) <= 3L * inputs * RoundUp(outputs);

    /// <summary>The width with its last vector filled up.</summary>
    public static int RoundUp(int width) => (width + Lanes - 1) / Lanes * Lanes;
}
