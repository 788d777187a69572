using FastOpt.Race;

namespace FastOpt.Playground;

/// <summary>The loss over weight and bias, with contours. Its colours are the ranks of the heights.</summary>
internal sealed class LineMap
{
    /// <summary>Both axes go from −Reach to Reach.</summary>
    public const double Reach = 4.2;

    private const int Cells = 56, Levels = 9;

    private readonly LineData _data;

    private LineMap(LineData data)
    {
        _data = data;
        var heights = new HeatMap(new View(-Reach, -Reach, Reach, Reach), Cells, Cells, Evaluate);
        byte[] levels = new byte[Cells * Cells];
        for (int i = 0; i < levels.Length; i++)
            levels[i] = (byte)Math.Round(255 * heights[i % Cells, i / Cells]);
        Map = new(Cells, Cells, levels, MapRamp.Height, "loss, low to high");
        Lines = ContourSeries.Of(heights, new View(-Reach, -Reach, Reach, Reach), Levels);

        void Evaluate(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, Span<double> values)
        {
            for (int row = 0; row < ys.Length; row++)
            {
                for (int column = 0; column < xs.Length; column++)
                    values[(row * xs.Length) + column] = data.Loss(xs[column], ys[row]);
            }
        }
    }

    public PlotMap Map { get; }

    public Series Lines { get; }

    /// <summary>The map of some data; the former one where the data are the same.</summary>
    public static LineMap Of(LineData data, LineMap? former) =>
        former is not null && former._data.Xs.AsSpan().SequenceEqual(data.Xs) && former._data.Ys.AsSpan().SequenceEqual(data.Ys) ? former : new(data);
}
