namespace FastOpt.Training;

/// <summary>
/// The part of a split that is learned from. What is fitted to data, such as a <c>Normalizer</c>, takes nothing else; and only a split produces one, so that
/// what validates or tests cannot leak into what is fitted: it does not compile.
/// </summary>
/// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for numbers.</typeparam>
public sealed class TrainSet<TTarget> : DataSet<TTarget>
    where TTarget : unmanaged
{
    internal TrainSet(float[] inputs, TTarget[] targets, int inputSize, int targetSize)
        : base(inputs, targets, inputSize, targetSize)
    {
    }

    /// <summary>The same examples as what is learned from. For splits, and for what makes one training set of another.</summary>
    internal TrainSet(DataSet<TTarget> data)
        : this(data.InputArray, data.TargetArray, data.InputSize, data.TargetSize) =>
            (InputNames, TargetNames, ClassNames) = (data.InputNames, data.TargetNames, data.ClassNames);
}
