namespace FastOpt;

/// <summary>
/// The absolute error, as PyTorch's <c>torch.nn.L1Loss</c>: <c>|z − y|</c>, averaged over all elements of the batch.
/// Its derivative is the sign of z − y, 0 at 0.
/// </summary>
[Loss]
public readonly partial record struct MeanAbsoluteError
{
    /// <summary><c>|z − y|</c>.</summary>
    /// <param name="prediction">z, the network's output.</param>
    /// <param name="target">y, the wanted output.</param>
    public static float Apply(float prediction, float target) => MathF.Abs(prediction - target);
}
