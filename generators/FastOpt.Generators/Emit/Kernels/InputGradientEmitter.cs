using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>
/// Prints dx = (dz · Wᵀ) ⊙ activation′. A panel of Wᵀ is laid out once and then serves every row of the batch; a weight that stands as [out, in] serves as it is.
/// </summary>
internal static class InputGradientEmitter
{
    private const string Pass = "_Through";

    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, InputGradientKernel kernel)
    {
        Extent stride = kernel.WeightStride;
        void LayOut(int vectors)
        {
            string width = Literals.Number(vectors * target.Lanes);
            string weights = $"column * {stride}";
            string rows = $"global::System.Math.Min({width}, {kernel.Inputs} - column)";
            string columns = kernel.Outputs.ToString();
            string panel = "ref panel";
            string indent = "";
            if (kernel.Blocks > 1)
            {
                int ofBlock = kernel.Outputs.Value / kernel.Blocks;
                writer.Line($"for (int block = 0; block < {Literals.Number(kernel.Blocks)}; block++)");
                weights = $"(block * {kernel.Inputs.Value * stride}) + ({weights})";
                rows = width;
                columns = Literals.Number(ofBlock);
                panel = $"ref clr::Unsafe.Add(ref panel, block * {Literals.Number(ofBlock * vectors * target.Lanes)})";
                indent = "    ";
            }

            writer.Line($"{indent}engine::PanelTranspose.Fill(ref clr::Unsafe.Add(ref weights, {weights}), {stride}, {rows}, {columns}, {panel}, {width});");
        }

        string Arguments(string row)
        {
            string result = $"({row} * {kernel.ResultStride}) + column";
            string kept = kernel.Activation is null ? "" : $", ref clr::Unsafe.Add(ref kept, {result})";
            return $"ref clr::Unsafe.Add(ref gradients, {row} * {kernel.GradientStride}), {(kernel.IsTransposed ? "ref clr::Unsafe.Add(ref weights, column)" : "ref panel")}, " +
                $"ref clr::Unsafe.Add(ref results, {result}){kept}{kernel.PassedArguments()}";
        }

        BatchProductDriver.Emit(writer, target, method, kernel.Inputs, kernel.IsTransposed ? null : LayOut, Arguments, (name, tile) => EmitTile(writer, target, name, method.Name + Pass, kernel, tile), byColumns: kernel.Blocks > 1);

        if (kernel.Activation is { } activation && BatchProductDriver.TilesOf(kernel.Inputs, target).Any(tile => !Fits(tile, activation)))
        {
            string parameters = $"ref float results, ref float kept{kernel.CoefficientParameters()}";
            MicroKernelWriter.PassOverTile(writer, target, method.Name + Pass, parameters, kernel.ResultStride, offset =>
                writer.Line(target.Store($"{target.Load("results", offset)} * {activation.TypeName}.Derivative({target.Load("kept", offset)}, in activation)", "results", offset)));
        }
    }

    private static void EmitTile(SourceWriter writer, VectorTarget target, string name, string pass, InputGradientKernel kernel, Tile tile)
    {
        string kept = kernel.Activation is null ? "" : ", ref float kept";
        var vectors = kernel.IsTransposed ? new TileOperand("weights", 0, kernel.WeightStride) : new TileOperand("panel", 0, tile.Vectors * target.Lanes);
        var micro = new MicroKernelWriter(writer, target, tile);
        writer.Line(MicroKernelWriter.Attribute);
        using (writer.Braces($"private static void {name}(ref float gradients, ref float {vectors.Name}, ref float results{kept}{kernel.PassedParameters()})"))
        {
            micro.Declare(_ => target.Zero);
            micro.Accumulate(new TileOperand("gradients", kernel.GradientStride, 1), vectors, kernel.Outputs.ToString());
            if (kernel.Activation is not { } activation)
            {
                micro.ForEach(kernel.ResultStride, (sum, offset) => writer.Line(target.Store(sum, "results", offset)));
                return;
            }

            string Through(string sum, string derivative) => $"({sum} * {derivative})";
            string Derivative(string value) => $"{activation.TypeName}.Derivative({value}, in activation)";
            writer.Line($"// Through {activation.Name}, from {(activation.KeepsInput ? "its input" : "its output")}.");
            if (Fits(tile, activation))
            {
                micro.ForEach(kernel.ResultStride, (sum, offset) =>
                    writer.Line(target.Store(Through(sum, Derivative(target.Load("kept", offset))), "results", offset)));
                return;
            }

            micro.ForEach(kernel.ResultStride, (sum, offset) => writer.Line(target.Store(sum, "results", offset)));
            writer.Line($"{pass}(ref results, ref kept, in activation, {micro.Extents});");
        }
    }

    /// <summary>A derivative that is taken from the output is short, whatever the activation itself costs.</summary>
    private static bool Fits(Tile tile, FusedRule activation) => !activation.KeepsInput || MicroKernelWriter.ActivationFitsRegisters(tile, activation.Facts.Cost);
}
