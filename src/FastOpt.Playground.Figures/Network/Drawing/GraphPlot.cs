namespace FastOpt.Playground;

/// <summary>The network as a graph: each node shows its value over the plane, each edge its weight.</summary>
internal static class GraphPlot
{
    private const int Side = 16;

    public static Plot Draw(Shown shown)
    {
        LayerProbe probe = shown.Probe;
        float[] grid = Shown.Grid(Side, shown.Data.Reach);
        float[][] values = shown.Layers(grid);
        int[] lines = [.. probe.Activations, probe.Lines.Count - 1];
        int[] layers = [2, .. lines.Select(line => probe.Lines[line].Size)];
        byte[] levels = new byte[layers.Sum() * Side * Side];
        int at = 0;
        for (int input = 0; input < 2; input++)
            Tile(grid, 2, input, levels, ref at);
        foreach (int line in lines)
        {
            for (int unit = 0; unit < probe.Lines[line].Size; unit++)
                Tile(values[line], probe.Lines[line].Size, unit, levels, ref at);
        }

        ParameterInfo[] products = [.. shown.Network.Parameters.Where(static one => one.Shape.Count == 2)];
        double[] weights = [.. products.SelectMany(one => shown.Parameters[one.Offset..(one.Offset + one.Count)]).Select(static weight => (double)weight)];
        return new Plot("graph", "Inside: neurons and weights", new("", 0, 1), new("", 0, 1), [new Series(SeriesKind.Line, "", 0, weights, weights)])
        {
            Map = new PlotMap(Side, layers.Sum() * Side, levels, MapRamp.Signed, "Each square is a neuron's output over the plane: negative to positive")
            {
                IsSharp = true,
            },
            Layers = layers,
            IsBare = true,
            Aspect = 1,
            Table = Table(products, shown.Parameters),
        };
    }

    // Zero is the middle; the largest value of the neuron an end.
    private static void Tile(float[] values, int stride, int unit, byte[] levels, ref int at)
    {
        float largest = 1e-6f;
        for (int i = unit; i < values.Length; i += stride)
            largest = MathF.Max(largest, MathF.Abs(values[i]));
        for (int i = unit; i < values.Length; i += stride)
            levels[at++] = (byte)Math.Clamp(127.5f * (1 + (values[i] / largest)), 0, 255);
    }

    private static PlotTable Table(ParameterInfo[] products, float[] parameters)
    {
        return new(["layer", "from", "to", "weight"], new LazyRows(new(() => [.. products.SelectMany(Rows)])));

        IEnumerable<IReadOnlyList<string>> Rows(ParameterInfo one) => Enumerable.Range(0, one.Count).Select(i => (string[])
            [one.Name, PlotTable.Text(i % one.Shape[1]), PlotTable.Text(i / one.Shape[1]), PlotTable.Text(parameters[one.Offset + i])]);
    }
}
