using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// The gradients of a process's granules, added as they come: a sum goes on the stack and is taken together with the one below as soon as both are neighbors in
/// the <see cref="GranuleTree"/>. So there are few sums at a time, about as many as a batch has doublings of a granule. The lowest stands where the network has
/// its gradients; room for others is made when it is first needed.
/// </summary>
/// <param name="buffer">The network's buffer.</param>
/// <param name="offset">Where its gradients begin.</param>
/// <param name="floats">Floats of what is summed for a granule.</param>
internal sealed class GradientStack(PinnedBuffer buffer, int offset, int floats)
{
    private readonly List<PinnedBuffer> _slots = [];
    private readonly List<(int First, int End)> _sums = [];

    /// <summary>Where the lowest sum begins in the network's buffer.</summary>
    public int Offset => offset;

    /// <summary>Sums that are left.</summary>
    public int Count => _sums.Count;

    /// <summary>A sum that is left, in the order of granules.</summary>
    public ref float this[int sum] => ref sum == 0 ? ref Unsafe.Add(ref buffer.Start, offset) : ref _slots[sum - 1].Start;

    /// <summary>Where the next granule stores what is summed; threads that share a granule ask at once.</summary>
    public ref float Next
    {
        get
        {
            if (_sums.Count == 0)
                return ref this[0];
            return ref Buffer(_sums.Count).Start;
        }
    }

    /// <summary>The room for a sum that is not the lowest.</summary>
    public PinnedBuffer Buffer(int sum)
    {
        lock (_slots)
        {
            while (_slots.Count < sum)
                _slots.Add(new PinnedBuffer(floats));
            return _slots[sum - 1];
        }
    }

    /// <summary>Forgets all sums.</summary>
    public void Clear() => _sums.Clear();

    /// <summary>Takes what a granule has stored, and adds what can be added.</summary>
    /// <param name="granule">Its number in the batch.</param>
    /// <param name="granules">Granules of the batch.</param>
    /// <param name="count">Floats that are gradients.</param>
    public void Push(int granule, int granules, int count)
    {
        _sums.Add((granule, granule + 1));
        while (_sums.Count > 1)
        {
            int top = _sums.Count - 1;
            ((int left, int middle), (_, int end)) = (_sums[top - 1], _sums[top]);
            if (!GranuleTree.AreNeighbors(left, middle, end, granules))
                return;
            ElementSums.AddTo(MemoryMarshal.CreateReadOnlySpan(ref this[top], count), MemoryMarshal.CreateSpan(ref this[top - 1], count));
            _sums.RemoveAt(top);
            _sums[top - 1] = (left, end);
        }
    }
}
