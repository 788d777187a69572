using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FastOpt.Tests.Engine;

/// <summary>Which path runs, so that a run under a switch proves that it took the path it was meant to.</summary>
public class InstructionSetTests
{
    /// <summary>Names the path that the parent of this process expects.</summary>
    internal const string ExpectationVariable = "FASTOPT_EXPECT_INSTRUCTION_SET";

    [Fact]
    public void IsTheExpectedOne()
    {
        string expected = Environment.GetEnvironmentVariable(ExpectationVariable) ?? WidestOfThisMachine();
        Assert.Equal(expected, FastOptInfo.InstructionSet);
    }

    /// <summary>Whether products and sums are fused: then, and only then, bits are promised to be equal everywhere.</summary>
    internal static bool HasFusedMultiplyAdd => FastOptInfo.InstructionSet is "AVX-512" or "AVX2" or "AdvSimd";

    private static string WidestOfThisMachine() =>
        Vector512.IsHardwareAccelerated ? "AVX-512"
        : Vector256.IsHardwareAccelerated && Fma.IsSupported ? "AVX2"
        : System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported ? "AdvSimd"
        : Sse2.IsSupported ? "SSE"
        : "scalar";
}
