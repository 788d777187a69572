namespace FastOpt.Training;

/// <summary>
/// Where values of a parameter stand from 0 to 1, over all trials of a study: numbers by their range, or its logarithm; choices at equal distances.
/// </summary>
internal sealed class ParameterScale
{
    private readonly double _low, _high;
    private readonly List<string> _choices = [];

    public ParameterScale(string name, IReadOnlyList<TrialRecord> trials)
    {
        Name = name;
        (_low, _high) = (double.PositiveInfinity, double.NegativeInfinity);
        bool isLog = true, isInteger = true;
        foreach (TrialRecord trial in trials)
        {
            if (trial[name] is not { } parameter)
                continue;
            Kind = parameter.Range.Kind;
            isLog &= parameter.Range.IsLog;
            isInteger &= parameter.Range.Kind == ParameterKind.Integer;
            (_low, _high) = (Math.Min(_low, parameter.Range.Low), Math.Max(_high, parameter.Range.High));
            foreach (string choice in parameter.Range.Choices.Where(choice => !_choices.Contains(choice)))
                _choices.Add(choice);
        }

        IsLog = isLog && _choices.Count == 0;
        if (_choices.Count > 0)
            (Kind, _low, _high) = (ParameterKind.Choice, 0, _choices.Count - 1);
        else if (!isInteger)
            Kind = ParameterKind.Number;
    }

    /// <summary>The parameter.</summary>
    public string Name { get; }

    /// <summary>What values it has.</summary>
    public ParameterKind Kind { get; }

    /// <summary>Whether equal factors have equal lengths.</summary>
    public bool IsLog { get; }

    /// <summary>How many choices there are; 0 of numbers.</summary>
    public int Choices => _choices.Count;

    /// <summary>Where a trial's value stands; NaN where it has none.</summary>
    public double Position(TrialRecord trial)
    {
        if (trial[Name] is not { } parameter)
            return double.NaN;
        double value = _choices.Count > 0 ? _choices.IndexOf(parameter.Text) : parameter.Value;
        return _high > _low ? (Scaled(value) - Scaled(_low)) / (Scaled(_high) - Scaled(_low)) : 0.5;
    }

    /// <summary>The labels of the axis and where they stand.</summary>
    public IReadOnlyList<(double Position, string Text)> Labels()
    {
        if (_choices.Count > 0)
            return [.. _choices.Select((choice, i) => (_choices.Count > 1 ? i / (_choices.Count - 1.0) : 0.5, choice))];
        return _high > _low ? [(0, Html.Figure(_low)), (1, Html.Figure(_high))] : [(0.5, Html.Figure(_low))];
    }

    private double Scaled(double value) => IsLog ? Math.Log(value) : value;
}
