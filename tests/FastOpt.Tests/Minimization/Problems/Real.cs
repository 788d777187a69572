namespace FastOpt.Tests.Minimization.Problems;

/// <summary>A plain number.</summary>
internal readonly record struct Real(double Number) : IScalar<Real>
{
    public static Real operator +(Real a, Real b) => new(a.Number + b.Number);

    public static Real operator +(Real a, double b) => new(a.Number + b);

    public static Real operator +(double a, Real b) => new(a + b.Number);

    public static Real operator -(Real a, Real b) => new(a.Number - b.Number);

    public static Real operator -(Real a, double b) => new(a.Number - b);

    public static Real operator -(double a, Real b) => new(a - b.Number);

    public static Real operator -(Real a) => new(-a.Number);

    public static Real operator *(Real a, Real b) => new(a.Number * b.Number);

    public static Real operator *(Real a, double b) => new(a.Number * b);

    public static Real operator *(double a, Real b) => new(a * b.Number);

    public static Real operator /(Real a, Real b) => new(a.Number / b.Number);

    public static Real operator /(Real a, double b) => new(a.Number / b);

    public static Real Of(double value) => new(value);

    public static Real Exp(Real a) => new(Math.Exp(a.Number));

    public static Real Log(Real a) => new(Math.Log(a.Number));

    public static Real Sin(Real a) => new(Math.Sin(a.Number));

    public static Real Cos(Real a) => new(Math.Cos(a.Number));

    public static Real Sqrt(Real a) => new(Math.Sqrt(a.Number));

    public static Real Atan(Real a) => new(Math.Atan(a.Number));
}
