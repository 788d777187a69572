namespace FastOpt.Playground;

/// <summary>Mean loss and accuracy over a data set.</summary>
/// <param name="Loss">The mean cross-entropy.</param>
/// <param name="Accuracy">The share of examples whose class gets the largest output.</param>
internal readonly record struct Score(double Loss, double Accuracy)
{
    public override string ToString() => FormattableString.Invariant($"loss {Loss:G4}, accuracy {100 * Accuracy:F1} %");
}

/// <summary>A network behind an epoch; epoch 0 is before the first step.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Step">Steps taken.</param>
/// <param name="Train">Over the training examples, with nothing dropped.</param>
/// <param name="Validation">Over the validation examples.</param>
/// <param name="LearningRate">The rate of the epoch's last step.</param>
/// <param name="GradientNorms">The Euclidean norm of each dense layer's gradient over the epoch's last batch.</param>
internal sealed record NetworkFrame(int Epoch, long Step, Score Train, Score Validation, double LearningRate, double[] GradientNorms)
{
    /// <summary>The weights, and what batch norm keeps; null where they were not kept.</summary>
    public (float[] Parameters, float[] Buffers)? Weights { get; init; }
}
