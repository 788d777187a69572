using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints the gradient of a weight, xᵀ · dz, with the update, the store or the canonical layout in its epilogue.</summary>
internal static class WeightEmitter
{
    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, WeightUpdateKernel kernel)
    {
        string Call(Tile tile, string row) =>
            $"{TileName(method, tile, target)}(ref clr::Unsafe.Add(ref inputs, {row}), ref clr::Unsafe.Add(ref gradients, column), " +
            $"ref clr::Unsafe.Add(ref weights, ({row} * {kernel.WeightStride}) + column), ref tile{KernelSignature.PassedArguments(kernel)}, rows);";

        void Tile(Tile tile)
        {
            writer.Line(MicroKernelWriter.Attribute);
            using (writer.Braces($"private static void {TileName(method, tile, target)}(ref float inputs, ref float gradients, ref float weights, ref float tile{KernelSignature.PassedParameters(kernel)}, int rows)"))
            {
                var micro = new MicroKernelWriter(writer, target, tile);
                if (kernel.FetchesAhead)
                    AccumulateFetching(writer, micro, target, tile, kernel);
                else
                    AccumulateGradient(micro, target, kernel.InputStride, kernel.GradientStride);
                UpdateEpilogue.Emit(writer, target, micro, tile, kernel.Chain, kernel.WeightStride);
            }
        }

        EmitProduct(writer, target, $"public static void {method.Name}({KernelSignature.Parameters(kernel)})", Tiles.UpdateTile(target.Lanes, kernel.IsStreamed), kernel.Inputs, kernel.Outputs, isShared: true, Call, Tile, CopyRows);

        void CopyRows()
        {
            if (!kernel.IsTransposed)
                return;
            Extent stride = kernel.WeightStride;
            writer.Line("// The new rows are columns of what forward reads.");
            writer.Line($"engine::PanelTranspose.Write(ref clr::Unsafe.Add(ref weights, first * {stride}), {stride}, end - first, {kernel.Outputs}, " +
                $"ref clr::Unsafe.Add(ref forward, first), {Literals.Number(kernel.ForwardStride)});");
        }
    }

    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, StoredWeightGradientKernel kernel)
    {
        string Call(Tile tile, string row) =>
            $"{TileName(method, tile, target)}(ref clr::Unsafe.Add(ref inputs, {row}), ref clr::Unsafe.Add(ref gradients, column), " +
            $"ref clr::Unsafe.Add(ref results, ({row} * {kernel.WeightStride}) + column){(kernel.Adds ? ", adds" : "")}{KernelSignature.PassedArguments(kernel)}, rows);";

        void Tile(Tile tile)
        {
            writer.Line(MicroKernelWriter.Attribute);
            using (writer.Braces($"private static void {TileName(method, tile, target)}(ref float inputs, ref float gradients, ref float results{(kernel.Adds ? ", bool adds" : "")}{KernelSignature.PassedParameters(kernel)}, int rows)"))
            {
                var micro = new MicroKernelWriter(writer, target, tile);
                Action? start = !kernel.Adds ? null : () =>
                {
                    writer.Line("// The sums go on where those of the batches before ended.");
                    using (writer.Braces("if (adds)"))
                        micro.ForEach(kernel.WeightStride, (sum, offset) => writer.Line($"{sum} = {target.Load("results", offset)};"));
                };
                AccumulateGradient(micro, target, kernel.InputStride, kernel.GradientStride, start);
                micro.ForEach(kernel.WeightStride, (sum, offset) => writer.Line(target.Store(sum, "results", offset)));
            }
        }

        EmitProduct(writer, target, $"public static void {method.Name}({KernelSignature.Parameters(kernel)})", Tiles.UpdateTile(target.Lanes, isStreamed: false), kernel.Inputs, kernel.Outputs, isShared: true, Call, Tile);
    }

    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, WeightGradientKernel kernel)
    {
        string Call(Tile tile, string row) =>
            $"{TileName(method, tile, target)}(ref clr::Unsafe.Add(ref inputs, {row}), ref clr::Unsafe.Add(ref gradients, column), ref tile{KernelSignature.PassedArguments(kernel)}, rows); " +
            $"engine::MatrixLayout.WriteTileTransposed(ref tile, {Literals.Number(tile.Rows)}, {Literals.Number(tile.Vectors * target.Lanes)}, " +
            $"ref result, {row}, column, {kernel.Inputs}, {kernel.Outputs});";

        void Tile(Tile tile)
        {
            writer.Line(MicroKernelWriter.Attribute);
            using (writer.Braces($"private static void {TileName(method, tile, target)}(ref float inputs, ref float gradients, ref float tile{KernelSignature.PassedParameters(kernel)}, int rows)"))
            {
                var micro = new MicroKernelWriter(writer, target, tile);
                AccumulateGradient(micro, target, kernel.InputStride, kernel.GradientStride);
                micro.ForEach(tile.Vectors * target.Lanes, (sum, offset) => writer.Line(target.Store(sum, "tile", offset)));
            }
        }

        EmitProduct(writer, target, $"public static void {method.Name}({KernelSignature.Parameters(kernel)})", Tiles.GradientTile(target.Lanes), kernel.Inputs, kernel.Outputs, isShared: false, Call, Tile);
    }

    private static string TileName(KernelMethod method, Tile tile, VectorTarget target) => BatchProductDriver.TileName(method.Name, tile, target);

    private static void AccumulateGradient(MicroKernelWriter micro, VectorTarget target, Extent inputStride, Extent gradientStride, Action? start = null)
    {
        micro.Declare(_ => target.Zero);
        start?.Invoke();
        micro.Accumulate(new TileOperand("inputs", 1, inputStride), new TileOperand("gradients", 0, gradientStride), "rows");
    }

    /// <summary>
    /// The sum, with the tile's weights and states asked for a cache line at a time: all at once would keep the sum's own loads waiting, and none would keep the update waiting.
    /// </summary>
    private static void AccumulateFetching(SourceWriter writer, MicroKernelWriter micro, VectorTarget target, Tile tile, WeightUpdateKernel kernel)
    {
        int linesPerRow = Math.Max(1, tile.Vectors * target.Lanes / MicroKernelWriter.LineFloats);
        micro.Declare(_ => target.Zero);
        micro.AccumulateInParts(new TileOperand("inputs", 1, kernel.InputStride), new TileOperand("gradients", 0, kernel.GradientStride), "rows", tile.Rows * linesPerRow, part =>
        {
            writer.Line($"int line = ({part} / {Literals.Number(linesPerRow)} * {kernel.WeightStride}) + ({part} % {Literals.Number(linesPerRow)} * {Literals.Number(MicroKernelWriter.LineFloats)});");
            for (int tensor = 0; tensor <= kernel.Chain.States.Count; tensor++)
                writer.Line($"engine::CacheHint.Fetch(ref clr::Unsafe.Add(ref weights, line + {Literals.Number((long)tensor * kernel.StateDistance)}));");
        });
    }

    /// <summary>The driver of a product, then the micro-kernel of every tile that it needs. A product that threads share takes the rows from <c>first</c> to <c>end</c>.</summary>
    private static void EmitProduct(
        SourceWriter writer, VectorTarget target, string signature, Tile largest, Extent inputs, Extent outputs, bool isShared, Func<Tile, string, string> call, Action<Tile> emitTile, Action? finish = null)
    {
        void Panels(Action<int> body) => BatchProductDriver.ForEachPanel(writer, target, outputs, largest.Vectors, body);
        void Call(Tile tile, string row) => writer.Line(call(tile, row).Replace("; ", ";\n"));
        int[] rowCounts = Tiles.WeightRows(inputs, target.Lanes, largest);
        int[] widths = Tiles.PanelVectors(outputs, target.Lanes, largest.Vectors);
        using (writer.Braces(signature))
        {
            if (inputs.IsConstant)
                EmitBlocks(writer, inputs.Value, rowCounts, Tiles.Columns(outputs.Value, target.Lanes, largest.Vectors).Sum(static group => group.Panels), isShared, Panels, Call);
            else
                Panels(vectors => EmitRows(writer, inputs, rowCounts, isShared, vectors, Call));
            finish?.Invoke();
        }

        foreach (int vectors in widths)
        {
            foreach (int rows in rowCounts)
            {
                writer.Line();
                emitTile(new Tile(rows, vectors));
            }
        }
    }

    /// <summary>Blocks of rows outside, then panels of columns; inside, full row tiles. One tile for the rows that remain comes last, all known at compile time.</summary>
    private static void EmitBlocks(SourceWriter writer, int inputs, int[] rowCounts, int panels, bool isShared, Action<Action<int>> forEachPanel, Action<Tile, string> call)
    {
        int full = rowCounts[0];
        int rest = inputs % full;
        string fullRows = Literals.Number(inputs - rest);
        int block = Tiles.WeightBlock(inputs - rest, full, panels);
        void FullTiles(int vectors, string first, string end)
        {
            using (writer.Braces($"for (int row = {first}; row < {end}; row += {Literals.Number(full)})"))
                call(new Tile(full, vectors), "row");
        }

        string first = isShared ? "first" : "0";
        string end = fullRows;
        if (isShared)
        {
            writer.Line($"int fullEnd = global::System.Math.Min(end, {fullRows});");
            end = "fullEnd";
        }

        if (block < inputs - rest)
        {
            using (writer.Braces($"for (int block = {first}; block < {end}; block += {Literals.Number(block)})"))
            {
                writer.Line($"int blockEnd = global::System.Math.Min(block + {Literals.Number(block)}, {end});");
                forEachPanel(vectors => FullTiles(vectors, "block", "blockEnd"));
            }
        }
        else
        {
            forEachPanel(vectors => FullTiles(vectors, first, end));
        }

        if (rest == 0)
            return;
        if (isShared)
            writer.Line($"if (end == {Literals.Number(inputs)} && first < end)");
        using (writer.Braces())
            forEachPanel(vectors => call(new Tile(rest, vectors), fullRows));
    }

    /// <summary>The rows of a panel, however many: as many of the largest tile as fit, then of the smaller ones.</summary>
    private static void EmitRows(SourceWriter writer, Extent inputs, int[] rowCounts, bool isShared, int vectors, Action<Tile, string> call)
    {
        string end = isShared ? "end" : inputs.ToString();
        writer.Line($"int row = {(isShared ? "first" : "0")};");
        foreach (int rows in rowCounts)
        {
            using (writer.Braces($"for (; row <= {end} - {Literals.Number(rows)}; row += {Literals.Number(rows)})"))
                call(new Tile(rows, vectors), "row");
        }
    }
}
