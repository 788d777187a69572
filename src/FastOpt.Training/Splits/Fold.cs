namespace FastOpt.Training;

/// <summary>One round of a cross-validation.</summary>
/// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for numbers.</typeparam>
/// <param name="Train">What is learned from: all folds but one.</param>
/// <param name="Validation">The fold that was left out.</param>
public sealed record Fold<TTarget>(TrainSet<TTarget> Train, DataSet<TTarget> Validation)
    where TTarget : unmanaged;
