using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints sums over the batch of a rule's gradients in what is the same for all examples: each channel has one owner, who adds the rows in order.</summary>
internal static class MapSumsEmitter
{
    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, MapSumsKernel kernel)
    {
        writer.Line(KernelText.Attribute);
        using (writer.Braces(method.Header()))
        {
            string channels = kernel.Channels();
            string granule = Literals.Number(RowPadding.Lanes);
            writer.Line($"int end = part.End({channels}, {granule});");
            if (kernel.Form.IsByVectors)
            {
                EmitVectors(writer, target, kernel, $"part.First({channels}, {granule})");
            }
            else
            {
                using (writer.Braces($"for (int channel = part.First({channels}, {granule}); channel < end; channel++)"))
                    ChannelSumsEmitter.Emit(writer, target, kernel);
            }

            EmitExtremes(writer, kernel, channels, granule);
        }
    }

    /// <summary>
    /// Vectors of channels. Two at a time where a row has statistics of its own: what a rule computes from them alone, such as the root of a variance, then
    /// serves both.
    /// </summary>
    private static void EmitVectors(SourceWriter writer, VectorTarget target, MapSumsKernel kernel, string first)
    {
        bool isByPairs = kernel.Operands.Any(static operand => operand.Place == OperandPlace.Segment) && kernel.Form.Channels > target.Lanes;
        if (!isByPairs)
        {
            using (writer.Braces($"for (int column = {first}; column < end; column += {Literals.Number(target.Lanes)})"))
                EmitColumns(writer, target, kernel, vectors: 1);
            return;
        }

        string pair = Literals.Number(2 * target.Lanes);
        // Shares end at a multiple of the padding.
        bool hasRest = 2 * target.Lanes > RowPadding.Lanes;
        writer.Line($"int column = {first};");
        using (writer.Braces($"for (; column < end{(hasRest ? $" - {Literals.Number(target.Lanes)}" : "")}; column += {pair})"))
            EmitColumns(writer, target, kernel, vectors: 2);
        if (!hasRest)
            return;
        using (writer.Braces("if (column < end)"))
            EmitColumns(writer, target, kernel, vectors: 1);
    }

    /// <summary>Some vectors of channels, each an element of every row.</summary>
    private static void EmitColumns(SourceWriter writer, VectorTarget target, MapSumsKernel kernel, int vectors)
    {
        string[] suffixes = [.. Enumerable.Range(0, vectors).Select(vector => vectors == 1 ? "" : Literals.Number(vector))];
        string Behind(string place, int vector) => vector == 0 ? place : $"{place} + {Literals.Number(vector * target.Lanes)}";
        for (int vector = 0; vector < vectors; vector++)
        {
            foreach (KernelOperand operand in kernel.Operands.Where(static operand => operand.Place == OperandPlace.Channel))
                writer.Line($"{target.Type} {operand.Operand.Name}OfChannel{suffixes[vector]} = {target.Load(operand.Values, Behind("column", vector))};");
            foreach (KernelOperand operand in kernel.Summed)
                writer.Line($"engine::LongSum{Literals.Number(target.Bits)} {Total(operand)}{suffixes[vector]} = default;");
        }

        void ForEachSum(Func<string, string, string> text)
        {
            foreach (KernelOperand operand in kernel.Summed)
            {
                foreach (string suffix in suffixes)
                    writer.Line(text(Sum(operand) + suffix, Total(operand) + suffix));
            }
        }

        ForEachChunk(writer, target, kernel, ForEachSum, () =>
        {
            foreach (KernelOperand operand in kernel.Operands.Where(static operand => operand.Place == OperandPlace.Segment))
            {
                string statistic = $"clr::Unsafe.Add(ref statistics, (row * {Literals.Number(kernel.StatisticsStride)}) + {Literals.Number(operand.Row)})";
                writer.Line($"{target.Type} {operand.Operand.Name}OfRow = {target.Broadcast(statistic)};");
            }

            for (int vector = 0; vector < vectors; vector++)
                EmitRow(writer, target, kernel, suffixes[vector], Behind("at", vector));
        });
        int row = 0;
        foreach (KernelOperand operand in kernel.Summed)
        {
            for (int vector = 0; vector < vectors; vector++)
            {
                string sum = $"{Total(operand)}{suffixes[vector]}.Total";
                string result = operand.IsOfBatch ? VectorFactor(target, kernel, operand, sum) : sum;
                writer.Line(target.Store(result, "sums", Behind("column", vector) + (row == 0 ? "" : $" + {Row(kernel, row)}")));
            }

            row++;
        }
    }

    /// <summary>
    /// Writes the loops over rows and their positions, and what is done with sums at both ends of a chunk. Chunks are rows; where these have many positions,
    /// parts of rows, which end a chunk of long sums alone.
    /// </summary>
    private static void ForEachChunk(SourceWriter writer, VectorTarget target, RuleKernel kernel, Action<Func<string, string, string>> forEachSum, Action body)
    {
        void Declare() => forEachSum((sum, _) => $"{target.Type} {sum} = {target.Zero};");
        void Add() => forEachSum(static (sum, total) => $"{total}.Add({sum});");
        string stride = kernel.Stride(), step = kernel.Channels();
        if (kernel.Form.Positions <= LongSums.Chunk)
        {
            using (LongSums.ForEachChunkOfRows(writer, "Rows", kernel))
            {
                Declare();
                using (writer.Braces("for (int row = start; row < stop; row++)"))
                {
                    writer.Line($"int at = (row * {stride}) + column;");
                    if (kernel.Form.Positions == 1)
                    {
                        body();
                    }
                    else
                    {
                        writer.Line($"int last = (row * {stride}) + {kernel.Width()};");
                        using (writer.Braces($"for (; at < last; at += {step})"))
                            body();
                    }
                }

                Add();
            }

            return;
        }

        LongSums.DeclareIsLong(writer, kernel);
        Declare();
        string some = kernel.IsOfAnyShape ? "some" : Literals.Number(LongSums.Chunk * kernel.Form.Channels);
        if (kernel.IsOfAnyShape)
            writer.Line($"int some = {Literals.Number(LongSums.Chunk)} * channels;");
        using (writer.Braces("for (int row = 0; row < rows; row++)"))
        {
            writer.Line($"int last = (row * {stride}) + {kernel.Width()};");
            using (writer.Braces($"for (int start = (row * {stride}) + column; start < last; start += {some})"))
            {
                writer.Line($"int stop = global::System.Math.Min(start + {some}, last);");
                using (writer.Braces($"for (int at = start; at < stop; at += {step})"))
                    body();
                using (writer.Braces("if (isLong)"))
                {
                    Add();
                    forEachSum((sum, _) => $"{sum} = {target.Zero};");
                }
            }
        }

        Add();
    }

    /// <summary>What a row adds to the sums of a vector of channels.</summary>
    private static void EmitRow(SourceWriter writer, VectorTarget target, MapSumsKernel kernel, string suffix, string at)
    {
        if (kernel.ReadsX)
            writer.Line($"{target.Type} x{suffix} = {target.Load("inputs", at)};");
        string first = kernel.ReadsOutput ? target.Load("outputs", at) : kernel.ReadsX ? "x" + suffix : target.Zero;
        IEnumerable<string> arguments =
        [
            target.Load("gradients", at),
            first,
            .. kernel.Operands.Select(operand => operand.Place switch
            {
                OperandPlace.Row => target.Load(operand.Values, at),
                OperandPlace.Channel => $"{operand.Operand.Name}OfChannel{suffix}",
                _ => operand.Operand.Name + "OfRow",
            }),
            "in coefficients",
            "out _",
            .. kernel.Operands.Where(static operand => !operand.Operand.IsRandom)
                .Select(operand => kernel.Summed.Contains(operand) ? $"out {target.Type} {Of(operand)}{suffix}" : "out _"),
        ];
        writer.Line($"{kernel.Rule.TypeName}.Gradients({string.Join(", ", arguments)});");
        foreach (KernelOperand operand in kernel.Summed)
            writer.Line($"{Sum(operand)}{suffix} += {Of(operand)}{suffix};");
    }

    /// <summary>Where the largest and smallest elements stand: each has a row behind the sums.</summary>
    private static void EmitExtremes(SourceWriter writer, MapSumsKernel kernel, string channels, string granule)
    {
        int row = kernel.Summed.Count();
        foreach (KernelOperand operand in kernel.Summed.Where(static operand => operand.IsOfBatch && operand.IsExtreme))
        {
            writer.Line($"engine::Extremes.FindInBatch(ref inputs, {kernel.Stride()}, {kernel.Positions()}, rows, ref {operand.Values}, " +
                $"ref clr::Unsafe.Add(ref sums, {Row(kernel, row)}), part.First({channels}, {granule}), end);");
            row++;
        }
    }

    /// <summary>A statistic's sum as the factor of ∂x that it becomes.</summary>
    private static string VectorFactor(VectorTarget target, MapSumsKernel kernel, KernelOperand operand, string sum) => operand.Operand.Statistic switch
    {
        Statistic.Mean => $"({sum} / {target.Broadcast(Count(kernel))})",
        Statistic.Variance or Statistic.MeanSquare => $"(({sum} + {sum}) / {target.Broadcast(Count(kernel))})",
        Statistic.Norm => $"({sum} / {operand.Operand.Name}OfChannel & {target.Greater($"{operand.Operand.Name}OfChannel", target.Zero)})",
        _ => sum,
    };

    /// <summary>Where a row of the sums begins.</summary>
    private static string Row(MapSumsKernel kernel, int row) => !kernel.IsOfAnyShape ? Literals.Number(row * kernel.SumsStride)
        : row == 1 ? "sumsStride" : $"({Literals.Number(row)} * sumsStride)";

    /// <summary>Elements of a channel.</summary>
    public static string Count(RuleKernel kernel) => kernel.Form.Positions == 1 ? "(float)rows"
        : kernel.IsOfAnyShape ? "((float)rows * positions)" : $"((float)rows * {Literals.Float(kernel.Form.Positions)})";

    /// <summary>The sum of an operand's gradients, or of a chunk of them.</summary>
    public static string Sum(KernelOperand operand) => "sum" + Identifiers.Pascal(operand.Operand.Name);

    /// <summary>The sum of all chunks.</summary>
    public static string Total(KernelOperand operand) => "total" + Identifiers.Pascal(operand.Operand.Name);

    private static string Of(KernelOperand operand) => "of" + Identifiers.Pascal(operand.Operand.Name);
}
