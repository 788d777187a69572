namespace FastOpt.Generators.Model.Layers;

/// <summary>What a window keeps of what it sees.</summary>
internal enum PoolKind
{
    Max,
    Average,
}

/// <summary>The largest or the mean value of a window that slides.</summary>
internal sealed record PoolLayer : LayerSpec
{
    public required PoolKind Kind { get; init; }

    /// <summary>Over how many directions the window slides: 1 or 2; 0 if it is the whole image.</summary>
    public required int Directions { get; init; }

    public required WindowSpec Window { get; init; }

    public override string Outline => Directions == 0
        ? $"Global{Kind}Pool"
        : $"{Kind}Pool{Directions}D {WindowText.Size(Window, Directions)}{WindowText.Options(Window, isConvolution: false)}";
}

/// <summary>The same elements in another shape.</summary>
internal sealed record ReshapeLayer : LayerSpec
{
    public override string Outline => Output.Extents.Count == 1 ? "Flatten" : "Reshape " + Output.Join("×");
}

/// <summary>How windows are spelled in outlines.</summary>
internal static class WindowText
{
    /// <summary>"3×3", or "5" for a signal.</summary>
    public static string Size(WindowSpec window, int directions) =>
        directions == 1 ? Literals.Number(window.KernelWidth) : $"{Literals.Number(window.KernelHeight)}×{Literals.Number(window.KernelWidth)}";

    /// <summary>", stride 2, padding 1": what differs from the defaults.</summary>
    public static string Options(WindowSpec window, bool isConvolution)
    {
        int usual = isConvolution ? 1 : window.KernelWidth;
        string stride = window.StrideRight == usual ? "" : ", stride " + Literals.Number(window.StrideRight);
        string padding = window.Left == 0 && window.Top == 0 ? "" : ", padding " + Literals.Number(Math.Max(window.Left, window.Top));
        string dilation = window.DilationRight == 1 ? "" : ", dilation " + Literals.Number(window.DilationRight);
        string groups = window.Groups == 1 ? "" : ", groups " + Literals.Number(window.Groups);
        return stride + padding + dilation + groups;
    }
}
