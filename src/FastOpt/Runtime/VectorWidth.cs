using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace FastOpt.Runtime;

/// <summary>
/// The width that generated code runs at: 512 bits from .NET 10 on where the runtime deems them fast, else 256 bits where multiply-adds are fused (so that the
/// bits are
/// those of 512), else 128. The JIT and ILC fold these properties, and code for the other widths is not compiled. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VectorWidth
{
    /// <summary>
    /// Whether vectors of 16 floats run. Not in programs for .NET 9: its compiler loads a 512-bit mask that lives across a call again only after its use, and
    /// a condition then chooses wrongly.
    /// </summary>
    public static bool Is512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
#if NET10_0_OR_GREATER
        get => Vector512.IsHardwareAccelerated;
#else
        get => false;
#endif
    }

    /// <summary>Whether vectors of 8 floats run, unless <see cref="Is512"/>.</summary>
    public static bool Is256
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.IsHardwareAccelerated && Fma.IsSupported;
    }

    /// <summary>Whether there are 32 vector registers, as of AVX-512 and ARM64, and not 16: tiles are as large as registers hold.</summary>
    internal static bool HasManyRegisters
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Is512 || AdvSimd.Arm64.IsSupported;
    }

    /// <summary>Floats of a vector.</summary>
    internal static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Is512 ? 16 : Is256 ? 8 : 4;
    }
}
