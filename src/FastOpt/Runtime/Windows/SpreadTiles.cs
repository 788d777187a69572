using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>Register tiles of an input gradient: gradients that have one place in common are taken through their filters and added there.</summary>
/// <remarks>
/// Parameters: where the window begins; where the tile's vectors stand, from there; the gradients; for each filter the tile's vectors of its weights.
/// </remarks>
internal static class SpreadTiles<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of8(ref float plane, ReadOnlySpan<int> runs, ReadOnlySpan<PlacedGradient> gradients, ref float panel)
    {
        nint run0 = runs[0];
        nint run1 = runs[1];
        nint run2 = runs[2];
        nint run3 = runs[3];
        nint run4 = runs[4];
        nint run5 = runs[5];
        nint run6 = runs[6];
        nint run7 = runs[7];
        TVector sum0 = TVectors.Load(ref plane, run0);
        TVector sum1 = TVectors.Load(ref plane, run1);
        TVector sum2 = TVectors.Load(ref plane, run2);
        TVector sum3 = TVectors.Load(ref plane, run3);
        TVector sum4 = TVectors.Load(ref plane, run4);
        TVector sum5 = TVectors.Load(ref plane, run5);
        TVector sum6 = TVectors.Load(ref plane, run6);
        TVector sum7 = TVectors.Load(ref plane, run7);
        foreach (ref readonly PlacedGradient gradient in gradients)
        {
            TVector value = TVectors.Create(gradient.Value);
            ref float weights = ref Unsafe.Add(ref panel, (nint)gradient.Filter * 8 * TVectors.Lanes);
            sum0 = TVectors.MultiplyAdd(value, TVectors.Load(ref weights, 0), sum0);
            sum1 = TVectors.MultiplyAdd(value, TVectors.Load(ref weights, TVectors.Lanes), sum1);
            sum2 = TVectors.MultiplyAdd(value, TVectors.Load(ref weights, 2 * TVectors.Lanes), sum2);
            sum3 = TVectors.MultiplyAdd(value, TVectors.Load(ref weights, 3 * TVectors.Lanes), sum3);
            sum4 = TVectors.MultiplyAdd(value, TVectors.Load(ref weights, 4 * TVectors.Lanes), sum4);
            sum5 = TVectors.MultiplyAdd(value, TVectors.Load(ref weights, 5 * TVectors.Lanes), sum5);
            sum6 = TVectors.MultiplyAdd(value, TVectors.Load(ref weights, 6 * TVectors.Lanes), sum6);
            sum7 = TVectors.MultiplyAdd(value, TVectors.Load(ref weights, 7 * TVectors.Lanes), sum7);
        }

        TVectors.Store(sum0, ref plane, run0);
        TVectors.Store(sum1, ref plane, run1);
        TVectors.Store(sum2, ref plane, run2);
        TVectors.Store(sum3, ref plane, run3);
        TVectors.Store(sum4, ref plane, run4);
        TVectors.Store(sum5, ref plane, run5);
        TVectors.Store(sum6, ref plane, run6);
        TVectors.Store(sum7, ref plane, run7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of6(ref float plane, ReadOnlySpan<int> runs, ReadOnlySpan<PlacedGradient> gradients, ref float panel)
    {
        nint run0 = runs[0];
        nint run1 = runs[1];
        nint run2 = runs[2];
        nint run3 = runs[3];
        nint run4 = runs[4];
        nint run5 = runs[5];
        TVector sum0 = TVectors.Load(ref plane, run0);
        TVector sum1 = TVectors.Load(ref plane, run1);
        TVector sum2 = TVectors.Load(ref plane, run2);
        TVector sum3 = TVectors.Load(ref plane, run3);
        TVector sum4 = TVectors.Load(ref plane, run4);
        TVector sum5 = TVectors.Load(ref plane, run5);
        foreach (ref readonly PlacedGradient gradient in gradients)
        {
            TVector value = TVectors.Create(gradient.Value);
            ref float weights = ref Unsafe.Add(ref panel, (nint)gradient.Filter * 6 * TVectors.Lanes);
            sum0 = TVectors.MultiplyAdd(value, TVectors.Load(ref weights, 0), sum0);
            sum1 = TVectors.MultiplyAdd(value, TVectors.Load(ref weights, TVectors.Lanes), sum1);
            sum2 = TVectors.MultiplyAdd(value, TVectors.Load(ref weights, 2 * TVectors.Lanes), sum2);
            sum3 = TVectors.MultiplyAdd(value, TVectors.Load(ref weights, 3 * TVectors.Lanes), sum3);
            sum4 = TVectors.MultiplyAdd(value, TVectors.Load(ref weights, 4 * TVectors.Lanes), sum4);
            sum5 = TVectors.MultiplyAdd(value, TVectors.Load(ref weights, 5 * TVectors.Lanes), sum5);
        }

        TVectors.Store(sum0, ref plane, run0);
        TVectors.Store(sum1, ref plane, run1);
        TVectors.Store(sum2, ref plane, run2);
        TVectors.Store(sum3, ref plane, run3);
        TVectors.Store(sum4, ref plane, run4);
        TVectors.Store(sum5, ref plane, run5);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of4(ref float plane, ReadOnlySpan<int> runs, ReadOnlySpan<PlacedGradient> gradients, ref float panel)
    {
        nint run0 = runs[0];
        nint run1 = runs[1];
        nint run2 = runs[2];
        nint run3 = runs[3];
        TVector sum0 = TVectors.Load(ref plane, run0);
        TVector sum1 = TVectors.Load(ref plane, run1);
        TVector sum2 = TVectors.Load(ref plane, run2);
        TVector sum3 = TVectors.Load(ref plane, run3);
        foreach (ref readonly PlacedGradient gradient in gradients)
        {
            TVector value = TVectors.Create(gradient.Value);
            ref float weights = ref Unsafe.Add(ref panel, (nint)gradient.Filter * 4 * TVectors.Lanes);
            sum0 = TVectors.MultiplyAdd(value, TVectors.Load(ref weights, 0), sum0);
            sum1 = TVectors.MultiplyAdd(value, TVectors.Load(ref weights, TVectors.Lanes), sum1);
            sum2 = TVectors.MultiplyAdd(value, TVectors.Load(ref weights, 2 * TVectors.Lanes), sum2);
            sum3 = TVectors.MultiplyAdd(value, TVectors.Load(ref weights, 3 * TVectors.Lanes), sum3);
        }

        TVectors.Store(sum0, ref plane, run0);
        TVectors.Store(sum1, ref plane, run1);
        TVectors.Store(sum2, ref plane, run2);
        TVectors.Store(sum3, ref plane, run3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of2(ref float plane, ReadOnlySpan<int> runs, ReadOnlySpan<PlacedGradient> gradients, ref float panel)
    {
        nint run0 = runs[0];
        nint run1 = runs[1];
        TVector sum0 = TVectors.Load(ref plane, run0);
        TVector sum1 = TVectors.Load(ref plane, run1);
        foreach (ref readonly PlacedGradient gradient in gradients)
        {
            TVector value = TVectors.Create(gradient.Value);
            ref float weights = ref Unsafe.Add(ref panel, (nint)gradient.Filter * 2 * TVectors.Lanes);
            sum0 = TVectors.MultiplyAdd(value, TVectors.Load(ref weights, 0), sum0);
            sum1 = TVectors.MultiplyAdd(value, TVectors.Load(ref weights, TVectors.Lanes), sum1);
        }

        TVectors.Store(sum0, ref plane, run0);
        TVectors.Store(sum1, ref plane, run1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of1(ref float plane, ReadOnlySpan<int> runs, ReadOnlySpan<PlacedGradient> gradients, ref float panel)
    {
        nint run0 = runs[0];
        TVector sum0 = TVectors.Load(ref plane, run0);
        foreach (ref readonly PlacedGradient gradient in gradients)
        {
            TVector value = TVectors.Create(gradient.Value);
            ref float weights = ref Unsafe.Add(ref panel, (nint)gradient.Filter * TVectors.Lanes);
            sum0 = TVectors.MultiplyAdd(value, TVectors.Load(ref weights, 0), sum0);
        }

        TVectors.Store(sum0, ref plane, run0);
    }
}
