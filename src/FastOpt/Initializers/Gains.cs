namespace FastOpt;

/// <summary>
/// Factors of initial weights that keep the variance of values through an activation: those of PyTorch's <c>calculate_gain</c>. For
/// <c>InitArguments = new object[] { Gains.Tanh }</c>.
/// </summary>
public static class Gains
{
    /// <summary>1: no activation.</summary>
    public const double Linear = 1;

    /// <summary>1: the logistic function.</summary>
    public const double Sigmoid = 1;

    /// <summary>5/3: the hyperbolic tangent.</summary>
    public const double Tanh = 5.0 / 3;

    /// <summary>√2: the rectifier and its smooth kin.</summary>
    public const double Relu = 1.4142135623730951;

    /// <summary>√(2 / (1 + 0.01²)): the leaky rectifier with its default slope; <see cref="LeakyReluOf"/> for others.</summary>
    public const double LeakyRelu = 1.4141428569978354;

    /// <summary>¾: the self-normalizing unit. (With gain 1, <see cref="LeCunNormal"/>, it normalizes itself exactly; PyTorch found ¾ more stable.)</summary>
    public const double Selu = 0.75;

    /// <summary>√(2 / (1 + slope²)).</summary>
    /// <param name="slope">The leaky rectifier's slope below 0.</param>
    public static double LeakyReluOf(double slope) => Math.Sqrt(2 / (1 + slope * slope));
}
