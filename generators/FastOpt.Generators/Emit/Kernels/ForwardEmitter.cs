using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints y = activation(x · W + b).</summary>
internal static class ForwardEmitter
{
    private const string Pass = "_Activate";

    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, ForwardKernel kernel)
    {
        string start = kernel.HasBias ? ", ref clr::Unsafe.Add(ref bias, column)" : "";
        string Arguments(string row)
        {
            string output = $"({row} * {kernel.OutputStride}) + column";
            string kept = kernel.Keeps ? $", ref clr::Unsafe.Add(ref kept, {output})" : "";
            return $"ref clr::Unsafe.Add(ref inputs, {row} * {kernel.InputStride}), ref clr::Unsafe.Add(ref weights, column){start}, " +
                $"ref clr::Unsafe.Add(ref outputs, {output}){kept}{kernel.PassedArguments()}";
        }

        BatchProductDriver.Emit(writer, target, method, kernel.Outputs, null, Arguments, (name, tile) => EmitTile(writer, target, name, method.Name + Pass, kernel, tile));

        if (kernel.Activation is { } activation && BatchProductDriver.TilesOf(kernel.Outputs, target).Any(tile => !MicroKernelWriter.ActivationFitsRegisters(tile, activation.Facts.Cost)))
        {
            string stored = kernel.Keeps ? "kept" : "outputs";
            string parameters = $"ref float outputs{(kernel.Keeps ? ", ref float kept" : "")}{kernel.CoefficientParameters()}";
            MicroKernelWriter.PassOverTile(writer, target, method.Name + Pass, parameters, kernel.OutputStride, offset =>
                writer.Line(target.Store($"{activation.TypeName}.Apply({target.Load(stored, offset)}, in activation)", "outputs", offset)));
        }
    }

    private static void EmitTile(SourceWriter writer, VectorTarget target, string name, string pass, ForwardKernel kernel, Tile tile)
    {
        bool keeps = kernel.Keeps;
        string parameters = $"ref float inputs, ref float weights{(kernel.HasBias ? ", ref float bias" : "")}, ref float outputs{(keeps ? ", ref float kept" : "")}" +
            kernel.PassedParameters();
        var micro = new MicroKernelWriter(writer, target, tile);
        writer.Line(MicroKernelWriter.Attribute);
        using (writer.Braces($"private static void {name}({parameters})"))
        {
            writer.Line(kernel.HasBias ? "// The sums start at the bias." : "// The sums start at zero.");
            micro.Declare(vector => kernel.HasBias ? target.Load("bias", vector * target.Lanes) : target.Zero);
            micro.Accumulate(new TileOperand("inputs", kernel.InputStride, 1), new TileOperand("weights", 0, kernel.WeightStride, kernel.TermsAhead), kernel.Inputs.ToString());
            if (kernel.Activation is not { } activation)
            {
                micro.ForEach(kernel.OutputStride, (sum, offset) => writer.Line(target.Store(sum, "outputs", offset)));
                return;
            }

            string Apply(string value) => $"{activation.TypeName}.Apply({value}, in activation)";
            writer.Line($"// {activation.Name}{(keeps ? ", whose input is kept for its derivative" : "")}.");
            if (MicroKernelWriter.ActivationFitsRegisters(tile, activation.Facts.Cost))
            {
                micro.ForEach(kernel.OutputStride, (sum, offset) =>
                {
                    if (keeps)
                        writer.Line(target.Store(sum, "kept", offset));
                    writer.Line(target.Store(Apply(sum), "outputs", offset));
                });
                return;
            }

            string stored = keeps ? "kept" : "outputs";
            micro.ForEach(kernel.OutputStride, (sum, offset) => writer.Line(target.Store(sum, stored, offset)));
            writer.Line($"{pass}(ref outputs{(keeps ? ", ref kept" : "")}, in activation, {micro.Extents});");
        }
    }
}
