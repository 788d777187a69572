namespace FastOpt;

/// <summary>
/// The binary cross-entropy of a logit, as PyTorch's <c>torch.nn.BCEWithLogitsLoss</c>:
/// <c>−y·log σ(z) − (1 − y)·log(1 − σ(z)) = max(z, 0) − z·y + log(1 + e^(−|z|))</c>, averaged over all elements of the batch.
/// Its derivative is <c>σ(z) − y</c>. Loss and derivative keep their relative accuracy where they are small (a confident, right prediction).
/// </summary>
[Loss]
public readonly partial record struct BinaryCrossEntropy
{
    /// <summary><c>max(z, 0) − z·y + log(1 + e^(−|z|))</c>.</summary>
    /// <param name="prediction">z, the network's output before the sigmoid.</param>
    /// <param name="target">y, the wanted probability, in [0, 1].</param>
    public static float Apply(float prediction, float target)
    {
        // Both branches are smooth through z = 0 and meet there with equal slopes, so the derivative needs no convention for max and |·| at 0.
        bool positive = prediction > 0;
        float linear = positive ? prediction * (1 - target) : -(prediction * target);
        float folded = positive ? -prediction : prediction;
        return linear + VectorMath.Log1P(VectorMath.Exp(folded));
    }
}
