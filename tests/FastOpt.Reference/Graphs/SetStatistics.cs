namespace FastOpt.Reference.Graphs;

/// <summary>The statistics of one set of elements.</summary>
/// <param name="Count">Elements.</param>
/// <param name="Values">Each statistic; the rest of the arguments is empty.</param>
/// <param name="Largest">The flat index of the first largest element.</param>
/// <param name="Smallest">The flat index of the first smallest element.</param>
internal sealed record SetStatistics(int Count, MapArguments Values, int Largest, int Smallest)
{
    /// <summary>The statistics of each set, given the flat indices of its elements; none where they are not asked for.</summary>
    public static SetStatistics[] Of(double[] x, int[][] sets, bool asked) => asked ? Array.ConvertAll(sets, set => Of(x, set)) : [];

    /// <summary>∂statistic/∂x of the element of a flat index.</summary>
    public double Derivative(ReferenceStatistic statistic, double[] x, int i) => statistic switch
    {
        ReferenceStatistic.Mean => 1.0 / Count,
        ReferenceStatistic.Variance => 2 * (x[i] - Values.Mean) / Count,
        ReferenceStatistic.MeanSquare => 2 * x[i] / Count,
        ReferenceStatistic.Maximum => i == Largest ? 1 : 0,
        ReferenceStatistic.Minimum => i == Smallest ? 1 : 0,
        _ => Values.Norm == 0 ? 0 : x[i] / Values.Norm,
    };

    private static SetStatistics Of(double[] x, int[] set)
    {
        double mean = set.Sum(i => x[i]) / set.Length;
        int largest = set[0], smallest = set[0];
        foreach (int i in set)
        {
            largest = x[i] > x[largest] ? i : largest;
            smallest = x[i] < x[smallest] ? i : smallest;
        }

        double squares = set.Sum(i => x[i] * x[i]);
        var values = new MapArguments
        {
            Mean = mean,
            Variance = set.Sum(i => (x[i] - mean) * (x[i] - mean)) / set.Length,
            MeanSquare = squares / set.Length,
            Maximum = x[largest],
            Minimum = x[smallest],
            Norm = Math.Sqrt(squares),
        };
        return new SetStatistics(set.Length, values, largest, smallest);
    }
}
