using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints maps of rules that take more than x, and their gradients.</summary>
internal static class RuleKernelEmitter
{
    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, MapKernel kernel)
    {
        writer.Line(KernelText.Attribute);
        if (kernel.IsByColumns)
        {
            using (writer.Braces(method.Header()))
                new RuleColumnWriter(writer, target, kernel).Map(kernel);
            return;
        }

        var rows = new RuleRowWriter(writer, target, kernel);
        using (writer.Braces(method.Header()))
        using (writer.Braces("for (int row = 0; row < rows; row++)"))
        {
            rows.ForEachSegment(() => rows.ForEachVector(vector =>
            {
                string arguments = string.Join(", ", kernel.Operands.Select(operand => rows.Operand(operand, vector)).Prepend(rows.Load("inputs", vector)));
                rows.Store($"{kernel.Rule.TypeName}.{(kernel.IsPrediction ? "Predict" : "Apply")}({arguments}, in coefficients)", "outputs", vector);
            }));
        }
    }

    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, MapGradientKernel kernel)
    {
        writer.Line(KernelText.Attribute);
        using (writer.Braces(method.Header()))
        {
            if (kernel.IsByColumns)
            {
                new RuleColumnWriter(writer, target, kernel).Gradient(kernel);
            }
            else
            {
                var rows = new RuleRowWriter(writer, target, kernel);
                using (writer.Braces("for (int row = 0; row < rows; row++)"))
                    rows.ForEachSegment(() => EmitSegment(writer, target, kernel, rows));
            }

            foreach (KernelOperand operand in kernel.Statistics.Where(static operand => operand.IsOfBatch && operand.IsExtreme))
            {
                writer.Line($"engine::Extremes.AddOfBatch(ref results, {kernel.Stride()}, ref {operand.Sums}, ref {operand.Sums}At, " +
                    $"{kernel.Channels()}, {kernel.Positions()}, firstRow, rows);");
            }
        }
    }

    /// <summary>What comes back through the statistics of a segment is known when the whole segment has been seen: a first pass sums, a second one writes.</summary>
    private static void EmitSegment(SourceWriter writer, VectorTarget target, MapGradientKernel kernel, RuleRowWriter rows)
    {
        KernelOperand[] ofExample = [.. kernel.Statistics.Where(static operand => !operand.IsOfBatch)];
        if (ofExample.Length > 0)
        {
            bool isLong = IsLong(kernel);
            foreach (KernelOperand operand in ofExample)
            {
                rows.DeclareSums(MapSumsEmitter.Sum(operand));
                if (isLong)
                    writer.Line($"double {MapSumsEmitter.Total(operand)} = 0;");
            }

            void EndChunk()
            {
                foreach (KernelOperand operand in ofExample)
                    rows.EndChunk(MapSumsEmitter.Total(operand), MapSumsEmitter.Sum(operand));
            }

            rows.ForEachVector(
                vector =>
                {
                    Gradients(writer, target, kernel, rows, vector);
                    foreach (KernelOperand operand in ofExample)
                        rows.AddTo(MapSumsEmitter.Sum(operand), Result(operand, vector), vector);
                },
                isLong ? EndChunk : null);
            foreach (KernelOperand operand in ofExample)
                DeclareFactor(writer, target, kernel, rows, operand);
        }

        rows.ForEachVector(vector =>
        {
            Gradients(writer, target, kernel, rows, vector);
            writer.Line($"{target.Type} result{vector.Part} = ofX{vector.Part};");
            foreach (KernelOperand operand in kernel.Statistics.Where(static operand => !operand.IsExtreme))
                writer.Line($"result{vector.Part} = {ThroughStatistic(target, kernel, rows, operand, vector)};");
            rows.Store($"result{vector.Part}", "results", vector);
        });
        foreach (KernelOperand operand in ofExample.Where(static operand => operand.IsExtreme))
        {
            writer.Line($"engine::Extremes.Add(ref clr::Unsafe.Add(ref results, {rows.SegmentStart}), ref clr::Unsafe.Add(ref inputs, {rows.SegmentStart}), " +
                $"{Number(kernel.Form.SegmentWidth)}, {rows.SegmentStatistic(operand.Row)}, {Factor(operand)});");
        }
    }

    /// <summary>The factor of a statistic's derivative: Σ∂f/∂s times what is the same for the whole segment.</summary>
    private static void DeclareFactor(SourceWriter writer, VectorTarget target, MapGradientKernel kernel, RuleRowWriter rows, KernelOperand operand)
    {
        string sum = IsLong(kernel) ? $"(float){MapSumsEmitter.Total(operand)}" : rows.SumOf(MapSumsEmitter.Sum(operand));
        string count = Literals.Float(kernel.Form.SegmentWidth);
        string factor = operand.Operand.Statistic switch
        {
            Statistic.Mean => $"{sum} / {count}",
            Statistic.Variance or Statistic.MeanSquare => $"2f * {sum} / {count}",
            Statistic.Norm => $"{rows.SegmentStatistic(operand.Row)} > 0f ? {sum} / {rows.SegmentStatistic(operand.Row)} : 0f",
            _ => sum,
        };
        writer.Line(operand.IsExtreme ? $"float {Factor(operand)} = {factor};" : $"{target.Type} {Factor(operand)} = {target.Broadcast(factor)};");
        if (operand.Operand.Statistic == Statistic.Variance)
            writer.Line($"{target.Type} segmentMean = {target.Broadcast(rows.SegmentStatistic(kernel.MeanRow))};");
    }

    private static string ThroughStatistic(VectorTarget target, MapGradientKernel kernel, RuleRowWriter rows, KernelOperand operand, RowVector vector)
    {
        string factor = operand.IsOfBatch ? rows.Channel(operand.Sums, vector) : Factor(operand);
        string result = $"result{vector.Part}";
        if (operand.Operand.Statistic == Statistic.Mean)
            return $"{result} + {factor}";
        string x = $"x{vector.Part}";
        if (operand.Operand.Statistic != Statistic.Variance)
            return target.MultiplyAdd(factor, x, result);
        string mean = !operand.IsOfBatch ? "segmentMean"
            : kernel.TakesMean ? rows.Channel("means", vector)
            : rows.Operand(kernel.Operands.First(static other => other.Operand.Statistic == Statistic.Mean), vector);
        return target.MultiplyAdd(factor, $"{x} - {mean}", result);
    }

    /// <summary>Writes the call that gives <c>ofX0</c> and the gradients in the operands.</summary>
    public static void Gradients(SourceWriter writer, VectorTarget target, RuleKernel kernel, RuleRowWriter rows, RowVector vector)
    {
        (bool readsX, bool readsOutput) = kernel switch
        {
            MapGradientKernel gradient => (gradient.ReadsX, gradient.ReadsOutput),
            MapSumsKernel sums => (sums.ReadsX, sums.ReadsOutput),
            _ => (true, false),
        };
        if (readsX)
            writer.Line($"{target.Type} x{vector.Part} = {rows.Load("inputs", vector)};");
        string first = readsOutput ? rows.Load("outputs", vector) : readsX ? $"x{vector.Part}" : target.Zero;
        IEnumerable<string> arguments =
        [
            rows.Load("gradients", vector),
            first,
            .. kernel.Operands.Select(operand => rows.Operand(operand, vector)),
            "in coefficients",
            $"out {target.Type} ofX{vector.Part}",
            .. kernel.Operands.Where(static operand => !operand.Operand.IsRandom).Select(operand => $"out {target.Type} {Result(operand, vector)}"),
        ];
        writer.Line($"{kernel.Rule.TypeName}.Gradients({string.Join(", ", arguments)});");
    }

    /// <summary>The gradient in an operand.</summary>
    public static string Result(KernelOperand operand, RowVector vector) => $"of{Identifiers.Pascal(operand.Operand.Name)}{vector.Part}";

    /// <summary>Whether the sums over a segment are too long for one float.</summary>
    private static bool IsLong(MapGradientKernel kernel) => LongSums.Is(kernel.Form.SegmentWidth);

    private static string Factor(KernelOperand operand) => operand.Operand.Name + "Factor";

    private static string Number(int value) => Literals.Number(value);
}
