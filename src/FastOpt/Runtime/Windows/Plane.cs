using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// An image with a border of zeros, channels last: what windows slide over. The border is written once; images are copied into it one after the other.
/// </summary>
/// <remarks>The copy costs 1 or 2 % of a convolution; in return rows of the batch have no borders that other operations would have to leave alone.</remarks>
internal readonly struct Plane
{
    private Plane(int height, int width, int channels, int top, int left, (int Down, int Right) step)
    {
        (Height, Width, Channels, Top, Left) = (height, width, channels, top, left);
        (Down, Right) = step;
    }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Pixels of a row.</summary>
    public int Width { get; }

    /// <summary>Floats of a pixel.</summary>
    public int Channels { get; }

    /// <summary>Floats of the plane.</summary>
    public int Floats => Height * Width * Channels;

    /// <summary>Floats of a row.</summary>
    public int RowFloats => Width * Channels;

    /// <summary>Rows above an image; negative where windows do not see its first ones.</summary>
    public int Top { get; }

    private int Left { get; }

    private int Down { get; }

    private int Right { get; }

    /// <summary>What the windows see of an image.</summary>
    public static Plane OfImage(in Window window) =>
        new(window.SeenHeight, window.SeenWidth, window.Channels, window.Top, window.Left, (1, 1));

    /// <summary>
    /// What the same windows, turned by 180 degrees, see of the result's gradient: gradients as far apart as the windows' places, so that each pixel of
    /// the image gathers from all results that it went into.
    /// </summary>
    public static Plane OfGradient(in Window window)
    {
        (int down, int right) = ((window.KernelHeight - 1) * window.DilationDown, (window.KernelWidth - 1) * window.DilationRight);
        return new Plane(
            window.Height + down, window.Width + right, window.Filters, down - window.Top, right - window.Left, (window.StrideDown, window.StrideRight));
    }

    /// <summary>The first rows of the plane alone.</summary>
    public Plane Upper(int height) => new(height, Width, Channels, Top, Left, (Down, Right));

    /// <summary>Whether an image of that size is the plane as it stands.</summary>
    public bool IsPlain(int height, int width) => (Height, Width, Top, Left, Down, Right) == (height, width, 0, 0, 1, 1);

    /// <summary>Writes zeros wherever no image of that size comes to stand (<see cref="Fill"/>).</summary>
    public void ClearBorder(ref float plane, int height, int width)
    {
        Span<float> all = MemoryMarshal.CreateSpan(ref plane, Floats);
        int bottom = Top + height, right = Left + width;
        if (Down != 1 || Right != 1 || Top < 0 || Left < 0 || bottom > Height || right > Width)
        {
            all.Clear();
            return;
        }

        // Right of one row and left of the next are neighbors.
        int start = (Top * RowFloats) + (Left * Channels), gap = (Width - width) * Channels;
        all.Slice(0, start).Clear();
        for (int row = 1; row < height && gap > 0; row++)
            all.Slice(start + (row * RowFloats) - gap, gap).Clear();
        all.Slice(start + ((height - 1) * RowFloats) + (width * Channels)).Clear();
    }

    /// <summary>Copies an image to its place; what does not fit is seen by no window.</summary>
    public void Fill(ref float plane, ref float image, int height, int width)
    {
        for (int row = 0; row < height; row++)
        {
            int to = (row * Down) + Top;
            if (to < 0 || to >= Height)
                continue;
            ref float source = ref Unsafe.Add(ref image, (nint)row * width * Channels);
            ref float destination = ref Unsafe.Add(ref plane, (nint)to * RowFloats);
            if (Right == 1)
                FillRow(ref destination, ref source, width);
            else
                SpreadRow(ref destination, ref source, width);
        }
    }

    /// <summary>Where a row of an image stands: the first float in the plane, pixels that are there, and those of the image that come before them.</summary>
    public (int To, int Pixels, int Skipped) Place(int row, int width)
    {
        int above = row + Top;
        (int to, int pixels, int skipped) = PlaceOfRow(width);
        return ((above * RowFloats) + to, above < 0 || above >= Height ? 0 : pixels, skipped);
    }

    /// <summary>The same within a row.</summary>
    public (int To, int Pixels, int Skipped) PlaceOfRow(int width)
    {
        int first = Math.Max(0, -Left);
        return ((first + Left) * Channels, Math.Max(0, Math.Min(width, Width - Left) - first), first);
    }

    /// <summary>Copies an image out of its place; what no window sees becomes zero.</summary>
    public void Take(ref float plane, ref float image, int height, int width)
    {
        for (int row = 0; row < height; row++)
        {
            Span<float> to = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref image, (nint)row * width * Channels), width * Channels);
            int from = row + Top;
            (int first, int end) = from < 0 || from >= Height ? (0, 0) : (Math.Clamp(-Left, 0, width), Math.Clamp(Width - Left, 0, width));
            to.Slice(0, first * Channels).Clear();
            to.Slice(end * Channels).Clear();
            if (end > first)
            {
                ref float source = ref Unsafe.Add(ref plane, ((nint)from * RowFloats) + ((first + Left) * Channels));
                MemoryMarshal.CreateReadOnlySpan(ref source, (end - first) * Channels).CopyTo(to.Slice(first * Channels));
            }
        }
    }

    private void FillRow(ref float destination, ref float source, int width)
    {
        int first = Math.Max(0, -Left);
        int count = Math.Min(width, Width - Left) - first;
        if (count > 0)
        {
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref source, (nint)first * Channels), count * Channels)
                .CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref destination, (nint)(first + Left) * Channels), count * Channels));
        }
    }

    private void SpreadRow(ref float destination, ref float source, int width)
    {
        for (int pixel = 0; pixel < width; pixel++)
        {
            int to = (pixel * Right) + Left;
            if (to < 0 || to >= Width)
                continue;
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref source, (nint)pixel * Channels), Channels)
                .CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref destination, (nint)to * Channels), Channels));
        }
    }
}
