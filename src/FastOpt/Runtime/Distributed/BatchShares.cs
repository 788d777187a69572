namespace FastOpt.Runtime;

/// <summary>
/// Which granules of a batch each process has: neighboring ones, in the order of ranks. The last granule of a batch may be smaller than the others.
/// </summary>
internal sealed class BatchShares
{
    private readonly int _granuleSize;
    private readonly int[] _firsts;

    /// <summary>The shares of so many processes.</summary>
    public BatchShares(int granuleSize, int processes)
    {
        _granuleSize = granuleSize;
        _firsts = new int[processes + 1];
    }

    /// <summary>Examples of the batch.</summary>
    public int Examples { get; private set; }

    /// <summary>Granules of the batch.</summary>
    public int Granules => _firsts[^1];

    public int Processes => _firsts.Length - 1;

    /// <summary>The first granule of a process.</summary>
    public int First(int process) => _firsts[process];

    /// <summary>The first granule behind those of a process.</summary>
    public int End(int process) => _firsts[process + 1];

    /// <summary>The first example of a granule, or of what stands behind the last.</summary>
    public int Example(int granule) => (int)Math.Min((long)granule * _granuleSize, Examples);

    /// <summary>Divides a batch evenly.</summary>
    public void Divide(int examples)
    {
        Examples = examples;
        int granules = (int)(((long)examples + _granuleSize - 1) / _granuleSize);
        for (int process = 0; process < _firsts.Length; process++)
            _firsts[process] = (int)((long)granules * process / Processes);
    }

    /// <summary>Takes the examples that each process brings.</summary>
    /// <exception cref="ArgumentException">A process brings a part of a granule, and one behind it brings examples, too; or nobody brings any.</exception>
    public void Gather(string network, ReadOnlySpan<int> examples)
    {
        long all = 0;
        int last = examples.LastIndexOfAnyExcept(0);
        for (int process = 0; process < examples.Length; process++)
        {
            int own = examples[process];
            if (process < last && own % _granuleSize != 0)
            {
                string others = $"all but the last one that brings any bring whole granules, of {_granuleSize} examples each";
                throw new ArgumentException($"{network}: the process of rank {process} brings {own} examples; {others}.");
            }

            all += own;
        }

        if (all is 0 or > int.MaxValue)
            throw new ArgumentException($"{network}: all processes together bring {all} examples; a batch has 1 to {int.MaxValue}.");
        Examples = (int)all;
        int granules = 0;
        for (int process = 0; process < examples.Length; process++)
        {
            _firsts[process] = granules;
            granules += (examples[process] + _granuleSize - 1) / _granuleSize;
        }

        _firsts[^1] = granules;
    }

    /// <summary>Whether one process has all of these granules.</summary>
    public bool AreOfOneProcess(int first, int end)
    {
        for (int process = 0; process < Processes; process++)
        {
            if (_firsts[process] <= first && end <= _firsts[process + 1])
                return true;
        }

        return false;
    }
}
