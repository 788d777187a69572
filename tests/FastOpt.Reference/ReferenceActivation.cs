namespace FastOpt.Reference;

/// <summary>An activation with its derivative, both written by hand; a test adds its own by constructing one.</summary>
/// <param name="Name">The name of the rule it stands for.</param>
/// <param name="Value">y = f(x).</param>
/// <param name="Derivative">f'(x), as a function of the input.</param>
/// <param name="Kinks">Where f' jumps, or f'': checks by differences keep away from there.</param>
public sealed record ReferenceActivation(string Name, Func<double, double> Value, Func<double, double> Derivative, params double[] Kinks);

/// <summary>The activations of the library in double precision.</summary>
public static class ReferenceActivations
{
    private const double SeluAlpha = 1.6732632423543772848170429916717;
    private const double SeluScale = 1.0507009873554804934193349852946;

    /// <summary>max(x, 0), with derivative 0 at 0.</summary>
    public static ReferenceActivation Relu { get; } = new("Relu", x => x > 0 ? x : 0, x => x > 0 ? 1 : 0, 0);

    /// <summary>x where x > 0, else slope·x; the slope holds at 0.</summary>
    public static ReferenceActivation LeakyRelu(double slope = 0.01) => new("LeakyRelu", x => x > 0 ? x : slope * x, x => x > 0 ? 1 : slope, 0);

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

    /// <summary>x where x > 0, else α(eˣ − 1), with derivative α at 0.</summary>
    public static ReferenceActivation Elu(double alpha = 1) =>
        new("Elu", x => x > 0 ? x : alpha * ExpMinusOne(x), x => x > 0 ? 1 : alpha * Math.Exp(x), 0);

    /// <summary>s times Elu with α.</summary>
    public static ReferenceActivation Selu { get; } = new(
        "Selu",
        x => SeluScale * (x > 0 ? x : SeluAlpha * ExpMinusOne(x)),
        x => SeluScale * (x > 0 ? 1 : SeluAlpha * Math.Exp(x)),
        0);

    /// <summary>½x(1 + tanh u) with u = √(2/π)(x + 0.044715x³).</summary>
    public static ReferenceActivation GeluTanh { get; } = new(
        "GeluTanh",
        x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        x =>
        {
            double t = Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)));
            return (0.5 * (1 + t)) + (0.5 * x * (1 - (t * t)) * Math.Sqrt(2 / Math.PI) * (1 + (3 * 0.044715 * x * x)));
        });

    /// <summary>x / (1 + |x|).</summary>
    public static ReferenceActivation Softsign { get; } =
        new("Softsign", x => x / (1 + Math.Abs(x)), x => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x))), 0);

    /// <summary>(x + 3) / 6 within [0, 1], with derivative 0 at both kinks.</summary>
    public static ReferenceActivation HardSigmoid { get; } =
        new("HardSigmoid", x => Math.Clamp((x + 3) / 6, 0, 1), x => x is > -3 and < 3 ? 1 / 6.0 : 0, -3, 3);

    /// <summary>x times HardSigmoid, with the derivative of the middle piece at both kinks.</summary>
    public static ReferenceActivation HardSwish { get; } = new(
        "HardSwish",
        x => x * Math.Clamp((x + 3) / 6, 0, 1),
        x => x < -3 ? 0 : x > 3 ? 1 : ((2 * x) + 3) / 6,
        -3,
        3);

    /// <summary>x within the bounds, with derivative 0 at them.</summary>
    public static ReferenceActivation HardTanh(double smallest = -1, double largest = 1) =>
        new("HardTanh", x => Math.Clamp(x, smallest, largest), x => x > smallest && x < largest ? 1 : 0, smallest, largest);

    /// <summary>x within [0, 6], with derivative 0 at both.</summary>
    public static ReferenceActivation Relu6 { get; } = new("Relu6", x => Math.Clamp(x, 0, 6), x => x is > 0 and < 6 ? 1 : 0, 0, 6);

    /// <summary>slope·max(x, 0)².</summary>
    public static ReferenceActivation Squared(double slope = 0.5) => new("Squared", x => x > 0 ? slope * x * x : 0, x => x > 0 ? 2 * slope * x : 0);

    /// <summary>1 / (1 + e⁻ˣ) without overflow.</summary>
    internal static double Logistic(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    /// <summary>ln(1 + eˣ) without overflow: max(x, 0) + ln(1 + e^−|x|).</summary>
    internal static double LogOnePlusExp(double x) => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x)));

    /// <summary>eˣ − 1 = 2·sinh(x/2)·e^(x/2), whose factors cancel nothing.</summary>
    private static double ExpMinusOne(double x) => 2 * Math.Sinh(x / 2) * Math.Exp(x / 2);

    private static double NormalDistribution(double x) => 0.5 * (1 + ErrorFunction.Erf(x / Math.Sqrt(2)));

    /// <summary>ln(1 + x) for x ≥ 0, exact for small x too (Kahan: what rounding 1 + x lost cancels in the quotient).</summary>
    internal static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }
}
