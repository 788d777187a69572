using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints the sums of <see cref="MapSumsEmitter"/> where the positions of a channel stand side by side.</summary>
internal static class ChannelSumsEmitter
{
    /// <summary>One channel: its positions in every row.</summary>
    public static void Emit(SourceWriter writer, VectorTarget target, MapSumsKernel kernel)
    {
        var rows = new RuleRowWriter(writer, target, kernel with { Form = kernel.Form with { Segments = 1 } }, isByChannel: true);
        foreach (KernelOperand operand in kernel.Summed)
            writer.Line($"double {MapSumsEmitter.Total(operand)} = 0;");

        void Declare()
        {
            foreach (KernelOperand operand in kernel.Summed)
                rows.DeclareSums(MapSumsEmitter.Sum(operand));
        }

        void Add()
        {
            foreach (KernelOperand operand in kernel.Summed)
                writer.Line($"{MapSumsEmitter.Total(operand)} += {rows.SumOf(MapSumsEmitter.Sum(operand))};");
        }

        if (kernel.Form.Positions <= LongSums.RowChunk)
        {
            using (LongSums.ForEachChunkOfRows(writer, "RowsOfLanes", kernel))
            {
                Declare();
                using (writer.Braces("for (int row = start; row < stop; row++)"))
                    EmitRow(writer, target, kernel, rows, endChunk: null);
                Add();
            }
        }
        else
        {
            void EndChunk()
            {
                using (writer.Braces("if (isLong)"))
                {
                    foreach (KernelOperand operand in kernel.Summed)
                        rows.EndChunk(MapSumsEmitter.Total(operand), MapSumsEmitter.Sum(operand));
                }
            }

            LongSums.DeclareIsLong(writer, kernel);
            Declare();
            using (writer.Braces("for (int row = 0; row < rows; row++)"))
                EmitRow(writer, target, kernel, rows, EndChunk);
            Add();
        }

        int row = 0;
        foreach (KernelOperand operand in kernel.Summed)
        {
            string sum = $"(float){MapSumsEmitter.Total(operand)}";
            string place = row == 0 ? "channel" : $"channel + {Literals.Number(row * kernel.SumsStride)}";
            writer.Line($"clr::Unsafe.Add(ref sums, {place}) = {(operand.IsOfBatch ? ScalarFactor(kernel, operand, sum) : sum)};");
            row++;
        }
    }

    /// <summary>What a row adds to the sums of a channel.</summary>
    private static void EmitRow(SourceWriter writer, VectorTarget target, MapSumsKernel kernel, RuleRowWriter rows, Action? endChunk)
    {
        foreach (KernelOperand operand in kernel.Operands.Where(static operand => operand.Place == OperandPlace.Segment))
        {
            string segment = kernel.Form.Segments > 1 ? $" + (channel / {Literals.Number(kernel.Form.SegmentChannels)})" : "";
            string first = Literals.Number(operand.Row * kernel.Form.Segments);
            string statistic = $"clr::Unsafe.Add(ref statistics, (row * {Literals.Number(kernel.StatisticsStride)}) + {first}{segment})";
            writer.Line($"{target.Type} {operand.Operand.Name}OfSegment = {target.Broadcast(statistic)};");
        }

        writer.Line($"int at = (row * {Literals.Number(kernel.Form.Stride)}) + (channel * {Literals.Number(kernel.Form.Positions)});");
        rows.ForEachPart(
            vector =>
            {
                RuleKernelEmitter.Gradients(writer, target, kernel, rows, vector);
                foreach (KernelOperand operand in kernel.Summed)
                    rows.AddTo(MapSumsEmitter.Sum(operand), RuleKernelEmitter.Result(operand, vector), vector);
            },
            endChunk);
        endChunk?.Invoke();
    }

    private static string ScalarFactor(MapSumsKernel kernel, KernelOperand operand, string sum)
    {
        string value = $"clr::Unsafe.Add(ref {operand.Values}, channel)";
        string count = MapSumsEmitter.Count(kernel);
        return operand.Operand.Statistic switch
        {
            Statistic.Mean => $"{sum} / {count}",
            Statistic.Variance or Statistic.MeanSquare => $"2f * {sum} / {count}",
            Statistic.Norm => $"{value} > 0f ? {sum} / {value} : 0f",
            _ => sum,
        };
    }
}
