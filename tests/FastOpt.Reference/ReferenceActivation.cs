namespace FastOpt.Reference;

/// <summary>An activation with its derivative, both written by hand; a test adds its own by constructing one.</summary>
/// <param name="Name">The name of the rule it stands for.</param>
/// <param name="Value">y = f(x).</param>
/// <param name="Derivative">f'(x), as a function of the input.</param>
/// <param name="Kink">Where f has no derivative, or null: checks by differences keep away from it.</param>
public sealed record ReferenceActivation(string Name, Func<double, double> Value, Func<double, double> Derivative, double? Kink = null);

/// <summary>The activations of the library in double precision.</summary>
public static class ReferenceActivations
{
    /// <summary>max(x, 0), with derivative 0 at 0.</summary>
    public static ReferenceActivation Relu { get; } = new("Relu", x => x > 0 ? x : 0, x => x > 0 ? 1 : 0, Kink: 0);

    /// <summary>x where x > 0, else slope·x; the slope holds at 0.</summary>
    public static ReferenceActivation LeakyRelu(double slope = 0.01) => new("LeakyRelu", x => x > 0 ? x : slope * x, x => x > 0 ? 1 : slope, Kink: 0);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static ReferenceActivation Sigmoid { get; } = new("Sigmoid", Logistic, x => Logistic(x) * Logistic(-x));

    /// <summary>tanh x.</summary>
    public static ReferenceActivation Tanh { get; } = new("Tanh", Math.Tanh, x => 1 / (Math.Cosh(x) * Math.Cosh(x)));

    /// <summary>x·Φ(x), Φ the normal distribution function (the form with erf).</summary>
    public static ReferenceActivation Gelu { get; } = new(
        "Gelu",
        x => x * NormalDistribution(x),
        x => NormalDistribution(x) + (x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI)));

    /// <summary>x / (1 + e⁻ˣ).</summary>
    public static ReferenceActivation Silu { get; } = new(
        "Silu",
        x => x * Logistic(x),
        x => Logistic(x) * (1 + (x * Logistic(-x))));

    /// <summary>ln(1 + eˣ).</summary>
    public static ReferenceActivation Softplus { get; } = new("Softplus", LogOnePlusExp, Logistic);

    /// <summary>x·tanh(ln(1 + eˣ)).</summary>
    public static ReferenceActivation Mish { get; } = new(
        "Mish",
        x => x * Math.Tanh(LogOnePlusExp(x)),
        x =>
        {
            double t = Math.Tanh(LogOnePlusExp(x));
            return t + (x * (1 - (t * t)) * Logistic(x));
        });

    /// <summary>slope·max(x, 0)².</summary>
    public static ReferenceActivation Squared(double slope = 0.5) => new("Squared", x => x > 0 ? slope * x * x : 0, x => x > 0 ? 2 * slope * x : 0);

    /// <summary>1 / (1 + e⁻ˣ) without overflow.</summary>
    internal static double Logistic(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    /// <summary>ln(1 + eˣ) without overflow: max(x, 0) + ln(1 + e^−|x|).</summary>
    internal static double LogOnePlusExp(double x) => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x)));

    private static double NormalDistribution(double x) => 0.5 * (1 + ErrorFunction.Erf(x / Math.Sqrt(2)));

    /// <summary>ln(1 + x) for x in [0, 1], exact for small x too (Kahan: what rounding 1 + x lost cancels in the quotient).</summary>
    private static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }
}
