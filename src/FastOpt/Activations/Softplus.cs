namespace FastOpt;

/// <summary>
/// The smooth rectifier, as PyTorch's <c>torch.nn.Softplus</c>: <c>y = log(1 + e^(β·x)) / β</c>.
/// PyTorch switches to <c>y = x</c> above β·x = 20; this form needs no threshold and agrees with it to rounding.
/// </summary>
/// <param name="Beta">β, the sharpness of the bend; not 0. Default: 1.</param>
[Activation(Init = typeof(HeNormal))]
public readonly partial record struct Softplus(double Beta = 1)
{
    /// <summary><c>log(1 + e^(β·x)) / β</c>.</summary>
    /// <param name="x">The input.</param>
    public float Apply(float x) => VectorMath.Softplus((float)Beta * x) * (float)(1 / Beta);
}
