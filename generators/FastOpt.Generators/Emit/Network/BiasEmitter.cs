using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints the gradient of a bias, the sum of dz over the batch in order, with the optimizer or the canonical layout behind it.</summary>
internal static class BiasEmitter
{
    /// <summary>Vectors that are summed side by side, for one sum alone waits for each of its additions.</summary>
    private const int MostVectors = 4;

    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, BiasUpdateKernel kernel)
    {
        writer.Line(MicroKernelWriter.Attribute);
        using (writer.Braces($"public static void {method.Name}({KernelSignature.Parameters(kernel)})"))
        {
            BatchProductDriver.ForEachPanel(writer, target, kernel.Outputs, MostVectors, vectors =>
            {
                var tile = new Tile(1, vectors);
                SumRows(writer, target, tile, kernel.GradientStride);
                writer.Line("ref float weights = ref clr::Unsafe.Add(ref bias, column);");
                UpdateEpilogue.Emit(writer, target, new MicroKernelWriter(writer, target, tile), tile, kernel.Chain, 0);
            });
        }
    }

    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, StoredBiasGradientKernel kernel)
    {
        writer.Line(MicroKernelWriter.Attribute);
        using (writer.Braces($"public static void {method.Name}({KernelSignature.Parameters(kernel)})"))
        {
            BatchProductDriver.ForEachPanel(writer, target, kernel.Outputs, MostVectors, vectors =>
            {
                var tile = new Tile(1, vectors);
                SumRows(writer, target, tile, kernel.GradientStride, vector => kernel.Adds ? $"adds ? {target.Load("results", $"column + {Literals.Number(vector * target.Lanes)}")} : {target.Zero}" : target.Zero);
                for (int vector = 0; vector < tile.Vectors; vector++)
                    writer.Line(target.Store(MicroKernelWriter.Sum(0, vector), "results", $"column + {Literals.Number(vector * target.Lanes)}"));
            });
        }
    }

    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, BiasGradientKernel kernel)
    {
        writer.Line(MicroKernelWriter.Attribute);
        using (writer.Braces($"public static void {method.Name}({KernelSignature.Parameters(kernel)})"))
        {
            BatchProductDriver.ForEachPanel(writer, target, kernel.Outputs, MostVectors, vectors =>
            {
                var tile = new Tile(1, vectors);
                SumRows(writer, target, tile, kernel.GradientStride);
                new MicroKernelWriter(writer, target, tile).ForEach(0, (sum, offset) => writer.Line(target.Store(sum, "tile", offset)));
                writer.Line($"engine::MatrixLayout.CopyRow(ref tile, ref clr::Unsafe.Add(ref result, column), global::System.Math.Min({Literals.Number(vectors * target.Lanes)}, {kernel.Outputs} - column));");
            });
        }
    }

    private static void SumRows(SourceWriter writer, VectorTarget target, Tile tile, Extent stride, Func<int, string>? start = null)
    {
        for (int vector = 0; vector < tile.Vectors; vector++)
            writer.Line($"{target.Type} {MicroKernelWriter.Sum(0, vector)} = {start?.Invoke(vector) ?? target.Zero};");
        writer.Line("ref float gradient = ref clr::Unsafe.Add(ref gradients, column);");
        using (writer.Braces("for (int row = rows; row != 0; row--)"))
        {
            for (int vector = 0; vector < tile.Vectors; vector++)
                writer.Line($"{MicroKernelWriter.Sum(0, vector)} += {target.Load("gradient", vector * target.Lanes)};");
            writer.Line($"gradient = ref clr::Unsafe.Add(ref gradient, {stride});");
        }
    }
}
