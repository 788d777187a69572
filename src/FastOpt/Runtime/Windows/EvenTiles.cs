namespace FastOpt.Runtime;

/// <summary>Tiles of nearly one size.</summary>
internal static class EvenTiles
{
    /// <summary>The first of the fewest tiles, so that no tile is so small that it waits for its multiply-adds.</summary>
    /// <param name="left">What is left to divide.</param>
    /// <param name="most">The most that a tile takes.</param>
    public static int First(int left, int most)
    {
        int tiles = (left + most - 1) / most;
        return (left + tiles - 1) / tiles;
    }
}
