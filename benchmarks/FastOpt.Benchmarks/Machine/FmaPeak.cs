using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Benchmarks.Machine;

/// <summary>How many floating-point operations per second this core does when it does nothing but fused multiply-adds: independent sums in registers.</summary>
internal static class FmaPeak
{
    private const int Sums = 12;
    private const int Terms = 20_000;

    /// <summary>GFLOP/s of one short run at the faster of 512 and 256 bits.</summary>
    public static double Measure()
    {
        double best = 0;
        if (Vector512.IsHardwareAccelerated)
            best = Rate(Sum512, Vector512<float>.Count);
        return Math.Max(best, Rate(Sum256, Vector256<float>.Count));
    }

    private static double Rate(Func<int, float> sum, int lanes)
    {
        long start = ThreadClock.Nanoseconds;
        _ = sum(Terms);
        return 2.0 * Sums * Terms * lanes / (ThreadClock.Nanoseconds - start);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Sum512(int terms)
    {
        Vector512<float> factor = Vector512.Create(0.999f), addend = Vector512.Create(1e-3f);
        Vector512<float> s0 = addend, s1 = addend, s2 = addend, s3 = addend, s4 = addend, s5 = addend;
        Vector512<float> s6 = addend, s7 = addend, s8 = addend, s9 = addend, s10 = addend, s11 = addend;
        for (; terms > 0; terms--)
        {
            s0 = Vector512.FusedMultiplyAdd(s0, factor, addend);
            s1 = Vector512.FusedMultiplyAdd(s1, factor, addend);
            s2 = Vector512.FusedMultiplyAdd(s2, factor, addend);
            s3 = Vector512.FusedMultiplyAdd(s3, factor, addend);
            s4 = Vector512.FusedMultiplyAdd(s4, factor, addend);
            s5 = Vector512.FusedMultiplyAdd(s5, factor, addend);
            s6 = Vector512.FusedMultiplyAdd(s6, factor, addend);
            s7 = Vector512.FusedMultiplyAdd(s7, factor, addend);
            s8 = Vector512.FusedMultiplyAdd(s8, factor, addend);
            s9 = Vector512.FusedMultiplyAdd(s9, factor, addend);
            s10 = Vector512.FusedMultiplyAdd(s10, factor, addend);
            s11 = Vector512.FusedMultiplyAdd(s11, factor, addend);
        }

        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Sum256(int terms)
    {
        Vector256<float> factor = Vector256.Create(0.999f), addend = Vector256.Create(1e-3f);
        Vector256<float> s0 = addend, s1 = addend, s2 = addend, s3 = addend, s4 = addend, s5 = addend;
        Vector256<float> s6 = addend, s7 = addend, s8 = addend, s9 = addend, s10 = addend, s11 = addend;
        for (; terms > 0; terms--)
        {
            s0 = Vector256.MultiplyAddEstimate(s0, factor, addend);
            s1 = Vector256.MultiplyAddEstimate(s1, factor, addend);
            s2 = Vector256.MultiplyAddEstimate(s2, factor, addend);
            s3 = Vector256.MultiplyAddEstimate(s3, factor, addend);
            s4 = Vector256.MultiplyAddEstimate(s4, factor, addend);
            s5 = Vector256.MultiplyAddEstimate(s5, factor, addend);
            s6 = Vector256.MultiplyAddEstimate(s6, factor, addend);
            s7 = Vector256.MultiplyAddEstimate(s7, factor, addend);
            s8 = Vector256.MultiplyAddEstimate(s8, factor, addend);
            s9 = Vector256.MultiplyAddEstimate(s9, factor, addend);
            s10 = Vector256.MultiplyAddEstimate(s10, factor, addend);
            s11 = Vector256.MultiplyAddEstimate(s11, factor, addend);
        }

        return Vector256.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }
}
