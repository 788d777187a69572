namespace FastOpt;

/// <summary>
/// The Gaussian error linear unit with its distribution function approximated, as PyTorch's <c>torch.nn.GELU(approximate="tanh")</c>:
/// <c>y = ½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))</c>, written as the equal <c>x·σ(2·√(2/π)·(x + 0.044715·x³))</c>, in which nothing cancels.
/// As there, −∞ gives NaN.
/// </summary>
[Activation(Init = typeof(HeNormal))]
public readonly partial record struct GeluTanh
{
    /// <summary><c>½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))</c>.</summary>
    /// <param name="x">The input.</param>
    public static float Apply(float x) => x * VectorMath.Sigmoid(1.5957691216057307f * (x + 0.044715f * (x * x * x)));
}
