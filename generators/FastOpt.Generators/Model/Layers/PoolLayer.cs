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

    /// <summary>
    /// ", stride 2, padding 1": what differs from the defaults. Layers of one text, one image and one result compute the same, for a state is known by it.
    /// </summary>
    public static string Options(WindowSpec window, bool isConvolution)
    {
        (int usualDown, int usualRight) = isConvolution ? (1, 1) : (window.KernelHeight, window.KernelWidth);
        bool isSignal = window is { Height: 1, KernelHeight: 1, StrideDown: 1 };
        bool hasUsualStride = window.StrideRight == usualRight && (isSignal || window.StrideDown == usualDown);
        string stride = hasUsualStride ? "" : ", stride " + Both(isSignal ? window.StrideRight : window.StrideDown, window.StrideRight);
        string dilation = window.DilationRight == 1 ? "" : ", dilation " + Literals.Number(window.DilationRight);
        string groups = window.Groups == 1 ? "" : ", groups " + Literals.Number(window.Groups);
        return stride + Padding(window, isSignal) + dilation + groups;
    }

    /// <summary>One number where it is the same on all sides, as Padding declares it; else what windows see on each, as Same chooses it.</summary>
    private static string Padding(WindowSpec window, bool isSignal)
    {
        (int seenDown, int seenRight) = (((window.KernelHeight - 1) * window.DilationDown) + 1, ((window.KernelWidth - 1) * window.DilationRight) + 1);
        bool isEven = (isSignal || window.Top == window.Left) &&
            window.ResultHeight == Results(window.Height + (2 * window.Top), seenDown, window.StrideDown) &&
            window.ResultWidth == Results(window.Width + (2 * window.Left), seenRight, window.StrideRight);
        if (isEven)
            return window.Left == 0 ? "" : ", padding " + Literals.Number(window.Left);
        int bottom = Behind(window.Height + window.Top, seenDown, window.ResultHeight, window.StrideDown);
        int right = Behind(window.Width + window.Left, seenRight, window.ResultWidth, window.StrideRight);
        return isSignal
            ? $", padding {Literals.Number(window.Left)} before and {Literals.Number(right)} behind"
            : $", padding {Both(window.Top, window.Left)} before and {Both(bottom, right)} behind";
    }

    private static string Both(int down, int right) => down == right ? Literals.Number(down) : $"{Literals.Number(down)}×{Literals.Number(right)}";

    private static int Results(int size, int seen, int stride) => seen > size ? 0 : ((size - seen) / stride) + 1;

    private static int Behind(int size, int seen, int results, int stride) => Math.Max(0, ((results - 1) * stride) + seen - size);
}
