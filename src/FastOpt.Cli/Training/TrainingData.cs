using FastOpt.Training;

namespace FastOpt.Cli.Training;

/// <summary>What a model learns from and is tested on, as the network reads it.</summary>
/// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for numbers.</typeparam>
/// <param name="Split">
/// Training, validation and test examples, normalized. Validation is empty where all that is not tested on is learned from; then nothing is chosen by it, and
/// the progress shows the test examples.
/// </param>
/// <param name="Source">Where they come from: "built-in digits", or the path.</param>
/// <param name="Noun">What the examples are: "images".</param>
internal sealed record TrainingData<TTarget>(DataSplit<TTarget> Split, string Source, string Noun)
    where TTarget : unmanaged
{
    /// <summary>What the inputs went through; null for none.</summary>
    public Normalizer? Inputs { get; init; }

    /// <summary>What the targets went through; null for none.</summary>
    public TargetNormalizer? Targets { get; init; }

    /// <summary>Whether validation examples decide which epoch is best.</summary>
    public bool IsValidated => Split.Validation.Count > 0;

    /// <summary>What the progress is measured on.</summary>
    public DataSet<TTarget> Watched => IsValidated ? Split.Validation : Split.Test;
}
