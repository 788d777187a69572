using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>The pixels that a tile of a convolution sees: of one image, or of two at once.</summary>
internal interface IPixels
{
    /// <summary>Images, and so floats of a channel of a pixel.</summary>
    static abstract int Images { get; }

    /// <summary>sum + pixel · weights.</summary>
    static abstract TVector Add<TVectors, TVector>(ref float pixel, nint offset, TVector weights, TVector sum)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct;

    /// <summary>Stores the sums of a pixel, where there are two images those of each to its own place.</summary>
    static abstract void Store<TVectors, TVector>(TVector sum, ref float first, ref float second, nint offset)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct;
}

/// <summary>One image; a vector has a filter in each lane.</summary>
internal readonly struct OneImage : IPixels
{
    public static int Images
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Add<TVectors, TVector>(ref float pixel, nint offset, TVector weights, TVector sum)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct => TVectors.MultiplyAddScalar(TVectors.Scalar(ref pixel, offset), weights, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TVectors, TVector>(TVector sum, ref float first, ref float second, nint offset)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct => TVectors.Store(sum, ref first, offset);
}

/// <summary>Two images whose pixels stand in pairs; pairs of lanes are one filter's sums over both.</summary>
internal readonly struct TwoImages : IPixels
{
    public static int Images
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Add<TVectors, TVector>(ref float pixel, nint offset, TVector weights, TVector sum)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct => TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, offset), weights, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TVectors, TVector>(TVector sum, ref float first, ref float second, nint offset)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct => TVectors.StorePairs(sum, ref first, ref second, offset);
}
