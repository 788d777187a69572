using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>
/// Writes the loops around the micro-kernels of a product over the rows of the batch: panels of columns outside, so that a panel of weights stays in the
/// cache, and row tiles inside. A last tile that is not full starts earlier and computes some rows again, to the same bits.
/// </summary>
internal static class BatchProductDriver
{
    /// <summary>Writes a product's method and, behind it, the micro-kernel of every tile that it needs.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="target">The vectors.</param>
    /// <param name="method">The kernel.</param>
    /// <param name="columns">Columns of the product, without padding.</param>
    /// <param name="enterPanel">Writes what happens once for each panel, or null.</param>
    /// <param name="arguments">The arguments of the micro-kernel at a row.</param>
    /// <param name="emitTile">Writes the micro-kernel of a name and a tile.</param>
    /// <param name="byColumns">Whether only the columns of the share <c>part</c> are made; then all panels are of one width (<see cref="ColumnBlocks"/>).</param>
    public static void Emit(
        SourceWriter writer,
        VectorTarget target,
        KernelMethod method,
        Extent columns,
        Action<int>? enterPanel,
        Func<string, string> arguments,
        Action<string, Tile> emitTile,
        bool byColumns = false)
    {
        int most = Tiles.MostVectors(target.Lanes);
        using (writer.Braces(method.Header()))
        {
            ForEachPanel(writer, target, columns, most, vectors =>
            {
                enterPanel?.Invoke(vectors);
                ForEachRowTile(writer, target, (rows, row) => $"{TileName(method.Name, new Tile(rows, vectors), target)}({arguments(row)});");
            }, byColumns);
        }

        foreach (Tile tile in TilesOf(columns, target))
        {
            writer.Line();
            emitTile(TileName(method.Name, tile, target), tile);
        }
    }

    /// <summary>The tiles that a product of <paramref name="columns"/> columns needs.</summary>
    public static IEnumerable<Tile> TilesOf(Extent columns, VectorTarget target) =>
        from vectors in Tiles.PanelVectors(columns, target.Lanes, Tiles.MostVectors(target.Lanes))
        from rows in Tiles.BatchRows(target.Lanes)
        select new Tile(rows, vectors);

    /// <summary>"Forward_784x128_Relu_8x32".</summary>
    public static string TileName(string kernel, Tile tile, VectorTarget target) => $"{kernel}_{tile.Rows}x{tile.Vectors * target.Lanes}";

    /// <summary>Writes the loops over panels of columns, or over those of the share <c>part</c>.</summary>
    public static void ForEachPanel(SourceWriter writer, VectorTarget target, Extent columns, int mostVectors, Action<int> body, bool byColumns = false)
    {
        if (!columns.IsConstant)
        {
            ForEachPanelOfAnyShape(writer, target, columns, mostVectors, body);
            return;
        }

        List<ColumnGroup> groups = Tiles.Columns(columns.Value, target.Lanes, mostVectors);
        if (byColumns)
        {
            (string all, string width) = (Literals.Number(columns.Value), Literals.Number(groups.Single().Vectors * target.Lanes));
            writer.Line($"int endColumn = part.End({all}, {width});");
            using (writer.Braces($"for (int column = part.First({all}, {width}); column < endColumn; column += {width})"))
                body(groups[0].Vectors);
            return;
        }

        foreach (ColumnGroup group in groups)
        {
            int width = group.Vectors * target.Lanes;
            if (group.Panels == 1)
            {
                using (writer.Braces())
                {
                    writer.Line($"const int column = {Literals.Number(group.First)};");
                    body(group.Vectors);
                }

                continue;
            }

            int end = group.First + (group.Panels * width);
            using (writer.Braces($"for (int column = {Literals.Number(group.First)}; column < {Literals.Number(end)}; column += {Literals.Number(width)})"))
                body(group.Vectors);
        }
    }

    /// <summary>Panels of each width as long as their last vector has a column in it; behind that stands a row's padding at most.</summary>
    private static void ForEachPanelOfAnyShape(SourceWriter writer, VectorTarget target, Extent columns, int mostVectors, Action<int> body)
    {
        int[] widths = Tiles.PanelVectors(columns, target.Lanes, mostVectors);
        writer.Line("int column = 0;");
        foreach (int vectors in widths)
        {
            int needed = vectors == widths[widths.Length - 1] ? 0 : (vectors - 1) * target.Lanes;
            using (writer.Braces($"for (; column < {columns + -needed}; column += {Literals.Number(vectors * target.Lanes)})"))
                body(vectors);
        }
    }

    /// <summary>Writes the loops over row tiles; <paramref name="call"/> gives the call of a tile at a row.</summary>
    private static void ForEachRowTile(SourceWriter writer, VectorTarget target, Func<int, string, string> call)
    {
        int[] sizes = Tiles.BatchRows(target.Lanes);
        writer.Line("int row = 0;");
        for (int i = 0; i < sizes.Length; i++)
        {
            string size = Literals.Number(sizes[i]);
            writer.Line($"for (; row <= rows - {size}; row += {size})");
            writer.Line("    " + call(sizes[i], "row"));
            if (i == sizes.Length - 1)
                continue;
            if (i == 0)
                writer.Line("// A rest of most of a tile is a tile that begins earlier: what it computes again has the same bits.");
            using (writer.Braces($"if (rows - row > {Literals.Number(sizes[i + 1])} && rows >= {size})"))
            {
                writer.Line(call(sizes[i], $"(rows - {size})"));
                writer.Line("row = rows;");
            }
        }
    }
}
