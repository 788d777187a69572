namespace FastOpt.Runtime;

/// <summary>Where the terms of a window's sum stand: rows of segments of neighboring floats.</summary>
/// <param name="Rows">Rows of the window.</param>
/// <param name="Segments">Segments of a row: one where a row of the window is in one piece, else one for each of its pixels.</param>
/// <param name="Length">Floats of a segment.</param>
/// <param name="SegmentStep">Floats from a segment to the next.</param>
/// <param name="RowStep">Floats from a row to the next.</param>
internal readonly record struct WindowTerms(int Rows, int Segments, int Length, nint SegmentStep, nint RowStep)
{
    /// <summary>The terms of a group's sums.</summary>
    /// <param name="window">The window.</param>
    /// <param name="plane">What it slides over.</param>
    /// <param name="channels">Channels of the plane that a group sees.</param>
    public static WindowTerms Of(in Window window, in Plane plane, int channels)
    {
        nint rowStep = (nint)window.DilationDown * plane.RowFloats;
        return channels == plane.Channels && window.DilationRight == 1
            ? new WindowTerms(window.KernelHeight, 1, window.KernelWidth * channels, 0, rowStep)
            : new WindowTerms(window.KernelHeight, window.KernelWidth, channels, (nint)window.DilationRight * plane.Channels, rowStep);
    }
}

/// <summary>Distances of a weight gradient's sums, in floats.</summary>
/// <param name="Pixels">Pixels of a row of the result.</param>
/// <param name="Term">From what one pixel's window sees to what the next one sees.</param>
/// <param name="TermRow">The same for rows.</param>
/// <param name="Gradient">From one pixel's gradients to the next one's.</param>
/// <param name="GradientRow">The same for rows.</param>
internal readonly record struct SumSteps(int Pixels, nint Term, nint TermRow, nint Gradient, nint GradientRow);
