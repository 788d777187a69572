namespace FastOpt.Training;

/// <summary>How far a trial is.</summary>
public enum TrialState
{
    /// <summary>A process works on it, or died while it did.</summary>
    Running,

    /// <summary>It was cut by a cancellation; the next process takes it up under its number.</summary>
    Released,

    /// <summary>It has a value.</summary>
    Complete,

    /// <summary>A pruner ended it; its value is the last that it reported.</summary>
    Pruned,

    /// <summary>It has no value; <see cref="TrialRecord.Cause"/> says why.</summary>
    Failed,
}
