using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>An optimizer of several that follow one another. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class UpdateStage
{
    /// <summary>Updates weights and their states by the optimizer.</summary>
    /// <typeparam name="TUpdate">The optimizer.</typeparam>
    /// <param name="update">Its values.</param>
    /// <param name="weight">The weights.</param>
    /// <param name="gradient">Their gradients.</param>
    /// <param name="state">Their first state in memory.</param>
    /// <param name="distance">Floats from a state to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<TUpdate>(in TUpdate update, ref Vector128<float> weight, Vector128<float> gradient, ref float state, nint distance)
        where TUpdate : struct, IUpdateLanes => Unsafe.AsRef(in update).Update(ref weight, gradient, ref state, distance);

    /// <summary>Updates weights and their states by the optimizer.</summary>
    /// <typeparam name="TUpdate">The optimizer.</typeparam>
    /// <param name="update">Its values.</param>
    /// <param name="weight">The weights.</param>
    /// <param name="gradient">Their gradients.</param>
    /// <param name="state">Their first state in memory.</param>
    /// <param name="distance">Floats from a state to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<TUpdate>(in TUpdate update, ref Vector256<float> weight, Vector256<float> gradient, ref float state, nint distance)
        where TUpdate : struct, IUpdateLanes => Unsafe.AsRef(in update).Update(ref weight, gradient, ref state, distance);

    /// <summary>Updates weights and their states by the optimizer.</summary>
    /// <typeparam name="TUpdate">The optimizer.</typeparam>
    /// <param name="update">Its values.</param>
    /// <param name="weight">The weights.</param>
    /// <param name="gradient">Their gradients.</param>
    /// <param name="state">Their first state in memory.</param>
    /// <param name="distance">Floats from a state to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<TUpdate>(in TUpdate update, ref Vector512<float> weight, Vector512<float> gradient, ref float state, nint distance)
        where TUpdate : struct, IUpdateLanes => Unsafe.AsRef(in update).Update(ref weight, gradient, ref state, distance);
}
