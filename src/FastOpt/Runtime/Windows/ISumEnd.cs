using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>What becomes of a convolution's sums while they are in registers.</summary>
/// <remarks>A tile writes beyond its filters, and pixels of two tiles may be the same: the result depends on the sum and on what others made alone.</remarks>
/// <typeparam name="TVectors">The width.</typeparam>
/// <typeparam name="TVector">The vector.</typeparam>
/// <typeparam name="TRule">What it computes with.</typeparam>
internal interface ISumEnd<TVectors, TVector, TRule>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
    where TRule : struct
{
    /// <summary>Whether it reads what was kept.</summary>
    static abstract bool ReadsKept { get; }

    /// <summary>What is stored.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="kept">What was kept, as the results stand.</param>
    /// <param name="offset">Where these sums stand in it.</param>
    /// <param name="rule">What it computes with.</param>
    static abstract TVector Of(TVector sum, ref float kept, nint offset, in TRule rule);
}

/// <summary>The activation of the sums.</summary>
internal readonly struct ActivationOfSum<TVectors, TVector, TActivation> : ISumEnd<TVectors, TVector, TActivation>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
    where TActivation : struct, IActivationLanes
{
    public static bool ReadsKept
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of(TVector sum, ref float kept, nint offset, in TActivation activation) => TVectors.Apply(sum, activation);
}

/// <summary>Sums that are gradients, taken through an activation whose derivative is taken from what was kept.</summary>
internal readonly struct DerivativeOfSum<TVectors, TVector, TActivation> : ISumEnd<TVectors, TVector, TActivation>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
    where TActivation : struct, IActivationLanes
{
    public static bool ReadsKept
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of(TVector sum, ref float kept, nint offset, in TActivation activation) =>
        TVectors.Multiply(sum, TVectors.Derivative(TVectors.Load(ref kept, offset), activation));
}
