namespace FastOpt.Race;

/// <summary>
/// A landscape over a grid of samples. What is drawn of a value is its rank among them all, so that no landscape needs a scale of its own: a cliff of e²⁰ and
/// a dent of 10⁻³ both show.
/// </summary>
internal sealed class HeatMap
{
    private readonly float[] _ranks;

    /// <summary>Samples a landscape in the middle of each cell.</summary>
    public HeatMap(Landscape landscape, int columns, int rows)
        : this(landscape.View, columns, rows, landscape.Evaluate)
    {
    }

    /// <summary>Samples any function in the middle of each cell.</summary>
    public HeatMap(View view, int columns, int rows, GridFunction evaluate)
    {
        (Columns, Rows) = (columns, rows);
        double[] xs = [.. Enumerable.Range(0, columns).Select(i => view.Column(i, columns))];
        double[] ys = [.. Enumerable.Range(0, rows).Select(i => view.Row(i, rows))];
        double[] values = new double[columns * rows];
        evaluate(xs, ys, values);
        _ranks = Ranks(values);
    }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>The share of all samples that are lower, from 0 at the lowest to 1 at the highest; rows go from the top.</summary>
    public float this[int column, int row] => _ranks[(row * Columns) + column];

    // Of equal values, all have the rank of the first.
    private static float[] Ranks(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort([.. values], order);
        float[] ranks = new float[values.Length];
        int first = 0;
        for (int i = 0; i < order.Length; i++)
        {
            first = values[order[i]] == values[order[first]] ? first : i;
            ranks[order[i]] = first / (float)(order.Length - 1);
        }

        return ranks;
    }
}
