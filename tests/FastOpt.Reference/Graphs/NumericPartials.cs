namespace FastOpt.Reference.Graphs;

/// <summary>The partial derivatives of a scalar rule by differences.</summary>
internal static class NumericPartials
{
    private const double RelativeStep = 1e-3;

    /// <summary>What counts as small for values that may have any sign; squares, norms and variances may be much smaller and still matter.</summary>
    private const double SmallValue = 0.1, SmallScale = 1e-4;

    public static void Of(ReferenceMap map, Func<MapArguments, double> value, MapArguments at, Span<double> partials)
    {
        partials[0] = Derivative(x => value(at with { X = x }), at.X, SmallValue);
        for (int s = 0; s < map.Statistics.Count; s++)
        {
            ReferenceStatistic statistic = map.Statistics[s];
            bool isSquare = statistic is ReferenceStatistic.Variance or ReferenceStatistic.MeanSquare or ReferenceStatistic.Norm;
            partials[1 + s] = Derivative(
                x =>
                {
                    MapArguments moved = at;
                    moved[statistic] = x;
                    return value(moved);
                },
                at[statistic],
                isSquare ? SmallScale : SmallValue);
        }

        for (int t = 0; t < map.Trained.Count; t++)
        {
            int place = t;
            partials[1 + map.Statistics.Count + t] = Derivative(
                x =>
                {
                    double[] trained = [.. at.Trained];
                    trained[place] = x;
                    return value(at with { Trained = trained });
                },
                at.Trained[t],
                SmallValue);
        }
    }

    private static double Derivative(Func<double, double> function, double x, double smallest) =>
        CentralDifferences.Derivative(function, x, RelativeStep * Math.Max(Math.Abs(x), smallest));
}
