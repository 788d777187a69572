namespace FastOpt.Training;

/// <summary>A run as callbacks see it: the network without its types, what it was told, and what came out so far.</summary>
public abstract class FitContext
{
    private protected FitContext()
    {
    }

    /// <summary>What the compiler decided about the network: its name, layers, loss, optimizer.</summary>
    public abstract NetworkSummary Summary { get; }

    /// <summary>The network's parameter tensors, in canonical order.</summary>
    public abstract ReadOnlySpan<ParameterInfo> Parameters { get; }

    /// <summary>Scalars of all parameters.</summary>
    public abstract int ParameterCount { get; }

    /// <summary>Scalars of all buffers, such as running statistics.</summary>
    public abstract int BufferCount { get; }

    /// <summary>What the run was told.</summary>
    public abstract FitOptions Options { get; }

    /// <summary>The finished epochs so far.</summary>
    public abstract History History { get; }

    /// <summary>What the person should know besides, so far: where a resumed run goes on from, or that it starts anew.</summary>
    public abstract IReadOnlyList<string> Notes { get; }

    /// <summary>The epoch that is running, from 1.</summary>
    public abstract int Epoch { get; }

    /// <summary>The run's steps so far, over all epochs.</summary>
    public abstract long Step { get; }

    /// <summary>Steps of each epoch.</summary>
    public abstract int StepsPerEpoch { get; }

    /// <summary>Training examples.</summary>
    public abstract int TrainCount { get; }

    /// <summary>Validation examples; 0 without any.</summary>
    public abstract int ValidationCount { get; }

    /// <summary>The metrics of the run, in the order of <see cref="EpochReport.Metrics"/>. Empty without any.</summary>
    public virtual IReadOnlyList<MetricInfo> Metrics => [];

    /// <summary>Whether the network's optimizer has a learning rate that a run can change.</summary>
    public abstract bool HasLearningRate { get; }

    /// <summary>
    /// A factor on the learning rate that the network's own schedule gives, from here on. 1 until a callback changes it; the run keeps it in its checkpoint.
    /// </summary>
    /// <exception cref="InvalidOperationException"><see cref="HasLearningRate"/> is false.</exception>
    public abstract double LearningRateFactor { get; set; }

    /// <summary>Ends the run behind the step or the epoch that is running.</summary>
    /// <param name="reason">One sentence for the person who reads the result: what happened, where, with which value.</param>
    public abstract void Stop(string reason);

    /// <summary>Writes all parameters in canonical order, [<see cref="ParameterCount"/>].</summary>
    public abstract void CopyParametersTo(Span<float> parameters);

    /// <summary>Writes all buffers in canonical order, [<see cref="BufferCount"/>].</summary>
    public abstract void CopyBuffersTo(Span<float> buffers);

    /// <summary>Reads all parameters in canonical order; the optimizer's state stays.</summary>
    public abstract void LoadParameters(ReadOnlySpan<float> parameters);

    /// <summary>Reads all buffers in canonical order.</summary>
    public abstract void LoadBuffers(ReadOnlySpan<float> buffers);

    /// <summary>
    /// Writes the gradient of the mean loss of the present batch at the present weights, in canonical order: a second pass, so not for every step.
    /// </summary>
    public abstract void ComputeGradients(Span<float> gradients);

    /// <summary>Recomputes the running statistics at the present weights by a pass through the training examples; without any it does nothing.</summary>
    internal virtual void RecomputeStatistics() => throw new NotSupportedException("This run has no training examples.");

    /// <summary>Measures the present weights on the validation examples, as behind an epoch.</summary>
    internal virtual (double Loss, IReadOnlyList<MetricValue> Metrics) Validate() => throw new NotSupportedException("This run has no validation examples.");

    /// <summary>The run as a checkpoint, in the bytes of its file.</summary>
    internal virtual byte[] ToCheckpoint() => throw new NotSupportedException("This run has no checkpoints.");

    /// <summary>The network's parameters and buffers, in the bytes of a safetensors file.</summary>
    internal virtual byte[] ToWeights() => throw new NotSupportedException("This run has no checkpoints.");
}

/// <summary>A metric of a run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="HigherIsBetter">Whether more is better.</param>
public readonly record struct MetricInfo(string Name, bool HigherIsBetter);
