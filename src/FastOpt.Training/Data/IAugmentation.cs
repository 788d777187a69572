namespace FastOpt.Training;

/// <summary>
/// Changes a training example at random each time that it is used, so that a network never sees quite the same one twice. What comes out is a function of the
/// arguments alone: a resumed run, another number of threads and another order of calls give the same examples. Validation and test examples are never changed.
/// A checkpoint compares what ToString says of two augmentations, so let it name all settings.
/// </summary>
public interface IAugmentation
{
    /// <summary>Writes the changed example. Must not allocate; is called from several threads at once.</summary>
    /// <param name="input">The example's inputs.</param>
    /// <param name="result">Where the changed inputs go: as many, and not overlapping <paramref name="input"/>.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="example">The example's position in the training set, from 0.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    void Apply(ReadOnlySpan<float> input, Span<float> result, ulong seed, long epoch, int example);
}
