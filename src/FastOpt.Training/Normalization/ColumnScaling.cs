namespace FastOpt.Training;

/// <summary>
/// One scaling for each column: y = (t(x) − offset)·scale, in double, rounded once; t is a float's logarithm or nothing. Offset and scale come from the
/// training examples; so does what stands for a missing value.
/// </summary>
internal sealed class ColumnScaling
{
    private readonly Scaling[] _scalings;
    private readonly double[] _offsets;
    private readonly double[] _scales;
    private readonly double[] _fills;

    private ColumnScaling(Scaling[] scalings, double[] offsets, double[] scales, double[] fills) =>
        (_scalings, _offsets, _scales, _fills) = (scalings, offsets, scales, fills);

    /// <summary>Columns.</summary>
    public int Size => _scalings.Length;

    /// <summary>The scaling of each column.</summary>
    public ReadOnlySpan<Scaling> Scalings => _scalings;

    /// <summary>What is taken from t(x), for each column.</summary>
    public ReadOnlySpan<double> Offsets => _offsets;

    /// <summary>What the difference is multiplied by, for each column.</summary>
    public ReadOnlySpan<double> Scales => _scales;

    /// <summary>What stands for t(x) where x is missing, for each column: the training mean of t(x).</summary>
    public ReadOnlySpan<double> Fills => _fills;

    /// <summary>Fits to the values of the training examples.</summary>
    /// <param name="values">[examples × columns].</param>
    /// <param name="scalings">One for each column; taken over.</param>
    /// <param name="labels">What columns are called in errors and warnings.</param>
    /// <param name="warnings">Receives one line for each column whose values are all the same.</param>
    public static ColumnScaling Fit(ReadOnlySpan<float> values, Scaling[] scalings, ColumnLabels labels, List<string> warnings)
    {
        var statistics = ColumnStatistics.Of(values, scalings, labels);
        double[] offsets = new double[scalings.Length], scales = new double[scalings.Length];
        for (int i = 0; i < scalings.Length; i++)
        {
            double minimum = statistics.Minima[i], range = statistics.Maxima[i] - minimum, mean = statistics.Means[i];
            (offsets[i], scales[i]) = scalings[i] switch
            {
                Scaling.MinMax => (minimum, 1 / range),
                Scaling.MinMaxSigned => (minimum + range / 2, 2 / range),
                Scaling.Mean => (mean, 1 / range),
                Scaling.Standard or Scaling.Log1p => (mean, 1 / statistics.Deviations[i]),
                _ => (0, 1),
            };
            if (range > 0 || scalings[i] == Scaling.None)
                continue;
            (offsets[i], scales[i]) = (minimum, 0);
            warnings.Add(FormattableString.Invariant($"{labels[i]} has one value in all training examples; it becomes 0."));
        }

        return new ColumnScaling(scalings, offsets, scales, statistics.Means);
    }

    /// <summary>Scales rows, in place if both are the same. A value without a logarithm is an error before any is scaled.</summary>
    public void Apply(ReadOnlySpan<float> values, Span<float> results, ColumnLabels labels)
    {
        RequireLogarithms(values, labels);
        for (int i = 0; i < values.Length; i += Size)
        {
            for (int column = 0; column < Size; column++)
            {
                float x = values[i + column];
                double t = float.IsNaN(x) ? _fills[column] : ColumnStatistics.Transform(x, _scalings[column]);
                results[i + column] = (float)((t - _offsets[column]) * _scales[column]);
            }
        }
    }

    /// <summary>Brings rows back: t = y / scale + offset, x = eᵗ − 1 where t is a logarithm. A column of one value gets that value.</summary>
    public void Invert(ReadOnlySpan<float> values, Span<float> results)
    {
        for (int i = 0; i < values.Length; i += Size)
        {
            for (int column = 0; column < Size; column++)
            {
                double t = _scales[column] == 0 ? _offsets[column] : values[i + column] / _scales[column] + _offsets[column];
                results[i + column] = (float)(_scalings[column] == Scaling.Log1p ? Math.Exp(t) - 1 : t);
            }
        }
    }

    public void AddTo(Fingerprinter fingerprinter)
    {
        fingerprinter.Add(Size);
        fingerprinter.Add<Scaling>(_scalings);
        fingerprinter.Add(Offsets);
        fingerprinter.Add(Scales);
        fingerprinter.Add(Fills);
    }

    public void Save(RunState state)
    {
        state.Set("scalings", [.. _scalings.Select(scaling => (long)scaling)]);
        state.Set("offsets", Offsets);
        state.Set("scales", Scales);
        state.Set("fills", Fills);
    }

    /// <exception cref="FormatException">What is stored is no scaling of columns.</exception>
    public static ColumnScaling Load(RunState state)
    {
        long[] kinds = state.Get<long>("scalings").ToArray();
        double[] offsets = Numbers(state, "offsets", kinds.Length), scales = Numbers(state, "scales", kinds.Length);
        double[] fills = Numbers(state, "fills", kinds.Length);
        if (kinds.Length == 0)
            throw new FormatException("The stored normalizer has no columns.");
        int unknown = Array.FindIndex(kinds, kind => kind is < (long)Scaling.None or > (long)Scaling.Log1p);
        if (unknown >= 0)
            throw new FormatException($"The stored normalizer's column {unknown} has the scaling {kinds[unknown]}, which is not known.");
        return new ColumnScaling([.. kinds.Select(kind => (Scaling)kind)], offsets, scales, fills);
    }

    private void RequireLogarithms(ReadOnlySpan<float> values, ColumnLabels labels)
    {
        if (Array.IndexOf(_scalings, Scaling.Log1p) < 0)
            return;
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] <= -1 && _scalings[i % Size] == Scaling.Log1p)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"{labels[i % Size]} is {values[i]} in row {i / Size}, and ln(1 + x) needs values above -1."), nameof(values));
            }
        }
    }

    internal static double[] Numbers(RunState state, string name, long length)
    {
        ReadOnlySpan<double> values = state.Get<double>(name);
        if (values.Length != length)
            throw new FormatException($"The stored normalizer has {values.Length} {name} where {length} are expected.");
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
                throw new FormatException(FormattableString.Invariant($"The stored normalizer's {name} hold {value}."));
        }

        return values.ToArray();
    }
}
