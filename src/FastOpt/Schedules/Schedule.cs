namespace FastOpt;

/// <summary>One part of a <see cref="Schedule"/>: a rule, what it counts, and when the next part takes over.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Until">The first step or epoch of training, in <paramref name="Unit"/>, that belongs to the next part; 0 for the last part, which never ends.</param>
public readonly record struct SchedulePart(ISchedule Rule, ScheduleUnit Unit = ScheduleUnit.Step, long Until = 0);

/// <summary>
/// How a network's learning rate runs: one rule, or several in sequence, such as a warm-up before a decay. Set it on a network at any time; it allocates nothing when asked.
/// </summary>
/// <remarks>
/// As in PyTorch's <c>SequentialLR</c>, each part counts from its own beginning, which is where the last part before it in the same unit ended, and training's beginning if
/// there is none: so epochs behind a warm-up in steps are training's own epochs.
/// </remarks>
public sealed class Schedule
{
    private readonly SchedulePart[] _parts;
    private readonly long[] _starts;

    /// <summary>Puts parts in sequence.</summary>
    /// <param name="parts">At least one. Every part but the last says how long it lasts; in one unit, each lasts longer than the one before.</param>
    /// <exception cref="ArgumentException">The parts make no sequence.</exception>
    public Schedule(params SchedulePart[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Length == 0)
            throw new ArgumentException("A schedule has at least one part.", nameof(parts));
        _parts = [.. parts];
        _starts = new long[parts.Length];
        if (Mistake(_parts, _starts) is { } mistake)
            throw new ArgumentException(mistake, nameof(parts));
    }

    /// <summary>A rule that counts training steps.</summary>
    public static Schedule PerStep(ISchedule rule) => new(new SchedulePart(rule));

    /// <summary>A rule that counts epochs.</summary>
    public static Schedule PerEpoch(ISchedule rule) => new(new SchedulePart(rule, ScheduleUnit.Epoch));

    /// <summary>The parts, in order.</summary>
    public IReadOnlyList<SchedulePart> Parts => _parts;

    /// <summary>The learning rate of a step.</summary>
    /// <param name="learningRate">The optimizer's own learning rate.</param>
    /// <param name="step">Training steps taken before.</param>
    /// <param name="epoch">Epochs completed before.</param>
    public double At(double learningRate, long step, long epoch)
    {
        int last = _parts.Length - 1;
        int i = 0;
        while (i < last && Time(i) >= _parts[i].Until)
            i++;
        return _parts[i].Rule.At(learningRate, Time(i) - _starts[i]);

        long Time(int part) => _parts[part].Unit == ScheduleUnit.Step ? step : epoch;
    }

    /// <summary>What is wrong with a sequence, or null; finds where each part begins.</summary>
    internal static string? Mistake(SchedulePart[] parts, long[] starts)
    {
        long steps = 0, epochs = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            SchedulePart part = parts[i];
            if (part.Rule is null)
                return $"Part {i} of the schedule has no rule.";
            if (part.Unit is not (ScheduleUnit.Step or ScheduleUnit.Epoch))
                return $"Part {i} of the schedule counts in {(int)part.Unit}, which is no {nameof(ScheduleUnit)}.";
            ref long end = ref part.Unit == ScheduleUnit.Step ? ref steps : ref epochs;
            starts[i] = end;
            bool isLast = i == parts.Length - 1;
            if (isLast ? part.Until != 0 && part.Until <= end : part.Until <= end)
            {
                return $"Part {i} of the schedule begins at {part.Unit} {end} and ends at {part.Until}; "
                    + "every part but the last needs an Until behind its beginning.";
            }

            end = part.Until;
        }

        return null;
    }
}
