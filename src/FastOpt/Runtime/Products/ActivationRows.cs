using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>Activations over rows that stand in memory, and the way back through them; what pads a row takes part, and reaches nothing.</summary>
internal static class ActivationRows<TVectors, TVector, TActivation>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
    where TActivation : struct, IActivationLanes
{
    /// <summary>results = activation(inputs).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Apply(ref float inputs, ref float results, int stride, int rows, int width, in TActivation activation)
    {
        for (nint row = 0; row < rows; row++)
        {
            nint end = (row * stride) + width;
            for (nint at = row * stride; at < end; at += TVectors.Lanes)
                TVectors.Store(TVectors.Apply(TVectors.Load(ref inputs, at), activation), ref results, at);
        }
    }

    /// <summary>results = gradients ⊙ activation′(kept).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Gradient(ref float gradients, ref float kept, ref float results, int stride, int rows, int width, in TActivation activation)
    {
        for (nint row = 0; row < rows; row++)
        {
            nint end = (row * stride) + width;
            for (nint at = row * stride; at < end; at += TVectors.Lanes)
            {
                TVector slope = TVectors.Derivative(TVectors.Load(ref kept, at), activation);
                TVectors.Store(TVectors.Multiply(TVectors.Load(ref gradients, at), slope), ref results, at);
            }
        }
    }
}
