using FastOpt.Runtime;

namespace FastOpt.Benchmarks.Convolutions;

/// <summary>The shape of a convolution of stride 1, and of the maximum behind it.</summary>
/// <param name="Name">Where it stands.</param>
/// <param name="Batch">Examples.</param>
/// <param name="Channels">Channels of the image.</param>
/// <param name="Height">Its height; 1 for a signal.</param>
/// <param name="Width">Its width.</param>
/// <param name="Filters">Channels of the result.</param>
/// <param name="KernelHeight">Height of the window.</param>
/// <param name="KernelWidth">Its width.</param>
/// <param name="Padding">Zeros around the image, above and below only where it has a height.</param>
/// <param name="Pool">Whether a maximum over 2×2 stands behind it, through which a compiled network takes the gradients.</param>
internal sealed record ConvolutionLayer(
    string Name, int Batch, int Channels, int Height, int Width, int Filters, int KernelHeight, int KernelWidth, int Padding, bool Pool)
{
    private int PaddingDown => Height == 1 ? 0 : Padding;

    private int ResultHeight => Height + (2 * PaddingDown) - KernelHeight + 1;

    private int ResultWidth => Width + (2 * Padding) - KernelWidth + 1;

    /// <summary>The convolution's window, as a compiled network has it.</summary>
    public Window Window => new(
        (Channels, Height, Width), (Filters, ResultHeight, ResultWidth), (KernelHeight, KernelWidth), (1, 1), (1, 1), (PaddingDown, Padding), 1);

    /// <summary>The maximum's.</summary>
    public Window PoolWindow => new(
        (Filters, ResultHeight, ResultWidth), (Filters, ResultHeight / 2, ResultWidth / 2), (2, 2), (2, 2), (1, 1), (0, 0), 1);

    public int ImageFloats => Channels * Height * Width;

    public int ResultFloats => Filters * ResultHeight * ResultWidth;

    public int PooledFloats => Filters * (ResultHeight / 2) * (ResultWidth / 2);

    public int WeightFloats => Filters * Channels * KernelHeight * KernelWidth;

    /// <summary>Floating-point operations of each kernel, those through a maximum counted as if it passed all on.</summary>
    public double Flops => 2.0 * Batch * ResultFloats * Channels * KernelHeight * KernelWidth;

    /// <summary>"1→6 5×5 on 28×28".</summary>
    public string Shape => $"{Channels}→{Filters} {KernelHeight}×{KernelWidth} on {Height}×{Width}, batch {Batch}";

    /// <summary>What a peer is asked for: the kernel and the shape.</summary>
    public string Request(string kernel) =>
        $"open {kernel} {Batch} {Channels} {Height} {Width} {Filters} {KernelHeight} {KernelWidth} {PaddingDown} {Padding}";
}
