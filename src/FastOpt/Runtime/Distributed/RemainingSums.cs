namespace FastOpt.Runtime;

/// <summary>
/// The sums of a batch that remain once each process has added what it can alone (<see cref="GranuleTree"/>), and the additions that make them one. Every
/// process lists the same.
/// </summary>
internal sealed class RemainingSums(BatchShares shares)
{
    private readonly int[] _counts = new int[shares.Processes];

    // In order: two sums by their first granules, of which the second is added to the first. The last addition gives the sum of the batch.
    private readonly List<(int Left, int Right)> _additions = [];
    private int[] _processes = [];
    private int[] _numbers = [];

    /// <summary>The most that a process has.</summary>
    public int Most => _counts.Max();

    /// <summary>How many a process has.</summary>
    public int Count(int process) => _counts[process];

    /// <summary>Whose sum it is that begins with a granule, and its number among those of the process.</summary>
    public (int Process, int Number) Place(int granule) => (_processes[granule], _numbers[granule]);

    /// <summary>Adds up a piece of all sums.</summary>
    /// <param name="sums">Where they stand; what is added to a sum takes its place.</param>
    /// <param name="start">The first float of the piece.</param>
    /// <param name="length">Its floats.</param>
    /// <param name="total">Receives the piece of the batch's sum.</param>
    public void Add(ISumPieces sums, int start, int length, Span<float> total)
    {
        for (int i = 0; i < _additions.Count; i++)
        {
            Span<float> left = sums.Piece(_additions[i].Left, start, length);
            ElementSums.Add(left, sums.Piece(_additions[i].Right, start, length), i == _additions.Count - 1 ? total : left);
        }

        if (_additions.Count == 0)
            sums.Piece(0, start, length).CopyTo(total);
    }

    /// <summary>Lists those of the batch whose shares are known.</summary>
    public void List()
    {
        if (_numbers.Length < shares.Granules)
            (_processes, _numbers) = (new int[shares.Granules], new int[shares.Granules]);
        for (int process = 0; process < _counts.Length; process++)
        {
            int end = shares.End(process), sums = 0;
            for (int granule = shares.First(process); granule < end; granule = GranuleTree.EndOfSum(granule, end, shares.Granules))
                (_processes[granule], _numbers[granule]) = (process, sums++);
            _counts[process] = sums;
        }

        _additions.Clear();
        var tree = new GranuleTree(shares.Granules);
        while (tree.MoveNext())
        {
            if (!shares.AreOfOneProcess(tree.Left, tree.End))
                _additions.Add((tree.Left, tree.Right));
        }
    }
}
