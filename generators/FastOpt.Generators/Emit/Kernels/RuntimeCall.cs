using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints kernels that stand in FastOpt's own runtime, which knows the width that runs: each is a call with its shape.</summary>
internal static class RuntimeCall
{
    /// <summary>A reference to nothing.</summary>
    public const string None = "ref clr::Unsafe.NullRef<float>()";

    /// <summary>Prints a method that calls one of the runtime; arguments that are empty are left out.</summary>
    public static void Print(SourceWriter writer, KernelMethod method, string name, params string[] arguments)
    {
        using (writer.Braces(method.Header()))
            writer.Line($"engine::{name}({string.Join(", ", arguments.Where(static argument => argument.Length > 0))});");
    }

    /// <summary>"ref inputs, 784": rows and the distance between them.</summary>
    public static string Rows(string name, int stride) => $"ref {name}, {Number(stride)}";

    /// <summary>Whether a gradient is added to what is stored.</summary>
    public static string Adds(GradientEnd end) => end is StoreEnd { Adds: true } ? "added > 0" : "false";

    /// <summary>How many examples have added to what is stored.</summary>
    public static string Added(GradientEnd end) => end is StoreEnd { Adds: true } ? "added" : "0";

    public static string Number(int value) => Literals.Number(value);
}
