using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// Watches a stream of numbers, such as a network's errors, and says where their mean has changed. Behind a change it begins anew with the next number, so that
/// one change is told once. Statistics are doubles in the order of the stream.
/// </summary>
public abstract class DriftDetector
{
    /// <summary>The name under which a trainer tells of it and stores its state. Default: the type's name.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>Numbers so far, those before changes included.</summary>
    public long Count { get; private set; }

    /// <summary>Changes so far.</summary>
    public long Detections { get; private set; }

    /// <summary>Whether the last number showed a change.</summary>
    public bool IsDetected { get; private set; }

    /// <summary>Whether the change that the last number showed was upwards; false where it showed none.</summary>
    public bool IsIncrease { get; private set; }

    /// <summary>What it was made with, such as "delta 0.002, clock 32": a state is read by a detector that was made alike.</summary>
    protected abstract string Parameters { get; }

    /// <summary>Adds a number, and says whether it shows a change.</summary>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentException">The number is not finite; nothing is changed.</exception>
    public bool Add(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentException(Invariant($"{Name}: number {Count} of the stream is {value}, but a mean takes finite numbers."), nameof(value));
        if (IsDetected)
            Restart();
        Count++;
        IsDetected = Update(value, out bool isIncrease);
        IsIncrease = IsDetected && isIncrease;
        Detections += IsDetected ? 1 : 0;
        return IsDetected;
    }

    /// <summary>Forgets all numbers; the counts stay. A change that the last number showed is over.</summary>
    public void Forget()
    {
        (IsDetected, IsIncrease) = (false, false);
        Restart();
    }

    /// <summary>Writes what it needs to go on bit for bit.</summary>
    public void Save(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Set("parameters", Parameters);
        state.Set("count", Count);
        state.Set("detections", Detections);
        state.Set("detected", IsDetected ? (IsIncrease ? 2L : 1L) : 0L);
        SaveStatistics(state);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="FormatException">The state is of a detector that was made otherwise, which the message says, or is damaged.</exception>
    public void Load(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.GetString("parameters") is var stored && stored != Parameters)
            throw new FormatException($"{Name}: the state was made with {stored}, but this detector has {Parameters}.");
        (long count, long detections, long detected) = (state.GetInt64("count"), state.GetInt64("detections"), state.GetInt64("detected"));
        LoadStatistics(state);
        (Count, Detections, IsDetected, IsIncrease) = (count, detections, detected != 0, detected == 2);
    }

    /// <summary>Adds a number to the statistics, and says whether they show a change.</summary>
    protected abstract bool Update(double value, out bool isIncrease);

    /// <summary>Sets the statistics back to those before the first number.</summary>
    protected abstract void Restart();

    /// <summary>Writes the statistics.</summary>
    protected abstract void SaveStatistics(RunState state);

    /// <summary>Reads the statistics as a whole or not at all.</summary>
    protected abstract void LoadStatistics(RunState state);
}
