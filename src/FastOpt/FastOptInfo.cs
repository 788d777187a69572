using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using FastOpt.Runtime;

namespace FastOpt;

/// <summary>
/// What the engine runs on. Compiled networks and vectorized methods choose the width of their vectors by the rule below, from the widest down;
/// every condition in it is a constant for the JIT and for NativeAOT, so the choice costs nothing and what is not taken is not compiled.
/// <list type="table">
/// <item><term>512 bits, "AVX-512"</term><description><see cref="Vector512.IsHardwareAccelerated"/>, in programs for .NET 10 or later.</description></item>
/// <item><term>256 bits, "AVX2"</term><description><see cref="Vector256.IsHardwareAccelerated"/>, which stands for AVX2, and FMA is there.</description></item>
/// <item><term>128 bits, "AdvSimd" or "SSE"</term><description><see cref="Vector128.IsHardwareAccelerated"/>; "128-bit" on a machine that is neither Arm nor x86.</description></item>
/// <item><term>128 bits, "scalar"</term><description>No vector instructions: the 128-bit code runs element by element. Correct, and slow.</description></item>
/// </list>
/// A NativeAOT program sees only what it was published for (<c>IlcInstructionSet</c>); its default on x64 has neither AVX2 nor FMA.
/// </summary>
public static class FastOptInfo
{
    /// <summary>The instruction set in use: "AVX-512", "AVX2", "AdvSimd", "SSE", "128-bit" or "scalar".</summary>
    public static string InstructionSet =>
        VectorWidth.Is512 ? "AVX-512"
        : VectorWidth.Is256 ? "AVX2"
        : !Vector128.IsHardwareAccelerated ? "scalar"
        : AdvSimd.IsSupported ? "AdvSimd"
        : Sse2.IsSupported ? "SSE"
        : "128-bit";

    /// <summary>The width of the vectors in use: 512, 256 or 128 bits.</summary>
    public static int VectorBits => VectorWidth.Is512 ? 512 : VectorWidth.Is256 ? 256 : 128;
}
