using System.ComponentModel;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// The weights that predictors of one network read while the network goes on training. Publishing copies the weights into a snapshot that nobody reads, then makes it
/// the current one in a single exchange, so that a reader has either the old weights or the new ones and never some of both. Neither side waits for the other.
/// </summary>
/// <remarks>
/// A reader counts itself into the current snapshot and then looks whether it still is the current one; a publisher replaces the current snapshot and looks
/// for readers only afterwards, before it writes into the old one again. Both steps are full fences, so at least one of the two sees the other. Two snapshots
/// suffice unless a reader outlasts two publications; then there is one more, which is used again later. For generated code.
/// </remarks>
/// <param name="floats">Floats of the parameters, padding included.</param>
/// <param name="preparedFloats">Floats behind these of what readers want made of them.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public class PublishedWeights(int floats, int preparedFloats = 0)
{
    private readonly List<WeightSnapshot> _snapshots = [];
    private WeightSnapshot? _current;

    /// <summary>The training steps behind the current weights.</summary>
    public long Step => Volatile.Read(ref _current)!.Step;

    /// <summary>How many snapshots were ever needed at once.</summary>
    public int SnapshotCount => _snapshots.Count;

    /// <summary>Makes a copy of the weights the current ones. One call at a time.</summary>
    /// <param name="parameters">The first weight.</param>
    /// <param name="step">The training steps behind them.</param>
    public void Publish(ref float parameters, long step)
    {
        WeightSnapshot spare = Reserve();
        MemoryMarshal.CreateReadOnlySpan(ref parameters, floats).CopyTo(MemoryMarshal.CreateSpan(ref spare.Start, floats));
        Prepare(ref spare.Start);
        spare.Step = step;
        Interlocked.Exchange(ref _current, spare);
    }

    /// <summary>A snapshot that nobody reads, allocated if there is none: called ahead, it spares the next publication the allocation.</summary>
    public WeightSnapshot Reserve()
    {
        foreach (WeightSnapshot snapshot in _snapshots)
        {
            if (snapshot != _current && !snapshot.IsRead)
                return snapshot;
        }

        var fresh = new WeightSnapshot(floats + preparedFloats);
        _snapshots.Add(fresh);
        return fresh;
    }

    /// <summary>Makes of a copy of the weights what readers want, before it becomes the current one; as it stands, nothing.</summary>
    /// <param name="weights">The first weight of the copy.</param>
    protected virtual void Prepare(ref float weights)
    {
    }

    /// <summary>The current weights, which stay as they are until <see cref="WeightSnapshot.Release"/>. Any number of threads at once; allocates nothing.</summary>
    /// <param name="reader">A number of the reader's, which spreads the counting; the same for the release.</param>
    public WeightSnapshot Acquire(int reader)
    {
        while (true)
        {
            WeightSnapshot snapshot = Volatile.Read(ref _current)!;
            snapshot.Enter(reader);
            if (snapshot == Volatile.Read(ref _current))
                return snapshot;

            // It may be written to already, and was not read.
            snapshot.Release(reader);
        }
    }
}

/// <summary>One copy of a network's weights, and who reads it. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WeightSnapshot
{
    // Counters on cache lines of their own, so that threads seldom meet.
    private const int Counters = 16;
    private const int Distance = 16;

    private readonly PinnedBuffer _weights;
    private readonly int[] _readers = new int[(Counters + 1) * Distance];

    internal WeightSnapshot(int floats) => _weights = new PinnedBuffer(floats);

    /// <summary>The first weight.</summary>
    public ref float Start => ref _weights.Start;

    /// <summary>The training steps behind the weights.</summary>
    public long Step { get; internal set; }

    /// <summary>Whether anybody is counted in.</summary>
    internal bool IsRead
    {
        get
        {
            for (int i = 0; i < Counters; i++)
            {
                if (Volatile.Read(ref Counter(i)) != 0)
                    return true;
            }

            return false;
        }
    }

    /// <summary>Ends what <see cref="PublishedWeights.Acquire"/> began.</summary>
    /// <param name="reader">The number given there.</param>
    public void Release(int reader) => Interlocked.Decrement(ref Counter(reader));

    internal void Enter(int reader) => Interlocked.Increment(ref Counter(reader));

    private ref int Counter(int reader) => ref _readers[((reader & (Counters - 1)) + 1) * Distance];
}
