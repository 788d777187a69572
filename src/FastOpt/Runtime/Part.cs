using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>A share of a phase of a step. Shares decide who computes what, never how, so results do not depend on them. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Part
{
    // The shares from start to end, of count equal ones.
    private readonly int _start;
    private readonly int _end;
    private readonly int _count;

    /// <summary>One of equal shares.</summary>
    /// <param name="index">The share's number, from 0.</param>
    /// <param name="count">The number of shares.</param>
    /// <param name="thread">The number of the thread that computes it, from 0, the caller's.</param>
    public Part(int index, int count, int thread)
        : this(index, index + 1, count, thread)
    {
    }

    private Part(int start, int end, int count, int thread)
    {
        _start = start;
        _end = end;
        _count = count;
        Thread = thread;
    }

    /// <summary>The number of the thread that computes it, from 0: which scratch it may use.</summary>
    public int Thread { get; }

    /// <summary>The only share of a step that is not divided.</summary>
    public static Part Whole => new(0, 1, 0);

    /// <summary>The first of this share's rows, a multiple of the granule.</summary>
    /// <param name="rows">Rows that are shared.</param>
    /// <param name="granule">Rows that stay together.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int First(int rows, int granule) => Boundary(_start, rows, granule);

    /// <summary>The first row behind this share's.</summary>
    /// <param name="rows">Rows that are shared.</param>
    /// <param name="granule">Rows that stay together.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int End(int rows, int granule) => Boundary(_end, rows, granule);

    /// <summary>Whether a piece of work that is not divided falls to this share, which is not one of a block.</summary>
    /// <param name="piece">The number of the piece, from 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Owns(int piece) => piece % _count == _start;

    /// <summary>What of a block falls to this share, where shares go through blocks one after the other: all of it, some of its rows, or nothing.</summary>
    /// <param name="block">The number of the block, from 0.</param>
    /// <param name="blocks">The number of blocks, of equal work.</param>
    public Part OfBlock(int block, int blocks) =>
        new(Math.Clamp((_start * blocks) - (block * _count), 0, _count), Math.Clamp((_end * blocks) - (block * _count), 0, _count), _count, Thread);

    /// <summary>The same share of one of several equal slices.</summary>
    /// <param name="slice">The number of the slice, from 0.</param>
    /// <param name="slices">The number of slices.</param>
    internal Part Within(int slice, int slices) => new((slice * _count) + _start, (slice * _count) + _end, slices * _count, Thread);

    /// <summary>One of several equal pieces of it.</summary>
    /// <param name="piece">The number of the piece, from 0.</param>
    /// <param name="pieces">The number of pieces.</param>
    internal Part Cut(int piece, int pieces) =>
        new((_start * pieces) + (piece * (_end - _start)), (_start * pieces) + ((piece + 1) * (_end - _start)), _count * pieces, Thread);

    /// <summary>How much of the whole it is.</summary>
    internal double Fraction => (double)(_end - _start) / _count;

    private int Boundary(int share, int rows, int granule)
    {
        int granules = (rows + granule - 1) / granule;
        return Math.Min(rows, (int)((long)granules * share / _count) * granule);
    }
}
