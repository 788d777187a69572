using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>How a tile's scalars stand in their matrix.</summary>
internal interface IWalk
{
    /// <summary>The terms by which vectors are fetched ahead, or 0.</summary>
    static abstract int TermsAhead { get; }

    /// <summary>Floats from a row's scalar to that of the next row.</summary>
    static abstract nint Distance(nint stride);

    /// <summary>Floats from a term's scalar to that of the next term.</summary>
    static abstract nint Next(nint stride);

    /// <summary>A row's scalar of a term, in all lanes. Neighbors are reached from the first row, which keeps registers free.</summary>
    /// <param name="first">The first row's scalar of the first term.</param>
    /// <param name="row">That of the row.</param>
    /// <param name="at">The term's distance from the first one.</param>
    /// <param name="index">The row, a constant.</param>
    static abstract TVector Scalar<TVectors, TVector>(ref float first, ref float row, nint at, int index)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct;
}

/// <summary>A tile's rows are rows of the matrix, and terms follow its columns: rows of the batch.</summary>
internal readonly struct AlongRows : IWalk
{
    public static int TermsAhead => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Distance(nint stride) => stride;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Next(nint stride) => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Scalar<TVectors, TVector>(ref float first, ref float row, nint at, int index)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct => TVectors.Scalar(ref row, at);
}

/// <summary>The same for weights beyond a core's own caches: hardware prefetchers do not follow from page to page.</summary>
internal readonly struct AlongRowsFetching : IWalk
{
    public static int TermsAhead => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Distance(nint stride) => stride;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Next(nint stride) => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Scalar<TVectors, TVector>(ref float first, ref float row, nint at, int index)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct => TVectors.Scalar(ref row, at);
}

/// <summary>A tile's rows are columns of the matrix, and terms follow its rows: the batch in the gradient of a weight.</summary>
internal readonly struct DownColumns : IWalk
{
    public static int TermsAhead => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Distance(nint stride) => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Next(nint stride) => stride;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Scalar<TVectors, TVector>(ref float first, ref float row, nint at, int index)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct => TVectors.Scalar(ref first, at + index);
}
