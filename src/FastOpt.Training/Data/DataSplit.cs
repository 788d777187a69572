namespace FastOpt.Training;

/// <summary>Examples told apart by what they are for.</summary>
/// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for numbers.</typeparam>
/// <param name="Train">What is learned from.</param>
/// <param name="Validation">What decides during training: when to stop, which weights are best. May be empty.</param>
/// <param name="Test">What is measured once, at the end. May be empty.</param>
public sealed record DataSplit<TTarget>(TrainSet<TTarget> Train, DataSet<TTarget> Validation, DataSet<TTarget> Test)
    where TTarget : unmanaged;
