using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints the gradient of a bias, the sum of dz over the batch in order, with the optimizer or the canonical layout behind it.</summary>
internal static class BiasGradientEmitter
{
    /// <summary>Vectors that are summed side by side, for one sum alone waits for each of its additions.</summary>
    private const int MostVectors = 4;

    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, BiasGradientKernel kernel)
    {
        writer.Line(MicroKernelWriter.Attribute);
        using (writer.Braces(method.Header()))
        {
            BatchProductDriver.ForEachPanel(writer, target, kernel.Outputs, MostVectors, vectors =>
            {
                var tile = new Tile(1, vectors);
                SumRows(writer, target, tile, kernel.GradientStride, vector => Start(target, kernel.End, vector));
                EmitEnd(writer, target, tile, kernel);
            });
        }
    }

    /// <summary>What a vector of sums starts at: zero, or what batches before have left.</summary>
    private static string Start(VectorTarget target, GradientEnd end, int vector) =>
        end is StoreEnd { Adds: true } ? $"adds ? {target.Load("results", Column(target, vector))} : {target.Zero}" : target.Zero;

    private static void EmitEnd(SourceWriter writer, VectorTarget target, Tile tile, BiasGradientKernel kernel)
    {
        var micro = new MicroKernelWriter(writer, target, tile);
        switch (kernel.End)
        {
            case UpdateEnd update:
                writer.Line("ref float weights = ref clr::Unsafe.Add(ref bias, column);");
                UpdateEpilogue.Emit(writer, target, micro, tile, update.Chain, 0);
                break;
            case StoreEnd:
                for (int vector = 0; vector < tile.Vectors; vector++)
                    writer.Line(target.Store(MicroKernelWriter.Sum(0, vector), "results", Column(target, vector)));
                break;
            default:
                string width = Literals.Number(tile.Vectors * target.Lanes);
                micro.ForEach(0, (sum, offset) => writer.Line(target.Store(sum, "tile", offset)));
                writer.Line($"engine::MatrixLayout.CopyRow(ref tile, ref clr::Unsafe.Add(ref result, column), global::System.Math.Min({width}, {kernel.Outputs} - column));");
                break;
        }
    }

    private static string Column(VectorTarget target, int vector) => $"column + {Literals.Number(vector * target.Lanes)}";

    private static void SumRows(SourceWriter writer, VectorTarget target, Tile tile, Extent stride, Func<int, string> start)
    {
        for (int vector = 0; vector < tile.Vectors; vector++)
            writer.Line($"{target.Type} {MicroKernelWriter.Sum(0, vector)} = {start(vector)};");
        writer.Line("ref float gradient = ref clr::Unsafe.Add(ref gradients, column);");
        using (writer.Braces("for (int row = rows; row != 0; row--)"))
        {
            for (int vector = 0; vector < tile.Vectors; vector++)
                writer.Line($"{MicroKernelWriter.Sum(0, vector)} += {target.Load("gradient", vector * target.Lanes)};");
            writer.Line($"gradient = ref clr::Unsafe.Add(ref gradient, {stride});");
        }
    }
}
