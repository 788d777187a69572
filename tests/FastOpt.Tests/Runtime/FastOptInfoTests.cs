using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FastOpt.Tests;

public class FastOptInfoTests
{
    [Fact]
    public void NamesTheInstructionSetAndItsWidth()
    {
        string set = FastOptInfo.InstructionSet;
        int bits = FastOptInfo.VectorBits;
        TestContext.Current.TestOutputHelper?.WriteLine($"{set}, {bits} bits");

        if (Vector512.IsHardwareAccelerated)
            Assert.Equal(("AVX-512", 512), (set, bits));
        else if (Vector256.IsHardwareAccelerated && Avx2.IsSupported && Fma.IsSupported)
            Assert.Equal(("AVX2", 256), (set, bits));
        else
            Assert.Equal((128, Vector128.IsHardwareAccelerated), (bits, set != "scalar"));
    }
}
