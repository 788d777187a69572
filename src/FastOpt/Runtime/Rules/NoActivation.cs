using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>The identity, for products that no activation follows. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NoActivation : IActivationLanes
{
    static int IActivationLanes.Cost => 0;

    static bool IActivationLanes.KeepsInput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector128<float> IActivationLanes.Apply(Vector128<float> x) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector256<float> IActivationLanes.Apply(Vector256<float> x) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector512<float> IActivationLanes.Apply(Vector512<float> x) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector128<float> IActivationLanes.Derivative(Vector128<float> kept) => Vector128<float>.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector256<float> IActivationLanes.Derivative(Vector256<float> kept) => Vector256<float>.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector512<float> IActivationLanes.Derivative(Vector512<float> kept) => Vector512<float>.One;
}
