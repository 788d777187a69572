using FastOpt.Generators.Emit.Kernels;
using FastOpt.Generators.Emit.Targets;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints the choice of width, on conditions that the JIT and ILC fold.</summary>
internal static class WidthDispatch
{
    /// <summary>A statement for each width, in which <c>{0}</c> stands for the width's kernels.</summary>
    public static string Write(string statement, string indent)
    {
        string Call(int index) => statement.Replace("{0}", KernelEmitter.StructName(VectorTarget.All[index]));
        return $"{indent}if (engine::VectorWidth.Is512)\n{indent}    {Call(0)}\n" +
            $"{indent}else if (engine::VectorWidth.Is256)\n{indent}    {Call(1)}\n" +
            $"{indent}else\n{indent}    {Call(2)}";
    }
}
