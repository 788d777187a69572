using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// Ends a run of <c>Fit</c> when its time is used up: it is asked behind each step and each epoch, so that the run takes longer than its budget by one step at
/// most, or by one validation. The time of a run begins anew where it is resumed.
/// </summary>
public sealed class TimeBudget : Callback
{
    private readonly TimeProvider _time;
    private long _start;

    /// <summary>Makes a budget.</summary>
    /// <param name="budget">The time that the run may take, above zero.</param>
    /// <param name="time">The clock. Default: the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not above zero.</exception>
    public TimeBudget(TimeSpan budget, TimeProvider? time = null)
    {
        Check(budget, nameof(budget));
        (Budget, _time) = (budget, time ?? TimeProvider.System);
    }

    /// <summary>The time that the run may take.</summary>
    public TimeSpan Budget { get; }

    /// <inheritdoc/>
    public override void Begin(FitContext context) => _start = _time.GetTimestamp();

    /// <inheritdoc/>
    public override void StepDone(FitContext context, in StepReport report) => StopIfUsedUp(context, report.Step);

    /// <inheritdoc/>
    public override void EpochDone(FitContext context, EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        StopIfUsedUp(context, report.Step);
    }

    internal static void Check(TimeSpan budget, string argument)
    {
        if (budget <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(argument, budget, "A budget must be above zero.");
    }

    private void StopIfUsedUp(FitContext context, long step)
    {
        ArgumentNullException.ThrowIfNull(context);
        TimeSpan used = _time.GetElapsedTime(_start);
        if (used >= Budget)
            context.Stop(Invariant($"The budget of {Budget.TotalSeconds:0.###} s is used up behind step {step}."));
    }
}
