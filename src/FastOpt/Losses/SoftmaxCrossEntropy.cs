namespace FastOpt;

/// <summary>
/// Softmax and cross-entropy in one, as PyTorch's <c>torch.nn.CrossEntropyLoss</c> with class labels:
/// <c>log Σⱼ e^(zⱼ) − z[label]</c>, averaged over the examples of the batch. The network's last layer gives the logits z.
/// The derivative in zⱼ is <c>softmax(z)ⱼ − 1</c> for the label and <c>softmax(z)ⱼ</c> for the others.
/// </summary>
[Loss]
public readonly partial record struct SoftmaxCrossEntropy
{
    /// <summary><c>log Σⱼ e^(zⱼ) − z[label]</c>, computed with the largest logit taken off first, so that nothing overflows.</summary>
    /// <param name="logits">z, one per class.</param>
    /// <param name="label">The index of the right class.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="label"/> is not the index of a logit.</exception>
    public static float Apply(ReadOnlySpan<float> logits, int label)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, logits.Length);

        float largest = float.NegativeInfinity;
        foreach (float logit in logits)
            largest = MathF.Max(largest, logit);

        float sum = 0;
        foreach (float logit in logits)
            sum += VectorMath.Exp(logit - largest);

        return VectorMath.Log(sum) - (logits[label] - largest);
    }
}
