namespace FastOpt;

/// <summary>
/// The learning rate as a function of time. A struct marked <see cref="ScheduleAttribute"/> implements it by its own method; a class may implement it by hand.
/// </summary>
public interface ISchedule
{
    /// <summary>The learning rate at a time. A network refuses a step whose rate is out of its optimizer's range.</summary>
    /// <param name="learningRate">The optimizer's own learning rate.</param>
    /// <param name="time">Steps or epochs since the schedule began: 0 for the first.</param>
    double At(double learningRate, long time);
}

/// <summary>What a schedule counts.</summary>
public enum ScheduleUnit
{
    /// <summary>Training steps.</summary>
    Step,

    /// <summary>Passes over the examples, as the network's <c>Epoch</c> counts them.</summary>
    Epoch,
}
