namespace FastOpt;

/// <summary>What a network offers besides <see cref="INetwork{TSelf, TTarget}"/> when its optimizer has a learning rate.</summary>
public interface IScheduled
{
    /// <summary>How the learning rate runs: the optimizer's own rate is what the schedule starts from. Null for a constant rate.</summary>
    /// <exception cref="InvalidOperationException">It is set while another call is running.</exception>
    Schedule? Schedule { get; set; }

    /// <summary>
    /// The learning rate in force: the one that the next step takes. Where it is out of the optimizer's range, times a layer's factor too, whatever makes a
    /// step throws an <see cref="ArgumentOutOfRangeException"/> and changes nothing.
    /// </summary>
    double LearningRate { get; }
}
