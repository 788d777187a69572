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
    /// <summary>What an example counts in the divisor of the batch's mean, given its target: 1, or the weight of its class.</summary>
    public Func<double[], double> Share { get; init; } = target => 1;

    /// <summary>Whether a batch's loss is the sum over its examples.</summary>
    public bool SumsExamples { get; init; }

    /// <summary>The same loss, whose examples are the sum over their outputs instead of the mean.</summary>
    public ReferenceLoss SummedOverOutputs() => this with
    {
        OfExample = (outputs, target, derivative) =>
        {
            double mean = OfExample(outputs, target, derivative);
            for (int i = 0; i < derivative.Length; i++)
                derivative[i] *= outputs.Length;
            return mean * outputs.Length;
        },
    };

    /// <summary>Σ wᵢ lᵢ / Σ wᵢ sᵢ over the examples of a batch, with s the <see cref="Share"/>.</summary>
    /// <param name="batch">Examples.</param>
    /// <param name="outputs">[batch, outputs].</param>
    /// <param name="targets">[batch, outputs], or [batch] labels.</param>
    /// <param name="weights">One for each example; null is 1 for all.</param>
    /// <param name="derivative">Receives ∂loss/∂outputs.</param>
    public double OfBatch(int batch, double[] outputs, double[] targets, double[]? weights, double[] derivative)
    {
        int width = outputs.Length / batch, targetSize = targets.Length / batch;
        double sum = 0, divisor = 0;
        for (int e = 0; e < batch; e++)
        {
            double weight = weights?[e] ?? 1;
            double[] target = targets[(e * targetSize)..((e + 1) * targetSize)];
            Span<double> own = derivative.AsSpan(e * width, width);
            sum += weight * OfExample(outputs.AsSpan(e * width, width), target, own);
            divisor += weight * Share(target);
            foreach (ref double one in own)
                one *= weight;
        }

        if (SumsExamples)
            divisor = 1;
        for (int i = 0; i < derivative.Length; i++)
            derivative[i] /= divisor;
        return sum / divisor;
    }

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

    /// <summary>
    /// z·g, summed over the outputs and the batch: the targets g are ∂loss/∂outputs.
    /// </summary>
    public static ReferenceLoss GivenGradient { get; } =
        ReferenceLoss.Elementwise("GivenGradient", (z, g) => z * g, (z, g) => g).SummedOverOutputs() with { SumsExamples = true };

    /// <summary>−ln softmax(z)[label]; the derivative is softmax(z) − onehot(label).</summary>
    public static ReferenceLoss SoftmaxCrossEntropy { get; } = SoftmaxCrossEntropyWith();

    /// <summary>
    /// −Σ_c t_c w_c ln softmax(z)_c, with t the target's distribution: (1 − s)·t + s / C under label smoothing s. A batch's loss is divided by the sum of its
    /// labels' weights, with soft targets by the number of its examples, as PyTorch does.
    /// </summary>
    /// <param name="classWeights">One for each class; null is 1 for all.</param>
    /// <param name="smoothing">The share of the uniform distribution.</param>
    /// <param name="softTargets">Whether a target is a probability for each class instead of a label.</param>
    public static ReferenceLoss SoftmaxCrossEntropyWith(double[]? classWeights = null, double smoothing = 0, bool softTargets = false) =>
        new("SoftmaxCrossEntropy", UsesLabels: !softTargets, (logits, target, derivative) =>
        {
            double largest = double.NegativeInfinity, sum = 0, loss = 0, mass = 0;
            foreach (double logit in logits)
                largest = Math.Max(largest, logit);
            foreach (double logit in logits)
                sum += Math.Exp(logit - largest);
            for (int c = 0; c < logits.Length; c++)
            {
                double given = softTargets ? target[c] : c == (int)target[0] ? 1 : 0;
                derivative[c] = (((1 - smoothing) * given) + (smoothing / logits.Length)) * (classWeights?[c] ?? 1);
                loss += derivative[c] == 0 ? 0 : derivative[c] * (Math.Log(sum) + largest - logits[c]);
                mass += derivative[c];
            }

            for (int c = 0; c < logits.Length; c++)
                derivative[c] = (mass * Math.Exp(logits[c] - largest) / sum) - derivative[c];
            return loss;
        })
        {
            Share = target => softTargets ? 1 : classWeights?[(int)target[0]] ?? 1,
        };
}
