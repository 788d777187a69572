namespace FastOpt.Runtime;

/// <summary>
/// The one order in which what granules give is added: neighbors first, then neighboring pairs, and so on; what has no neighbor waits. A sum that reaches from one granule to another stands in
/// the place of the first. A process adds what it has alone; what is left is added by whoever has it all.
/// </summary>
internal ref struct GranuleTree
{
    private readonly int _granules;
    private int _width;
    private int _next;

    /// <summary>The tree of so many granules.</summary>
    public GranuleTree(int granules) => (_granules, _width, _next) = (granules, 1, 0);

    /// <summary>The place to which something is added.</summary>
    public int Left { get; private set; }

    /// <summary>The place of what is added.</summary>
    public int Right { get; private set; }

    /// <summary>The first granule behind the sum.</summary>
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

    /// <summary>The first granule behind the largest sum that begins with a granule and that a process can make alone, which has those up to <paramref name="end"/>.</summary>
    public static int EndOfSum(int first, int end, int granules)
    {
        int width = 1;
        while (first % (2 * width) == 0 && Math.Min(first + (2 * width), granules) <= end && first + width < granules)
            width *= 2;
        return Math.Min(first + width, granules);
    }
}
