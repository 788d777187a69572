namespace FastOpt.Training;

/// <summary>A trial as the journal knows it.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="State">How far it is.</param>
public sealed record TrialRecord(int Number, TrialState State)
{
    /// <summary>Its value; of a pruned trial, the last that it reported. NaN where there is none.</summary>
    public double Value { get; init; } = double.NaN;

    /// <summary>Why it failed, was pruned or released: one sentence. Empty otherwise.</summary>
    public string Cause { get; init; } = "";

    /// <summary>The parameters that it asked for, in the order of asking.</summary>
    public IReadOnlyList<TrialParameter> Parameters { get; init; } = [];

    /// <summary>The values that it reported on its way, by stage upwards.</summary>
    public IReadOnlyList<TrialReport> Reports { get; init; } = [];

    /// <summary>How often it was begun, from 1; above 1 where a process died with it.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Time from its last beginning to its end. Zero before the end.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>The process that works on it, or did.</summary>
    internal string Worker { get; init; } = "";

    /// <summary>When it was begun last, in milliseconds since 1970.</summary>
    internal long BegunAt { get; init; }

    /// <summary>Whether it has come to an end of its own.</summary>
    public bool IsFinished => State is TrialState.Complete or TrialState.Pruned or TrialState.Failed;

    /// <summary>The parameter of a name; null where the trial did not ask for it.</summary>
    public TrialParameter? this[string name] => Parameters.FirstOrDefault(parameter => parameter.Name == name);
}

/// <summary>A value that a trial reported on its way.</summary>
/// <param name="Stage">The epoch, the fold or what else the objective counts.</param>
/// <param name="Value">The value there.</param>
public readonly record struct TrialReport(int Stage, double Value);

/// <summary>A parameter of a trial.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Range">What it was taken from.</param>
/// <param name="Value">Its value; of a choice, the choice's place in the list, from 0.</param>
public sealed record TrialParameter(string Name, ParameterRange Range, double Value)
{
    /// <summary>The value as text: the choice's own, or the number in invariant notation.</summary>
    public string Text => Range.Text(Value);
}
