using System.ComponentModel;

namespace FastOpt.Runtime;

/// <summary>
/// The pieces of a thread's share of an update, one after the other: before a piece comes its gradients are added, and behind it its weights are handed out
/// (<see cref="SlicedUpdate"/>). Where processes do not share the update, the share is the only piece. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct UpdatePieces
{
    private readonly SlicedUpdate? _update;
    private readonly Part _share;
    private readonly int _count;
    private int _next;

    internal UpdatePieces(SlicedUpdate? update, Part share)
    {
        _update = update is { IsOpen: true } ? update : null;
        _share = _update?.SliceOf(share) ?? share;
        _count = _update?.PiecesOf(_share) ?? 1;
    }

    /// <summary>The piece to update.</summary>
    public Part Current { get; private set; }

    /// <summary>The pieces, for a loop.</summary>
    public readonly UpdatePieces GetEnumerator() => this;

    /// <summary>Ends a piece, and goes to the next.</summary>
    public bool MoveNext()
    {
        if (_next > 0)
            _update?.HandOut(Current);
        if (_next == _count)
            return false;
        Current = _share.Cut(_next++, _count);
        _update?.Add(Current);
        return true;
    }
}
