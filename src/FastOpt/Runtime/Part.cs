using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>A share of a phase of a step. Shares decide who computes what, never how, so results do not depend on them. For generated code.</summary>
/// <param name="index">The share's number, from 0.</param>
/// <param name="count">The number of shares.</param>
/// <param name="thread">The number of the thread that computes it, from 0, the caller's.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Part(int index, int count, int thread)
{
    /// <summary>The share's number, from 0.</summary>
    public int Index { get; } = index;

    /// <summary>The number of the thread that computes it, from 0: which scratch it may use.</summary>
    public int Thread { get; } = thread;

    /// <summary>The only share of a step that is not divided.</summary>
    public static Part Whole => new(0, 1, 0);

    /// <summary>The first of this share's rows, a multiple of the granule.</summary>
    /// <param name="rows">Rows that are shared.</param>
    /// <param name="granule">Rows that stay together.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int First(int rows, int granule) => Boundary(Index, rows, granule);

    /// <summary>The first row behind this share's.</summary>
    /// <param name="rows">Rows that are shared.</param>
    /// <param name="granule">Rows that stay together.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int End(int rows, int granule) => Boundary(Index + 1, rows, granule);

    /// <summary>Whether a piece of work that is not divided falls to this share.</summary>
    /// <param name="piece">The number of the piece, from 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Owns(int piece) => piece % count == Index;

    private int Boundary(int share, int rows, int granule)
    {
        int granules = (rows + granule - 1) / granule;
        return Math.Min(rows, (int)((long)granules * share / count) * granule);
    }
}
