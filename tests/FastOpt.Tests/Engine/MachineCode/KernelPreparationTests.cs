using System.Reflection;
using System.Runtime.CompilerServices;
using FastOpt.Runtime;

namespace FastOpt.Tests.Engine.MachineCode;

/// <summary>Compiles one micro-kernel of each class without running it. <see cref="MachineCodeTests"/> runs this in a process whose JIT writes down what it makes.</summary>
public class KernelPreparationTests
{
    [Fact]
    public void EveryClassOfMicroKernelsCompiles()
    {
        int bits = VectorWidth.Is512 ? 512 : VectorWidth.Is256 ? 256 : 128;
        foreach (MethodInfo method in KernelMethods.Representatives(bits))
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
    }
}
