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

    /// <summary>|z − y|, with derivative 0 at 0.</summary>
    public static ReferenceLoss MeanAbsoluteError { get; } =
        ReferenceLoss.Elementwise("MeanAbsoluteError", (z, y) => Math.Abs(z - y), (z, y) => Math.Sign(z - y));

    /// <summary>½e²/β where |e| ≤ β, else |e| − ½β, with e = z − y.</summary>
    public static ReferenceLoss SmoothL1(double beta = 1) => ReferenceLoss.Elementwise(
        "SmoothL1",
        (z, y) => Math.Abs(z - y) <= beta ? 0.5 * (z - y) * (z - y) / beta : Math.Abs(z - y) - (0.5 * beta),
        (z, y) => Math.Clamp((z - y) / beta, -1, 1));

    /// <summary>ln cosh e = ½ ln(1 + sinh² e), with e = z − y; |e| − ln 2 where nothing else is left.</summary>
    public static ReferenceLoss LogCosh { get; } = ReferenceLoss.Elementwise(
        "LogCosh",
        (z, y) => Math.Abs(z - y) < 20 ? 0.5 * ReferenceActivations.LogOnePlus(Math.Pow(Math.Sinh(z - y), 2)) : Math.Abs(z - y) - Math.Log(2),
        (z, y) => Math.Tanh(z - y));

    /// <summary>max(0, 1 − yz), with derivative 0 at the kink.</summary>
    public static ReferenceLoss Hinge { get; } =
        ReferenceLoss.Elementwise("Hinge", (z, y) => Math.Max(0, 1 - (y * z)), (z, y) => y * z < 1 ? -y : 0);

    /// <summary>max(0, 1 − yz)².</summary>
    public static ReferenceLoss SquaredHinge { get; } = ReferenceLoss.Elementwise(
        "SquaredHinge",
        (z, y) => Math.Pow(Math.Max(0, 1 - (y * z)), 2),
        (z, y) => -2 * y * Math.Max(0, 1 - (y * z)));

    /// <summary>e^z − yz.</summary>
    public static ReferenceLoss Poisson { get; } =
        ReferenceLoss.Elementwise("Poisson", (z, y) => Math.Exp(z) - (y * z), (z, y) => Math.Exp(z) - y);

    /// <summary>max(q(y − z), (q − 1)(y − z)), with the derivative of z > y at z = y.</summary>
    public static ReferenceLoss Quantile(double level = 0.5) => ReferenceLoss.Elementwise(
        "Quantile",
        (z, y) => Math.Max(level * (y - z), (level - 1) * (y - z)),
        (z, y) => z < y ? -level : 1 - level);

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
