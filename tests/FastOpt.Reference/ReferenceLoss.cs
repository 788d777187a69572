namespace FastOpt.Reference;

/// <summary>The loss of one example and its derivative in each output.</summary>
/// <param name="outputs">The network's outputs for the example.</param>
/// <param name="target">One target per output, or the label alone.</param>
/// <param name="derivative">Receives ∂loss/∂output.</param>
/// <returns>The example's loss; a batch's loss is the mean over its examples.</returns>
public delegate double ExampleLoss(ReadOnlySpan<double> outputs, ReadOnlySpan<double> target, Span<double> derivative);

/// <summary>A loss with its derivative, both written by hand; a test adds its own by constructing one.</summary>
/// <param name="Name">The name of the rule it stands for.</param>
/// <param name="UsesLabels">Whether an example's target is one label instead of a value per output.</param>
/// <param name="OfExample">Loss and derivative of one example.</param>
public sealed record ReferenceLoss(string Name, bool UsesLabels, ExampleLoss OfExample)
{
    /// <summary>A loss that is the mean of <paramref name="value"/>(prediction, target) over the outputs.</summary>
    public static ReferenceLoss Elementwise(string name, Func<double, double, double> value, Func<double, double, double> derivative) => new(
        name,
        UsesLabels: false,
        (outputs, target, gradient) =>
        {
            double sum = 0;
            for (int i = 0; i < outputs.Length; i++)
            {
                sum += value(outputs[i], target[i]);
                gradient[i] = derivative(outputs[i], target[i]) / outputs.Length;
            }

            return sum / outputs.Length;
        });
}

/// <summary>The losses of the library in double precision.</summary>
public static class ReferenceLosses
{
    /// <summary>(z − y)², the mean over all elements.</summary>
    public static ReferenceLoss MeanSquaredError { get; } =
        ReferenceLoss.Elementwise("MeanSquaredError", (z, y) => (z - y) * (z - y), (z, y) => 2 * (z - y));

    /// <summary>½e² where |e| ≤ δ, else δ(|e| − ½δ), with e = z − y.</summary>
    public static ReferenceLoss Huber(double delta = 1) => ReferenceLoss.Elementwise(
        "Huber",
        (z, y) => Math.Abs(z - y) <= delta ? 0.5 * (z - y) * (z - y) : delta * (Math.Abs(z - y) - (0.5 * delta)),
        (z, y) => Math.Clamp(z - y, -delta, delta));

    /// <summary>On logits: max(z, 0) − z·y + ln(1 + e^−|z|) = softplus(z) − z·y.</summary>
    public static ReferenceLoss BinaryCrossEntropy { get; } = ReferenceLoss.Elementwise(
        "BinaryCrossEntropy",
        (z, y) => ReferenceActivations.LogOnePlusExp(z) - (z * y),
        (z, y) => ReferenceActivations.Logistic(z) - y);

    /// <summary>ln cosh(z − y).</summary>
    public static ReferenceLoss LogCosh { get; } =
        ReferenceLoss.Elementwise("LogCosh", (z, y) => Math.Log(Math.Cosh(z - y)), (z, y) => Math.Tanh(z - y));

    /// <summary>δ²(√(1 + (e/δ)²) − 1), with e = z − y.</summary>
    public static ReferenceLoss PseudoHuber(double delta = 2) => ReferenceLoss.Elementwise(
        "PseudoHuber",
        (z, y) => delta * delta * (Math.Sqrt(1 + ((z - y) * (z - y) / (delta * delta))) - 1),
        (z, y) => (z - y) / Math.Sqrt(1 + ((z - y) * (z - y) / (delta * delta))));

    /// <summary>−ln softmax(z)[label]; the derivative is softmax(z) − onehot(label).</summary>
    public static ReferenceLoss SoftmaxCrossEntropy { get; } = new("SoftmaxCrossEntropy", UsesLabels: true, SoftmaxCrossEntropyOfExample);

    private static double SoftmaxCrossEntropyOfExample(ReadOnlySpan<double> logits, ReadOnlySpan<double> target, Span<double> derivative)
    {
        int label = (int)target[0];
        double largest = double.NegativeInfinity;
        foreach (double logit in logits)
            largest = Math.Max(largest, logit);
        double sum = 0;
        foreach (double logit in logits)
            sum += Math.Exp(logit - largest);
        for (int i = 0; i < logits.Length; i++)
            derivative[i] = (Math.Exp(logits[i] - largest) / sum) - (i == label ? 1 : 0);
        return Math.Log(sum) + largest - logits[label];
    }
}
