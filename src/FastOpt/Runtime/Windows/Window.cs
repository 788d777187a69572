using System.ComponentModel;

namespace FastOpt.Runtime;

/// <summary>
/// A window that slides over an image whose channels stand last: <c>[height, width, channels]</c>. A signal is an image of height 1. What the window
/// sees beyond the image is zero to a convolution and nothing to a maximum. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Window
{
    /// <summary>Describes a window.</summary>
    /// <param name="image">Channels, height and width of the image.</param>
    /// <param name="result">Channels, height and width of what comes out.</param>
    /// <param name="kernel">Height and width of the window.</param>
    /// <param name="stride">Pixels from one place of the window to the next, down and right.</param>
    /// <param name="dilation">Pixels from one element of the window to the next, down and right.</param>
    /// <param name="before">Rows above the image and columns to the left of it that the first window sees.</param>
    /// <param name="groups">Groups of channels that do not see one another.</param>
    public Window(
        (int Channels, int Height, int Width) image,
        (int Channels, int Height, int Width) result,
        (int Height, int Width) kernel,
        (int Down, int Right) stride,
        (int Down, int Right) dilation,
        (int Top, int Left) before,
        int groups)
    {
        (Channels, Height, Width) = image;
        (Filters, ResultHeight, ResultWidth) = result;
        (KernelHeight, KernelWidth) = kernel;
        (StrideDown, StrideRight) = stride;
        (DilationDown, DilationRight) = dilation;
        (Top, Left) = before;
        Groups = groups;
    }

    internal int Channels { get; }

    internal int Height { get; }

    internal int Width { get; }

    /// <summary>Channels of the result.</summary>
    internal int Filters { get; }

    internal int ResultHeight { get; }

    internal int ResultWidth { get; }

    internal int KernelHeight { get; }

    internal int KernelWidth { get; }

    internal int StrideDown { get; }

    internal int StrideRight { get; }

    internal int DilationDown { get; }

    internal int DilationRight { get; }

    internal int Top { get; }

    internal int Left { get; }

    internal int Groups { get; }

    /// <summary>Channels of the image that a filter sees.</summary>
    internal int GroupChannels => Channels / Groups;

    /// <summary>Filters of a group.</summary>
    internal int GroupFilters => Filters / Groups;

    /// <summary>Terms of a filter's sum.</summary>
    internal int Terms => KernelHeight * KernelWidth * GroupChannels;

    /// <summary>Floats of an image.</summary>
    internal int ImageFloats => Height * Width * Channels;

    /// <summary>Floats of a result.</summary>
    internal int ResultFloats => ResultHeight * ResultWidth * Filters;

    /// <summary>Positions of a result.</summary>
    internal int ResultPositions => ResultHeight * ResultWidth;

    /// <summary>Rows that windows see.</summary>
    internal int SeenHeight => ((ResultHeight - 1) * StrideDown) + ((KernelHeight - 1) * DilationDown) + 1;

    /// <summary>Columns that windows see.</summary>
    internal int SeenWidth => ((ResultWidth - 1) * StrideRight) + ((KernelWidth - 1) * DilationRight) + 1;

    /// <summary>Whether windows cover the image, each pixel once.</summary>
    internal bool TilesImage => (StrideDown, StrideRight) == (KernelHeight, KernelWidth) && (Top, Left, DilationDown, DilationRight) == (0, 0, 1, 1)
        && (ResultHeight * KernelHeight, ResultWidth * KernelWidth) == (Height, Width);

    /// <summary>Whether a window sees what is beyond the image.</summary>
    internal bool LooksBeyond => Top > 0 || Left > 0 || SeenHeight > Height || SeenWidth > Width;
}
