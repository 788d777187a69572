using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Softmax and cross-entropy in one, as PyTorch's <c>torch.nn.CrossEntropyLoss</c>: of an example with a label
/// <c>log Σⱼ e^(zⱼ) − z[label]</c>, averaged over the examples of the batch. The network's last layer gives the logits z.
/// The derivative in zⱼ is <c>softmax(z)ⱼ − 1</c> for the label and <c>softmax(z)ⱼ</c> for the others.
/// With its hyperparameters it is <c>Σⱼ qⱼ·(log Σ e^z − zⱼ)</c> with <c>qⱼ = wⱼ·((1 − s)·tⱼ + s/C)</c> over the C classes, where t is 1 for the label and 0
/// elsewhere, or the target itself.
/// </summary>
/// <param name="ClassWeights">
/// w, one for each class, finite and not negative, such as <c>new[] { 1, 0.25, 3 }</c>; empty for 1 each. A batch's mean is then divided by the sum of its
/// labels' weights, and is 0 where that is 0; with
/// soft targets it is divided by the number of examples. Default: empty.
/// </param>
/// <param name="LabelSmoothing">s, the share of the uniform distribution in the targets, in [0, 1]. Default: 0.</param>
/// <param name="SoftTargets">Whether a target is a probability for each class, [batch × OutputSize] floats, instead of a label. Default: false.</param>
[Loss(Form = LossForm.SoftmaxRows)]
public readonly partial record struct SoftmaxCrossEntropy(
    ValueList<double> ClassWeights = default, [Range(0, 1.0)] double LabelSmoothing = 0, bool SoftTargets = false)
{
    /// <summary><c>log Σⱼ e^(zⱼ) − z[label]</c>, without weights and smoothing, computed with the largest logit taken off first, so that nothing
    /// overflows.</summary>
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
