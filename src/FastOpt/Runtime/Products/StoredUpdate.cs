using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>
/// Passes of gradient rules and optimizer over stored gradients, which stand as the weights do: element by element, whatever a tensor's shape. What pads a row
/// takes part, and reaches nothing. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StoredUpdate
{
    /// <summary>Updates weights by their gradients.</summary>
    /// <typeparam name="TUpdate">Gradient rules and optimizer.</typeparam>
    /// <param name="weights">The first weight of the tensor.</param>
    /// <param name="gradients">Its gradient.</param>
    /// <param name="scale">What gradients are multiplied by first: they may be a sum, of which the mean is wanted.</param>
    /// <param name="update">The update's values.</param>
    /// <param name="distance">Floats from a weight to its first state, and from a state to the next.</param>
    /// <param name="first">The first element, a multiple of the widest vector.</param>
    /// <param name="end">The element behind the last, another.</param>
    public static void Update<TUpdate>(ref float weights, ref float gradients, float scale, in TUpdate update, int distance, int first, int end)
        where TUpdate : struct, IUpdateLanes
    {
        if (VectorWidth.Is512)
            Update<Vectors512, Vector512<float>, TUpdate>(ref weights, ref gradients, scale, distance, update, first, end);
        else if (VectorWidth.Is256)
            Update<Vectors256, Vector256<float>, TUpdate>(ref weights, ref gradients, scale, distance, update, first, end);
        else
            Update<Vectors128, Vector128<float>, TUpdate>(ref weights, ref gradients, scale, distance, update, first, end);
    }

    /// <summary>The same for rows of a table that were read: behind the gradient of a row stands whether it was.</summary>
    /// <typeparam name="TUpdate">Gradient rules and optimizer.</typeparam>
    /// <param name="weights">The first weight of the tensor.</param>
    /// <param name="gradients">Its gradient.</param>
    /// <param name="scale">What gradients are multiplied by first.</param>
    /// <param name="update">The update's values.</param>
    /// <param name="distance">Floats from a weight to its first state, and from a state to the next.</param>
    /// <param name="width">Floats of a row, without padding.</param>
    /// <param name="stride">Floats between rows.</param>
    /// <param name="first">The first row.</param>
    /// <param name="end">The row behind the last.</param>
    public static void UpdateRows<TUpdate>(
        ref float weights, ref float gradients, float scale, in TUpdate update, int distance, int width, int stride, int first, int end)
        where TUpdate : struct, IUpdateLanes
    {
        for (int row = first; row < end; row++)
        {
            int start = row * stride;
            if (Unsafe.Add(ref gradients, start + width) != 0)
                Update(ref weights, ref gradients, scale, update, distance, start, start + stride);
        }
    }

    /// <summary>Applies gradient rules alone; the gradients stay stored.</summary>
    /// <typeparam name="TRule">The rules.</typeparam>
    /// <param name="weights">The first weight of the tensor.</param>
    /// <param name="gradients">Its gradient.</param>
    /// <param name="scale">What gradients are multiplied by first.</param>
    /// <param name="rule">The rules' values.</param>
    /// <param name="first">The first element, a multiple of the widest vector.</param>
    /// <param name="end">The element behind the last, another.</param>
    public static void Apply<TRule>(ref float weights, ref float gradients, float scale, in TRule rule, int first, int end)
        where TRule : struct, IGradientRuleLanes
    {
        if (VectorWidth.Is512)
            Apply<Vectors512, Vector512<float>, TRule>(ref weights, ref gradients, scale, rule, first, end);
        else if (VectorWidth.Is256)
            Apply<Vectors256, Vector256<float>, TRule>(ref weights, ref gradients, scale, rule, first, end);
        else
            Apply<Vectors128, Vector128<float>, TRule>(ref weights, ref gradients, scale, rule, first, end);
    }

    /// <summary>The same for rows of a table that were read, which stay marked as read whatever a rule makes of what pads them.</summary>
    /// <typeparam name="TRule">The rules.</typeparam>
    /// <param name="weights">The first weight of the tensor.</param>
    /// <param name="gradients">Its gradient.</param>
    /// <param name="scale">What gradients are multiplied by first.</param>
    /// <param name="rule">The rules' values.</param>
    /// <param name="width">Floats of a row, without padding.</param>
    /// <param name="stride">Floats between rows.</param>
    /// <param name="first">The first row.</param>
    /// <param name="end">The row behind the last.</param>
    public static void ApplyRows<TRule>(ref float weights, ref float gradients, float scale, in TRule rule, int width, int stride, int first, int end)
        where TRule : struct, IGradientRuleLanes
    {
        for (int row = first; row < end; row++)
        {
            int start = row * stride;
            ref float wasRead = ref Unsafe.Add(ref gradients, start + width);
            if (wasRead == 0)
                continue;
            Apply(ref weights, ref gradients, scale, rule, start, start + stride);
            wasRead = 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Update<TVectors, TVector, TUpdate>(
        ref float weights, ref float gradients, float scale, nint distance, in TUpdate update, int first, int end)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
        where TUpdate : struct, IUpdateLanes
    {
        TVector factor = TVectors.Create(scale);
        for (nint at = first; at < end; at += TVectors.Lanes)
            UpdateEnd<TVectors, TVector, TUpdate>.Update(ref weights, at, distance, TVectors.Multiply(TVectors.Load(ref gradients, at), factor), update);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply<TVectors, TVector, TRule>(ref float weights, ref float gradients, float scale, in TRule rule, int first, int end)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
        where TRule : struct, IGradientRuleLanes
    {
        TVector factor = TVectors.Create(scale);
        for (nint at = first; at < end; at += TVectors.Lanes)
        {
            TVector weight = TVectors.Load(ref weights, at);
            TVector gradient = TVectors.Multiply(TVectors.Load(ref gradients, at), factor);
            TVectors.Apply(ref weight, ref gradient, rule);
            TVectors.Store(gradient, ref gradients, at);
            TVectors.Store(weight, ref weights, at);
        }
    }
}
