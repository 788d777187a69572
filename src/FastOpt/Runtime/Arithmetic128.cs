using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Wasm;

namespace FastOpt.Runtime;

/// <summary>
/// Operations on vectors of 128 bits whose best form depends on the target. The JIT, ILC and WebAssembly's interpreter fold the choice. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Arithmetic128
{
    /// <summary>
    /// left · right + addend, fused where the hardware can: on ARM64, not on x64 without FMA. WebAssembly rounds twice, as the estimate does there; but its
    /// interpreter knows the two operators, and takes 14 times as long to call the estimate.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> left, Vector128<float> right, Vector128<float> addend) =>
        PackedSimd.IsSupported ? (left * right) + addend : Vector128.MultiplyAddEstimate(left, right, addend);
}
