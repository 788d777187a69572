using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>Prints the gradient of a weight, xᵀ · dz, with the update, the store or the canonical layout in its epilogue.</summary>
internal static class WeightGradientEmitter
{
    public static void Emit(SourceWriter writer, VectorTarget target, KernelMethod method, WeightGradientKernel kernel)
    {
        string Call(Tile tile, string row) => CallOf(kernel, TileName(method, tile, target), row);
        void EmitTile(Tile tile) => EmitMicroKernel(writer, target, TileName(method, tile, target), kernel, tile);
        void CallTile(Tile tile, string row)
        {
            writer.Line(Call(tile, row));
            if (kernel.End is not CanonicalEnd)
                return;
            string width = Literals.Number(tile.Vectors * target.Lanes);
            writer.Line($"engine::MatrixLayout.WriteTileTransposed(ref tile, {Literals.Number(tile.Rows)}, {width}, ref result, {row}, column, {kernel.Inputs}, {kernel.Outputs});");
        }

        EmitProduct(writer, target, method.Header(), Tiles.TileOf(kernel, target.Lanes), kernel, CallTile, EmitTile);
    }

    /// <summary>The call of a tile's micro-kernel at a row.</summary>
    private static string CallOf(WeightGradientKernel kernel, string name, string row)
    {
        string place = $"({row} * {kernel.WeightStride}) + column";
        string end = kernel.End switch
        {
            UpdateEnd => $"ref clr::Unsafe.Add(ref weights, {place}), ref tile",
            StoreEnd store => $"ref clr::Unsafe.Add(ref results, {place}){(store.Adds ? ", adds" : "")}",
            _ => "ref tile",
        };
        return $"{name}(ref clr::Unsafe.Add(ref inputs, {row}), ref clr::Unsafe.Add(ref gradients, column), {end}{kernel.PassedArguments()}, rows);";
    }

    private static void EmitMicroKernel(SourceWriter writer, VectorTarget target, string name, WeightGradientKernel kernel, Tile tile)
    {
        string end = kernel.End switch
        {
            UpdateEnd => "ref float weights, ref float tile",
            StoreEnd store => $"ref float results{(store.Adds ? ", bool adds" : "")}",
            _ => "ref float tile",
        };
        writer.Line(MicroKernelWriter.Attribute);
        using (writer.Braces($"private static void {name}(ref float inputs, ref float gradients, {end}{kernel.PassedParameters()}, int rows)"))
        {
            var micro = new MicroKernelWriter(writer, target, tile);
            if (kernel.FetchesAhead)
                AccumulateFetching(writer, micro, target, tile, kernel);
            else
                Accumulate(writer, micro, target, kernel);
            EmitEnd(writer, target, micro, kernel, tile);
        }
    }

    private static void EmitEnd(SourceWriter writer, VectorTarget target, MicroKernelWriter micro, WeightGradientKernel kernel, Tile tile)
    {
        switch (kernel.End)
        {
            case UpdateEnd update:
                UpdateEpilogue.Emit(writer, target, micro, tile, update.Chain, kernel.WeightStride);
                break;
            case StoreEnd:
                micro.ForEach(kernel.WeightStride, (sum, offset) => writer.Line(target.Store(sum, "results", offset)));
                break;
            default:
                micro.ForEach(tile.Vectors * target.Lanes, (sum, offset) => writer.Line(target.Store(sum, "tile", offset)));
                break;
        }
    }

    private static void Accumulate(SourceWriter writer, MicroKernelWriter micro, VectorTarget target, WeightGradientKernel kernel)
    {
        micro.Declare(_ => target.Zero);
        if (kernel.End is StoreEnd { Adds: true })
        {
            writer.Line("// The sums go on where those of the batches before ended.");
            using (writer.Braces("if (adds)"))
                micro.ForEach(kernel.WeightStride, (sum, offset) => writer.Line($"{sum} = {target.Load("results", offset)};"));
        }

        micro.Accumulate(new TileOperand("inputs", 1, kernel.InputStride), new TileOperand("gradients", 0, kernel.GradientStride), "rows");
    }

    /// <summary>A transposed weight's new rows are columns of what forward reads.</summary>
    private static void CopyRows(SourceWriter writer, WeightGradientKernel kernel)
    {
        Extent stride = kernel.WeightStride;
        writer.Line("// The new rows are columns of what forward reads.");
        writer.Line($"engine::PanelTranspose.Write(ref clr::Unsafe.Add(ref weights, first * {stride}), {stride}, end - first, {kernel.Outputs}, " +
            $"ref clr::Unsafe.Add(ref forward, first), {Literals.Number(kernel.ForwardStride)});");
    }

    private static string TileName(KernelMethod method, Tile tile, VectorTarget target) => BatchProductDriver.TileName(method.Name, tile, target);

    /// <summary>
    /// The sum, with the tile's weights and states asked for a cache line at a time: all at once would keep the sum's own loads waiting, and none would keep the update waiting.
    /// </summary>
    private static void AccumulateFetching(SourceWriter writer, MicroKernelWriter micro, VectorTarget target, Tile tile, WeightGradientKernel kernel)
    {
        int linesPerRow = Math.Max(1, tile.Vectors * target.Lanes / MicroKernelWriter.LineFloats);
        micro.Declare(_ => target.Zero);
        micro.AccumulateInParts(new TileOperand("inputs", 1, kernel.InputStride), new TileOperand("gradients", 0, kernel.GradientStride), "rows", tile.Rows * linesPerRow, part =>
        {
            writer.Line($"int line = ({part} / {Literals.Number(linesPerRow)} * {kernel.WeightStride}) + ({part} % {Literals.Number(linesPerRow)} * {Literals.Number(MicroKernelWriter.LineFloats)});");
            var update = (UpdateEnd)kernel.End;
            for (int tensor = 0; tensor <= update.Chain.States.Count; tensor++)
                writer.Line($"engine::CacheHint.Fetch(ref clr::Unsafe.Add(ref weights, line + {Literals.Number((long)tensor * update.StateDistance)}));");
        });
    }

    /// <summary>The driver of a product, then the micro-kernel of every tile that it needs. A product that threads share takes the rows from <c>first</c> to <c>end</c>.</summary>
    private static void EmitProduct(
        SourceWriter writer, VectorTarget target, string header, Tile largest, WeightGradientKernel kernel, Action<Tile, string> call, Action<Tile> emitTile)
    {
        (Extent inputs, Extent outputs, bool isShared) = (kernel.Inputs, kernel.Outputs, kernel.End is not CanonicalEnd);
        void Panels(Action<int> body) => BatchProductDriver.ForEachPanel(writer, target, outputs, largest.Vectors, body);
        int[] rowCounts = Tiles.WeightRows(inputs, target.Lanes, largest);
        int[] widths = Tiles.PanelVectors(outputs, target.Lanes, largest.Vectors);
        using (writer.Braces(header))
        {
            if (inputs.IsConstant)
                EmitBlocks(writer, inputs.Value, rowCounts, Tiles.Columns(outputs.Value, target.Lanes, largest.Vectors).Sum(static group => group.Panels), isShared, Panels, call);
            else
                Panels(vectors => EmitRows(writer, inputs, rowCounts, isShared, vectors, call));
            if (kernel.IsTransposed)
                CopyRows(writer, kernel);
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
