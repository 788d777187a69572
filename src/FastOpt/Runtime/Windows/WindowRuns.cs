namespace FastOpt.Runtime;

/// <summary>
/// The vectors that cover what a filter sees: for each row of the window a run of pixels and channels. Those behind the end of a run count for nothing.
/// </summary>
internal static class WindowRuns
{
    /// <summary>Floats of a row of the window.</summary>
    public static int Length(in Window window) => window.KernelWidth * window.Channels;

    /// <summary>Vectors of all rows.</summary>
    public static int Vectors(in Window window, int lanes) => window.KernelHeight * ((Length(window) + lanes - 1) / lanes);

    /// <summary>Vectors of the next tile of sums: tiles of nearly one size.</summary>
    public static int SumTile(int left) => EvenTiles.First(left, 8);

    /// <summary>Vectors of the next tile of a spread gradient.</summary>
    public static int SpreadTile(int left) => EvenTiles.First(left, 12) switch { 11 => 10, int tile => tile };

    /// <summary>Where each vector stands, from the beginning of the window in a plane.</summary>
    public static void Write(in Window window, in Plane plane, int lanes, Span<int> runs)
    {
        int next = 0;
        for (int row = 0; row < window.KernelHeight; row++)
        {
            for (int at = 0; at < Length(window); at += lanes)
                runs[next++] = (row * window.DilationDown * plane.RowFloats) + at;
        }
    }
}
