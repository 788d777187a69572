namespace FastOpt;

/// <summary>What a network offers besides <see cref="INetwork{TSelf, TTarget}"/> when its optimizer has a learning rate.</summary>
public interface IScheduled
{
    /// <summary>How the learning rate runs: the optimizer's own rate is what the schedule starts from. Null for a constant rate.</summary>
    /// <exception cref="InvalidOperationException">It is set while another call is running.</exception>
    Schedule? Schedule { get; set; }

    /// <summary>The learning rate in force: the one that the next step takes.</summary>
    double LearningRate { get; }
}
