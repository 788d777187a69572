using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Benchmarks.Machine;

/// <summary>
/// How fast this core reads so many bytes again and again when it does nothing else: from memory, or from the cache that holds them. A prediction of one
/// example reads each weight once, so it cannot be faster.
/// </summary>
/// <param name="bytes">Bytes of a pass.</param>
internal sealed class ReadBandwidth(long bytes)
{
    /// <summary>Bytes of a measurement, at least.</summary>
    private const long Least = 64 << 20;

    private readonly float[] _memory = GC.AllocateArray<float>((int)(bytes / sizeof(float) / 128 * 128) + 128, pinned: true);

    /// <summary>GB/s of some passes, behind one that brings the memory as near as it comes.</summary>
    public double Measure()
    {
        long passes = Math.Max(1, Least / bytes), read = passes * _memory.Length * sizeof(float);
        float sum = Pass();
        long start = ThreadClock.Nanoseconds;
        for (long pass = 0; pass < passes; pass++)
            sum += Pass();
        double rate = (double)read / (ThreadClock.Nanoseconds - start);
        return sum == 0 ? rate : throw new InvalidOperationException("Zeros add up to zero.");
    }

    private float Pass() => Vector512.IsHardwareAccelerated ? Sum512(_memory) : Sum256(_memory);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Sum512(ReadOnlySpan<float> memory)
    {
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        ref float at = ref MemoryMarshal.GetReference(memory);
        for (nuint i = 0; i < (nuint)memory.Length; i += 128)
        {
            s0 += Vector512.LoadUnsafe(ref at, i);
            s1 += Vector512.LoadUnsafe(ref at, i + 16);
            s2 += Vector512.LoadUnsafe(ref at, i + 32);
            s3 += Vector512.LoadUnsafe(ref at, i + 48);
            s4 += Vector512.LoadUnsafe(ref at, i + 64);
            s5 += Vector512.LoadUnsafe(ref at, i + 80);
            s6 += Vector512.LoadUnsafe(ref at, i + 96);
            s7 += Vector512.LoadUnsafe(ref at, i + 112);
        }

        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Sum256(ReadOnlySpan<float> memory)
    {
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        ref float at = ref MemoryMarshal.GetReference(memory);
        for (nuint i = 0; i < (nuint)memory.Length; i += 64)
        {
            s0 += Vector256.LoadUnsafe(ref at, i);
            s1 += Vector256.LoadUnsafe(ref at, i + 8);
            s2 += Vector256.LoadUnsafe(ref at, i + 16);
            s3 += Vector256.LoadUnsafe(ref at, i + 24);
            s4 += Vector256.LoadUnsafe(ref at, i + 32);
            s5 += Vector256.LoadUnsafe(ref at, i + 40);
            s6 += Vector256.LoadUnsafe(ref at, i + 48);
            s7 += Vector256.LoadUnsafe(ref at, i + 56);
        }

        return Vector256.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7);
    }
}
