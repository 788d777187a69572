using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>
/// Writes the loops of a rule whose values differ from channel to channel, where each channel is one element of a row: vectors of channels outside, rows inside, so that what depends on the
/// channels alone, such as a root of their variances, is computed once for all rows.
/// </summary>
internal sealed class RuleColumnWriter(SourceWriter writer, VectorTarget target, RuleKernel kernel)
{
    private string Lanes => Literals.Number(target.Lanes);

    /// <summary>y = f(x, …).</summary>
    public void Map(MapKernel map)
    {
        ForEachVector(DeclareChannels, () =>
        {
            string arguments = string.Join(", ", map.Operands.Select(Operand).Prepend(target.Load("inputs", "at")));
            writer.Line(target.Store($"{map.Rule.TypeName}.{(map.IsPrediction ? "Predict" : "Apply")}({arguments}, in coefficients)", "outputs", "at"));
        });
    }

    /// <summary>∂x, with what comes back through the batch's statistics.</summary>
    public void Gradient(MapGradientKernel gradient)
    {
        void Declare()
        {
            DeclareChannels();
            foreach (KernelOperand operand in gradient.Statistics.Where(static operand => !operand.IsExtreme))
                writer.Line($"{target.Type} {Factor(operand)} = {target.Load(operand.Sums, "column")};");
            if (gradient.TakesMean)
                writer.Line($"{target.Type} center = {target.Load("means", "column")};");
        }

        ForEachVector(Declare, () =>
        {
            if (gradient.ReadsX)
                writer.Line($"{target.Type} x = {target.Load("inputs", "at")};");
            string first = gradient.ReadsOutput ? target.Load("outputs", "at") : gradient.ReadsX ? "x" : target.Zero;
            IEnumerable<string> arguments =
            [
                target.Load("gradients", "at"), first, .. gradient.Operands.Select(Operand), "in coefficients", $"out {target.Type} result",
                .. gradient.Operands.Where(static operand => !operand.Operand.IsRandom).Select(static _ => "out _"),
            ];
            writer.Line($"{gradient.Rule.TypeName}.Gradients({string.Join(", ", arguments)});");
            foreach (KernelOperand operand in gradient.Statistics.Where(static operand => !operand.IsExtreme))
                writer.Line($"result = {Through(gradient, operand)};");
            writer.Line(target.Store("result", "results", "at"));
        });
    }

    private string Through(MapGradientKernel gradient, KernelOperand operand) => operand.Operand.Statistic switch
    {
        Statistic.Mean => $"result + {Factor(operand)}",
        Statistic.Variance => target.MultiplyAdd(Factor(operand), $"x - {(gradient.TakesMean ? "center" : "meanOfChannel")}", "result"),
        _ => target.MultiplyAdd(Factor(operand), "x", "result"),
    };

    /// <summary>
    /// Writes the loops: of vectors, vectors of channels outside and rows inside, so that what channels alone decide is computed once; of images, whose
    /// positions are many, image by image, for it stays in a core's own cache.
    /// </summary>
    private void ForEachVector(Action declare, Action body)
    {
        if (kernel.Form.Positions == 1)
        {
            using (writer.Braces($"for (int column = 0; column < channels; column += {Lanes})"))
            {
                declare();
                using (writer.Braces("for (int row = 0; row < rows; row++)"))
                {
                    writer.Line("int at = (row * stride) + column;");
                    body();
                }
            }

            return;
        }

        writer.Line("int width = channels * positions;");
        using (writer.Braces("for (int row = 0; row < rows; row++)"))
        using (writer.Braces($"for (int column = 0; column < channels; column += {Lanes})"))
        {
            declare();
            writer.Line("int end = (row * stride) + width;");
            using (writer.Braces("for (int at = (row * stride) + column; at < end; at += channels)"))
                body();
        }
    }

    private void DeclareChannels()
    {
        foreach (KernelOperand operand in kernel.Operands.Where(static operand => operand.Place == OperandPlace.Channel))
            writer.Line($"{target.Type} {operand.Operand.Name}OfChannel = {target.Load(operand.Values, "column")};");
    }

    private string Operand(KernelOperand operand) => operand.Place == OperandPlace.Channel ? operand.Operand.Name + "OfChannel" : target.Load(operand.Values, "at");

    private static string Factor(KernelOperand operand) => operand.Operand.Name + "Factor";
}
