namespace FastOpt.Runtime;

/// <summary>
/// How results fall into tiles of one vector. A tile of few pixels waits for its multiply-adds, and each term loads its weights once for all pixels of a tile,
/// so tiles are as large as registers hold.
/// </summary>
internal static class NarrowTile
{
    /// <summary>Pixels of the largest tile.</summary>
    public const int MostPixels = 28;

    /// <summary>The same where vectors are not of 512 bits.</summary>
    private const int FewPixels = 14;

    /// <summary>Rows of the result that a tile takes: two where both fit one.</summary>
    public static int Rows(int width)
    {
        bool isLarge = VectorWidth.Is512 && width is 8 or 10 or 12 or 14;
        return 2 * width <= FewPixels || isLarge ? 2 : 1;
    }

    /// <summary>The pixels of a row's next tile, in tiles of nearly one size.</summary>
    /// <param name="left">Pixels that are left.</param>
    /// <param name="all">Pixels of the row.</param>
    public static int Next(int left, int all)
    {
        if (VectorWidth.Is512 && left > FewPixels && left % 4 == 0)
            return (EvenTiles.First(left, MostPixels) + 3) & ~3;
        int pixels = EvenTiles.First(left, FewPixels);
        int even = (pixels + 1) & ~1;
        if (even > all)
            even = ((pixels / 2) + 1) & ~1;
        return pixels == 1 ? 1 : even;
    }
}
