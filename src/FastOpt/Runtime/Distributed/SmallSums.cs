using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// Sums that are small, of a few values for each granule: every process has those of all and adds them by itself, in double, in the order of
/// <see cref="GranuleTree"/>. A sum of several granules stands in the place of the first.
/// </summary>
internal sealed class SmallSums
{
    private double[] _own = [];
    private double[] _all = [];
    private int[] _lengths = [];
    private int[] _places = [];
    private int _count;

    /// <summary>Begins so many values of each of a process's granules.</summary>
    public void Open(int granules, int count)
    {
        _count = count;
        if (_own.Length < granules * count)
            _own = new double[granules * count];
    }

    /// <summary>The values of a granule of the process.</summary>
    public Span<double> Values(int granule) => _own.AsSpan(granule * _count, _count);

    /// <summary>The values of the whole batch.</summary>
    public Span<double> Add<TMerge>(BatchShares shares, int rank, ICommunicator? communicator, TMerge merge)
        where TMerge : struct, IMerge, allows ref struct
    {
        int first = shares.First(rank), end = shares.End(rank);
        var tree = new GranuleTree(shares.Granules);
        while (tree.MoveNext())
        {
            if (tree.Left >= first && tree.End <= end)
                Merge(shares, tree, _own, tree.Left - first, tree.Right - first, merge);
        }

        if (shares.Processes == 1)
            return _own.AsSpan(0, _count);
        Gather(shares, rank, communicator!);
        tree = new GranuleTree(shares.Granules);
        while (tree.MoveNext())
        {
            if (!shares.AreOfOneProcess(tree.Left, tree.End))
                Merge(shares, tree, _all, _places[tree.Left], _places[tree.Right], merge);
        }

        return _all.AsSpan(0, _count);
    }

    private void Merge<TMerge>(BatchShares shares, in GranuleTree tree, double[] values, int left, int right, TMerge merge)
        where TMerge : struct, IMerge, allows ref struct
    {
        int middle = shares.Example(tree.Right);
        merge.Merge(
            values.AsSpan(left * _count, _count),
            values.AsSpan(right * _count, _count),
            middle - shares.Example(tree.Left),
            shares.Example(tree.End) - middle);
    }

    /// <summary>Gives every process the sums that are left, of all processes, in the order of their granules.</summary>
    private void Gather(BatchShares shares, int rank, ICommunicator communicator)
    {
        if (_lengths.Length != shares.Processes)
            _lengths = new int[shares.Processes];
        if (_places.Length < shares.Granules)
            _places = new int[shares.Granules];
        int all = 0;
        for (int process = 0; process < shares.Processes; process++)
        {
            int before = all;
            int end = shares.End(process);
            for (int granule = shares.First(process), next; granule < end; granule = next)
            {
                next = GranuleTree.EndOfSum(granule, end, shares.Granules);
                if (process == rank)
                    Compact(granule - shares.First(rank), all - before);
                _places[granule] = all++;
            }

            _lengths[process] = (all - before) * _count * sizeof(double);
        }

        if (_all.Length < all * _count)
            _all = new double[all * _count];
        ReadOnlySpan<byte> own = MemoryMarshal.AsBytes(_own.AsSpan(0, _lengths[rank] / sizeof(double)));
        communicator.AllGather(own, MemoryMarshal.AsBytes(_all.AsSpan(0, all * _count)), _lengths);
    }

    /// <summary>Moves a sum of this process to the front, where those before it end.</summary>
    private void Compact(int from, int to)
    {
        if (from != to)
            _own.AsSpan(from * _count, _count).CopyTo(_own.AsSpan(to * _count, _count));
    }
}
