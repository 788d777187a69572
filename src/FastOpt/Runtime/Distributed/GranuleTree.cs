namespace FastOpt.Runtime;

/// <summary>
/// The one order in which what granules give is added: neighbors first, then neighboring pairs, and so on; what has no neighbor waits. A process adds what it
/// has alone; what is left is added by whoever has it all.
/// </summary>
internal ref struct GranuleTree
{
    private readonly int _granules;
    private int _width;
    private int _next;

    /// <summary>The tree of so many granules.</summary>
    public GranuleTree(int granules) => (_granules, _width, _next) = (granules, 1, 0);

    /// <summary>The first granule of the sum to which another is added.</summary>
    public int Left { get; private set; }

    /// <summary>The first granule of what is added.</summary>
    public int Right { get; private set; }

    /// <summary>The first granule behind both.</summary>
    public readonly int End => Math.Min(Right + _width, _granules);

    /// <summary>The next addition.</summary>
    public bool MoveNext()
    {
        while (_width < _granules)
        {
            if (_next + _width < _granules)
            {
                Left = _next;
                Right = _next + _width;
                _next += 2 * _width;
                return true;
            }

            _next = 0;
            _width *= 2;
        }

        return false;
    }

    /// <summary>Whether the sum of the granules up to <paramref name="middle"/> and that of those behind it are one addition of the tree.</summary>
    public static bool AreNeighbors(int left, int middle, int end, int granules)
    {
        int width = middle - left;
        return int.IsPow2(width) && left % (2 * width) == 0 && end == Math.Min(middle + width, granules);
    }

    /// <summary>
    /// The first granule behind the largest sum that begins with a granule and that a process can make alone, which has those up to <paramref name="end"/>.
    /// </summary>
    public static int EndOfSum(int first, int end, int granules)
    {
        int width = 1;
        while (first % (2 * width) == 0 && Math.Min(first + (2 * width), granules) <= end && first + width < granules)
            width *= 2;
        return Math.Min(first + width, granules);
    }
}
