namespace FastOpt.Runtime;

/// <summary>How far the pixels of a tile stand apart, in floats. Its second half goes on in the same row, or has the same pixels of the next one.</summary>
/// <param name="Seen">From what one pixel's window sees to what the next one's does.</param>
/// <param name="SeenHalf">The same from the first half to the second.</param>
/// <param name="Result">From one result to the next.</param>
/// <param name="ResultHalf">The same from the first half to the second.</param>
internal readonly record struct TileSteps(nint Seen, nint SeenHalf, nint Result, nint ResultHalf)
{
    /// <summary>Those of pixels in one row.</summary>
    public static TileSteps InRow(int pixels, nint seen, nint result) => new(seen, pixels / 2 * seen, result, pixels / 2 * result);

    /// <summary>The same with results that stand without gaps.</summary>
    public TileSteps Dense(int pixels, int floats) => this with { Result = floats, ResultHalf = pixels / 2 * floats };

    /// <summary>Where a pixel's result stands.</summary>
    public nint ResultOf(int pixel, int pixels) => pixels > 1 && pixel >= pixels / 2 ? ResultHalf + ((pixel - (pixels / 2)) * Result) : pixel * Result;
}
