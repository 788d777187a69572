using System.ComponentModel;
using System.Numerics;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>Moves the weights of one network towards another's. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WeightMix
{
    /// <summary>p ← p + τ·(q − p), the last operations fused, so that the bits do not depend on the width of vectors; τ = 1 copies exactly.</summary>
    /// <param name="weights">p, the first one.</param>
    /// <param name="others">q, the first one.</param>
    /// <param name="count">How many.</param>
    /// <param name="tau">τ, in [0, 1].</param>
    public static void Move(ref float weights, ref float others, int count, double tau)
    {
        Span<float> own = MemoryMarshal.CreateSpan(ref weights, count);
        ReadOnlySpan<float> other = MemoryMarshal.CreateReadOnlySpan(ref others, count);
        if (tau == 1)
        {
            other.CopyTo(own);
            return;
        }

        float share = (float)tau;
        var shares = new Vector<float>(share);
        while (own.Length >= Vector<float>.Count)
        {
            var p = new Vector<float>(own);
            Vector.FusedMultiplyAdd(shares, new Vector<float>(other) - p, p).CopyTo(own);
            own = own.Slice(Vector<float>.Count);
            other = other.Slice(Vector<float>.Count);
        }

        for (int i = 0; i < own.Length; i++)
            own[i] = MathF.FusedMultiplyAdd(share, other[i] - own[i], own[i]);
    }
}
