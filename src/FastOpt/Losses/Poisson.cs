namespace FastOpt;

/// <summary>
/// The negative log-likelihood of a count under a Poisson distribution whose log rate the network gives, as PyTorch's
/// <c>torch.nn.PoissonNLLLoss</c> with its defaults: <c>e^z − y·z</c>, without the term log y!, averaged over all elements of the batch.
/// Its derivative is <c>e^z − y</c>.
/// </summary>
[Loss]
public readonly partial record struct Poisson
{
    /// <summary><c>e^z − y·z</c>.</summary>
    /// <param name="prediction">z, the logarithm of the rate.</param>
    /// <param name="target">y, the count; not negative.</param>
    public static float Apply(float prediction, float target) => VectorMath.Exp(prediction) - target * prediction;
}
