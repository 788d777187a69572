using System.Runtime.CompilerServices;
using FastOpt.Runtime;

namespace FastOpt.Tests.Engine.MachineCode;

/// <summary>
/// Compiles the register tiles without running them. <see cref="MachineCodeTests"/> runs this in a process whose JIT writes down what it makes.
/// </summary>
public class KernelPreparationTests
{
    [Fact]
    public void EveryTileCompiles()
    {
        int bits = VectorWidth.Is512 ? 512 : VectorWidth.Is256 ? 256 : 128;
        foreach (TileMethod tile in KernelMethods.All(bits))
            RuntimeHelpers.PrepareMethod(tile.Method.MethodHandle, tile.Instantiation);
    }
}
