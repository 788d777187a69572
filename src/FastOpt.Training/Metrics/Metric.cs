namespace FastOpt.Training;

/// <summary>A figure of merit that is gathered batch by batch: <see cref="Reset"/>, then <see cref="Add"/> for each batch, then <see cref="Value"/>.</summary>
/// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for numbers.</typeparam>
public abstract class Metric<TTarget>
    where TTarget : unmanaged
{
    /// <summary>The name that histories, logs and reports show, such as "accuracy".</summary>
    public abstract string Name { get; }

    /// <summary>Whether more is better. Default: true; errors say false.</summary>
    public virtual bool HigherIsBetter => true;

    /// <summary>The figure of what has been added; NaN where nothing has, or where it is not defined.</summary>
    public abstract double Value { get; }

    /// <summary>Forgets what has been added.</summary>
    public abstract void Reset();

    /// <summary>Adds a batch.</summary>
    /// <param name="outputs">What the network predicts, [examples × outputs]: logits for softmax cross-entropy.</param>
    /// <param name="targets">One label for each example, or [examples × outputs].</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public abstract void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<TTarget> targets);
}
