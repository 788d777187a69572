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

        double[] centres = [.. Enumerable.Range(0, Bins).Select(i => reach * (((2 * i) + 1.0) / Bins - 1))];
        var series = new List<Series>();
        for (int layer = lines.Length; layer >= 1; layer--)
            series.Add(new(SeriesKind.Area, "", layer - 1, centres, spreads[layer - 1].Ridge(reach, layer)));
        double[] numbers = [.. Enumerable.Range(1, lines.Length).Select(static i => (double)i)];
        series.Add(new(SeriesKind.Dots, "Mean of a layer", SeriesStyle.Aid, [.. spreads.Select(static one => one.Mean)], numbers));
        string what = which == Into ? "Into the activations, layer by layer" : "Out of the activations, layer by layer";
        return new Plot("activations", what, new("value", -reach, reach), new("hidden layer", 0.9, lines.Length + 1) { IsWhole = true }, series)
        {
            Table = new(["hidden layer", "mean", "standard deviation", "least", "largest", "share at zero"], [.. spreads.Select((one, i) => one.Row(i + 1))]),
        };
    }

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

        /// <summary>The histogram over a base line, its peak just below the next one's.</summary>
        public double[] Ridge(double reach, int line)
        {
            double[] heights = new double[Bins];
            foreach (float value in _values)
                heights[(int)Math.Clamp((value + reach) / (2 * reach) * Bins, 0, Bins - 1)]++;
            double most = Math.Max(1, heights.Max());
            for (int i = 0; i < heights.Length; i++)
                heights[i] = line + (0.9 * heights[i] / most);
            (heights[0], heights[^1]) = (line, line);
            return heights;
        }

        public string[] Row(int layer) =>
        [
            PlotTable.Text(layer), PlotTable.Text(Mean), PlotTable.Text(Deviation), PlotTable.Text(_values.Min()), PlotTable.Text(_values.Max()),
            PlotTable.Text(Math.Round((double)_values.Count(static value => value == 0) / _values.Length, 4)),
        ];
    }
}
