namespace FastOpt.Training.Tests;

// Rules of a user's: what the language of rules has.

/// <summary>A condition, and hyperparameters.</summary>
[Activation]
public readonly partial record struct Bent(double Slope = 0.1, double Edge = 0)
{
    public float Apply(float x) => x > (float)Edge ? x : (float)(Slope * Math.Cos(Edge)) * x;
}

/// <summary>Statements, patterns, an early return, a shared value.</summary>
[Activation]
public readonly partial record struct Stepped
{
    public static float Apply(float x)
    {
        if (float.IsNaN(x))
            return 0;
        float square = x * x;
        return x switch
        {
            < -1 => -square,
            > 1 and < 2 => square + square * x,
            _ => square * 0.5f,
        };
    }
}

/// <summary>A loop of constant length over constants.</summary>
[Activation]
public readonly partial record struct Horner
{
    private static readonly float Third = 1f / 3;

    public static float Apply(float x)
    {
        float bounded = MathF.Tanh(x), sum = 0;
        for (int i = 1; i <= 5; i++)
            sum = sum * bounded + Third / i;
        return sum;
    }
}

/// <summary>Trigonometry.</summary>
[Activation]
public readonly partial record struct Waves
{
    public static float Apply(float x)
    {
        float inside = 0.9f * MathF.Tanh(x);
        return MathF.Sin(x) + 2 * MathF.Cos(x) + MathF.Tan(inside) * MathF.Atan(x);
    }
}

/// <summary>Hyperbolic functions.</summary>
[Activation]
public readonly partial record struct Hyperbolic
{
    public static float Apply(float x)
    {
        float inside = 0.9f * MathF.Sin(x);
        return MathF.Sinh(inside) + MathF.Cosh(inside) * MathF.Tanh(x) + VectorMath.Erf(x) * VectorMath.Sigmoid(inside);
    }
}

/// <summary>Exponentials, logarithms, powers, roots.</summary>
[Activation]
public readonly partial record struct Logarithms
{
    public static float Apply(float x)
    {
        float above = 0.1f + MathF.Abs(x), small = 0.01f * MathF.Tanh(x);
        return MathF.Log(above) + MathF.Log2(above) + VectorMath.Log1P(small) + VectorMath.Expm1(small) + MathF.Exp(-above)
            + VectorMath.Exp2(small) + MathF.Pow(above, 0.7f) + MathF.Sqrt(above) + MathF.Cbrt(x) + VectorMath.Softplus(x) + MathF.Log(1 + MathF.Exp(x));
    }
}

/// <summary>Rounding, signs, bounds.</summary>
[Activation]
public readonly partial record struct Rounded
{
    public static float Apply(float x) => MathF.Floor(x) + 2 * MathF.Ceiling(x) + 4 * MathF.Round(x) + 8 * MathF.Truncate(x) + MathF.Sign(x)
        + MathF.CopySign(x, -1 - x) + Math.Clamp(x, -0.5f, 0.25f) + MathF.Min(x, 0.3f) * MathF.Max(x, -0.3f) + MathF.FusedMultiplyAdd(x, x, 1);
}

/// <summary>Where a function acts.</summary>
public enum Side
{
    /// <summary>Below zero.</summary>
    Left,

    /// <summary>Above zero.</summary>
    Right,
}

/// <summary>Integers, and hyperparameters of every type.</summary>
[Activation]
public readonly partial record struct Counted(int Count = 2, bool Doubled = false, Side Side = Side.Left)
{
    public float Apply(float x)
    {
        int whole = (int)(x * 3);
        int moved = whole * Count - 1;
        float result = (float)Math.Max(moved, -whole) * 0.25f;
        if (Doubled)
            result *= 2;
        return (Side == Side.Right ? x > 0 : x < 0) ? result : whole == 0 ? 1 : -x;
    }
}

/// <summary>Parameters that train.</summary>
[Activation]
public readonly partial record struct TwoSlopes
{
    public static float Apply(float x, [Trained(1, Name = "up")] float right, [Trained(0.25, Name = "down")] float left) => x > 0 ? right * x : left * x;
}

/// <summary>No x at all.</summary>
[Activation]
public readonly partial record struct Flat(double Level = 0.75)
{
    public float Apply(float x) => (float)Level;
}

/// <summary>A function of this assembly, which is expanded.</summary>
[Activation]
public readonly partial record struct Given
{
    public static float Apply(float x) => OnnxCurves.Bump(x, 1.5f) - x;
}

/// <summary>What Predict computes is another formula.</summary>
[Activation]
public readonly partial record struct Predicted(double Deviation = 0.1)
{
    public float Apply(float x, float normal) => x * (1 + (float)Deviation * normal);

    public float Predict(float x) => x * (1 - (float)Deviation);
}

/// <summary>Truth values.</summary>
[Activation]
public readonly partial record struct Logic
{
    public static float Apply(float x)
    {
        bool isLarge = x > 1 || x < -1, isOdd = (int)x == 1 ^ x > 0;
        bool chosen = isLarge ? !isOdd : x > 0.5f;
        return chosen != isOdd && x != 2 ? x : -0.5f * x;
    }
}

/// <summary>Bits, which no operation of opset 17 takes.</summary>
[Activation]
public readonly partial record struct Bits
{
    public static float Apply(float x) => ((int)x & 1) == 0 ? x : -x;
}

/// <summary>Functions of a user's.</summary>
public static partial class OnnxCurves
{
    /// <summary>e^(−x²/width²).</summary>
    [Vectorized]
    public static float Bump(float x, float width) => MathF.Exp(-x * x / (width * width));
}

/// <summary>Over an example, by its norm.</summary>
[Normalization(Over = Axis.Features)]
public readonly partial record struct ScaleNorm(double Epsilon = 1e-5)
{
    public float Apply(float x, float norm, [Trained(1, Name = "weight")] float gain) => x * gain / MathF.Max(norm, (float)Epsilon);
}

/// <summary>By largest, smallest, mean and mean square of an example's groups.</summary>
[Normalization(Over = Axis.Features)]
public readonly partial record struct RangeNorm([Groups] int Groups = 2)
{
    public float Apply(float x, float maximum, float minimum, float mean, float meanSquare, [Trained(0.5)] float shift) =>
        (x - mean) / (1 + maximum - minimum) + shift * meanSquare;
}

/// <summary>By largest and smallest of a channel.</summary>
[Normalization(Over = Axis.Positions)]
public readonly partial record struct ChannelRange
{
    public static float Apply(float x, float maximum, float minimum, float variance, [Trained(2)] float gain) =>
        gain * (x - minimum) / (1 + maximum - minimum) + variance;
}

/// <summary>By running statistics of every kind.</summary>
[Normalization(Over = Axis.Batch)]
public readonly partial record struct RunningRange
{
    public static float Apply(float x, float maximum, float minimum, float meanSquare, float norm) =>
        (x - minimum) / (1 + maximum - minimum) + meanSquare / (1 + norm);
}
