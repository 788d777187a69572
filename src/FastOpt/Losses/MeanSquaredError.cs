namespace FastOpt;

/// <summary>
/// The squared error, as PyTorch's <c>torch.nn.MSELoss</c>: <c>(z − y)²</c>, without a factor ½, averaged over all elements of the batch.
/// </summary>
[Loss]
public readonly partial record struct MeanSquaredError
{
    /// <summary><c>(z − y)²</c>.</summary>
    /// <param name="prediction">z, the network's output.</param>
    /// <param name="target">y, the wanted output.</param>
    public static float Apply(float prediction, float target)
    {
        float error = prediction - target;
        return error * error;
    }
}
