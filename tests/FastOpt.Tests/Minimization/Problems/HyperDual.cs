namespace FastOpt.Tests.Minimization.Problems;

/// <summary>A number with its derivatives along two directions and the mixed second one, all exact (Fike and Alonso 2011).</summary>
internal readonly record struct HyperDual(double Number, double First, double Second, double Mixed) : IScalar<HyperDual>
{
    public static HyperDual operator +(HyperDual a, HyperDual b) => new(a.Number + b.Number, a.First + b.First, a.Second + b.Second, a.Mixed + b.Mixed);

    public static HyperDual operator +(HyperDual a, double b) => a with { Number = a.Number + b };

    public static HyperDual operator +(double a, HyperDual b) => b + a;

    public static HyperDual operator -(HyperDual a, HyperDual b) => a + -b;

    public static HyperDual operator -(HyperDual a, double b) => a + -b;

    public static HyperDual operator -(double a, HyperDual b) => -b + a;

    public static HyperDual operator -(HyperDual a) => new(-a.Number, -a.First, -a.Second, -a.Mixed);

    public static HyperDual operator *(HyperDual a, HyperDual b) => new(
        a.Number * b.Number,
        a.First * b.Number + a.Number * b.First,
        a.Second * b.Number + a.Number * b.Second,
        a.Mixed * b.Number + a.First * b.Second + a.Second * b.First + a.Number * b.Mixed);

    public static HyperDual operator *(HyperDual a, double b) => new(a.Number * b, a.First * b, a.Second * b, a.Mixed * b);

    public static HyperDual operator *(double a, HyperDual b) => b * a;

    public static HyperDual operator /(HyperDual a, HyperDual b)
    {
        double r = 1 / b.Number;
        return a * Chain(b, r, -r * r, 2 * r * r * r);
    }

    public static HyperDual operator /(HyperDual a, double b) => a * (1 / b);

    public static HyperDual Of(double value) => new(value, 0, 0, 0);

    public static HyperDual Exp(HyperDual a)
    {
        double e = Math.Exp(a.Number);
        return Chain(a, e, e, e);
    }

    public static HyperDual Log(HyperDual a) => Chain(a, Math.Log(a.Number), 1 / a.Number, -1 / (a.Number * a.Number));

    public static HyperDual Sin(HyperDual a) => Chain(a, Math.Sin(a.Number), Math.Cos(a.Number), -Math.Sin(a.Number));

    public static HyperDual Cos(HyperDual a) => Chain(a, Math.Cos(a.Number), -Math.Sin(a.Number), -Math.Cos(a.Number));

    public static HyperDual Sqrt(HyperDual a)
    {
        double r = Math.Sqrt(a.Number);
        return Chain(a, r, 0.5 / r, -0.25 / (r * a.Number));
    }

    public static HyperDual Atan(HyperDual a)
    {
        double q = 1 / (1 + a.Number * a.Number);
        return Chain(a, Math.Atan(a.Number), q, -2 * a.Number * q * q);
    }

    // f(a) by the chain rule from f, f' and f''.
    private static HyperDual Chain(HyperDual a, double f, double f1, double f2) =>
        new(f, f1 * a.First, f1 * a.Second, f1 * a.Mixed + f2 * a.First * a.Second);
}
