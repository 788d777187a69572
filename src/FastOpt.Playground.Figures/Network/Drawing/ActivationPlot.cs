namespace FastOpt.Playground;

/// <summary>How the values of each hidden layer are spread, over examples and neurons.</summary>
internal static class ActivationPlot
{
    public const string Into = "into", OutOf = "out";

    private const int Bins = 72, Examples = 96;

    public static Plot? Draw(Shown shown, string which)
    {
        LayerProbe probe = shown.Probe;
        int[] lines = [.. probe.Activations.Select(line => which == Into ? Source(probe, line) : line)];
        if (lines.Length == 0)
            return null;
        float[][] all = shown.Layers(shown.Few(Examples).Inputs);
        Spread[] spreads = [.. lines.Select(line => new Spread(all[line]))];
        double reach = Math.Max(1, spreads.Max(static one => one.Reach));
        reach = Math.Ceiling(reach * 2) / 2;

        byte[] levels = new byte[Bins * lines.Length];
        for (int layer = 0; layer < lines.Length; layer++)
            spreads[layer].Fill(reach, levels.AsSpan((lines.Length - 1 - layer) * Bins, Bins));
        double[] numbers = [.. Enumerable.Range(1, lines.Length).Select(static i => (double)i)];
        List<Series> series = [new(SeriesKind.Path, "Mean", 0, [.. spreads.Select(static one => one.Mean)], numbers)];
        series.Add(Edge(spreads, numbers, -1, "Mean ± standard deviation"));
        series.Add(Edge(spreads, numbers, 1, ""));
        string what = which == Into ? "Into the activations, layer by layer" : "Out of the activations, layer by layer";
        return new Plot("activations", what, new("value", -reach, reach), new("hidden layer", 0.5, lines.Length + 0.5), series)
        {
            Map = new PlotMap(Bins, lines.Length, levels, MapRamp.Height, "From none to many values") { IsSharp = true },
            Table = new(["hidden layer", "mean", "standard deviation", "least", "largest", "share at zero"], [.. spreads.Select((one, i) => one.Row(i + 1))]),
        };
    }

    private static Series Edge(Spread[] spreads, double[] numbers, int side, string label) =>
        new(SeriesKind.Line, label, SeriesStyle.Aid, [.. spreads.Select(one => one.Mean + (side * one.Deviation))], numbers);

    private static int Source(LayerProbe probe, int line)
    {
        string name = probe.Lines[line].Reads[0];
        return Enumerable.Range(0, probe.Lines.Count).First(i => probe.Lines[i].Name == name);
    }

    private sealed class Spread
    {
        private readonly float[] _values;

        public Spread(float[] values)
        {
            _values = values;
            double sum = 0, squares = 0;
            foreach (float value in values)
            {
                sum += value;
                squares += (double)value * value;
            }

            Mean = sum / values.Length;
            Deviation = Math.Sqrt(Math.Max(0, (squares / values.Length) - (Mean * Mean)));
        }

        public double Mean { get; }

        public double Deviation { get; }

        public double Reach => Math.Min(50, Math.Abs(Mean) + (2.5 * Deviation));

        public void Fill(double reach, Span<byte> levels)
        {
            int[] counts = new int[levels.Length];
            foreach (float value in _values)
                counts[(int)Math.Clamp((value + reach) / (2 * reach) * counts.Length, 0, counts.Length - 1)]++;
            double most = Math.Max(1, counts.Max());
            for (int i = 0; i < counts.Length; i++)
                levels[i] = (byte)(255 * Math.Pow(counts[i] / most, 0.4));
        }

        public string[] Row(int layer) =>
        [
            PlotTable.Text(layer), PlotTable.Text(Mean), PlotTable.Text(Deviation), PlotTable.Text(_values.Min()), PlotTable.Text(_values.Max()),
            PlotTable.Text(Math.Round((double)_values.Count(static value => value == 0) / _values.Length, 4)),
        ];
    }
}
