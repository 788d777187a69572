using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints the gradient of a bias, the sum of dz over the batch in order, with the optimizer or the canonical layout behind it.</summary>
internal static class BiasEmitter
{
    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, BiasUpdateKernel kernel)
    {
        writer.Line(MicroKernelWriter.Attribute);
        using (writer.Braces($"public static void {method.Name}({KernelSignature.Parameters(kernel)})"))
        using (ForEachVector(writer, target, kernel.Outputs))
        {
            SumRows(writer, target, kernel.GradientStride);
            writer.Line("ref float weights = ref clr::Unsafe.Add(ref bias, column);");
            UpdateEpilogue.Emit(writer, target, new MicroKernelWriter(writer, target, new Tile(1, 1)), new Tile(1, 1), WithinRegisters(kernel.Optimizer), 0);
        }
    }

    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, BiasGradientKernel kernel)
    {
        writer.Line(MicroKernelWriter.Attribute);
        using (writer.Braces($"public static void {method.Name}({KernelSignature.Parameters(kernel)})"))
        using (ForEachVector(writer, target, kernel.Outputs))
        {
            SumRows(writer, target, kernel.GradientStride);
            writer.Line(target.Store(MicroKernelWriter.Sum(0, 0), "tile"));
            writer.Line($"global::FastOpt.Runtime.MatrixLayout.CopyRow(ref tile, ref clr::Unsafe.Add(ref result, column), global::System.Math.Min({Literals.Number(target.Lanes)}, {Literals.Number(kernel.Outputs)} - column));");
        }
    }

    /// <summary>A single vector's epilogue fits, whatever the rule costs.</summary>
    private static FusedRule WithinRegisters(FusedRule optimizer) => optimizer with { Facts = optimizer.Facts with { Cost = 0 } };

    /// <summary>Padding behind the last vector with an output in it is not touched.</summary>
    private static SourceWriter.Block ForEachVector(SourceWriter writer, VectorTarget target, int outputs) =>
        writer.Braces($"for (int column = 0; column < {Literals.Number(outputs)}; column += {Literals.Number(target.Lanes)})");

    private static void SumRows(SourceWriter writer, VectorTarget target, int stride)
    {
        string sum = MicroKernelWriter.Sum(0, 0);
        writer.Line($"{target.Type} {sum} = {target.Zero};");
        writer.Line("ref float gradient = ref clr::Unsafe.Add(ref gradients, column);");
        using (writer.Braces("for (int row = rows; row != 0; row--)"))
        {
            writer.Line($"{sum} += {target.Load("gradient")};");
            writer.Line($"gradient = ref clr::Unsafe.Add(ref gradient, {Literals.Number(stride)});");
        }
    }
}
