namespace FastOpt.Tests.Minimization.Problems;

/// <summary>The arithmetic that the residuals are written in, so that the same text gives values and derivatives.</summary>
internal interface IScalar<T>
    where T : struct, IScalar<T>
{
    double Number { get; }

    static abstract T operator +(T a, T b);

    static abstract T operator +(T a, double b);

    static abstract T operator +(double a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator -(T a, double b);

    static abstract T operator -(double a, T b);

    static abstract T operator -(T a);

    static abstract T operator *(T a, T b);

    static abstract T operator *(T a, double b);

    static abstract T operator *(double a, T b);

    static abstract T operator /(T a, T b);

    static abstract T operator /(T a, double b);

    static abstract T Of(double value);

    static abstract T Exp(T a);

    static abstract T Log(T a);

    static abstract T Sin(T a);

    static abstract T Cos(T a);

    static abstract T Sqrt(T a);

    static abstract T Atan(T a);
}
