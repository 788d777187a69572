namespace FastOpt.Tests.Minimization.Problems;

/// <summary>
/// Residuals as an objective. Gradients and Hessian-vector products are exact, of hyper-dual numbers, one direction at a time; slow, and without any code of
/// the library.
/// </summary>
internal readonly struct LeastSquares<TResiduals> : IObjective
    where TResiduals : struct, IResiduals
{
    private readonly TResiduals _residuals = new();
    private readonly int _count = new TResiduals().Count;

    public LeastSquares() => Dimension = _residuals.Start.Length;

    public int Dimension { get; }

    public double Value(ReadOnlySpan<double> point)
    {
        Span<Real> x = stackalloc Real[Dimension], r = stackalloc Real[_count];
        for (int i = 0; i < x.Length; i++)
            x[i] = new(point[i]);
        _residuals.Residuals<Real>(x, r);
        double sum = 0;
        foreach (Real residual in r)
            sum += residual.Number * residual.Number;
        return sum;
    }

    public double ValueAndGradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        double value = 0;
        for (int i = 0; i < Dimension; i++)
            (value, gradient[i], _) = Derivatives(point, default, i);
        return value;
    }

    public void HessianVector(ReadOnlySpan<double> point, ReadOnlySpan<double> direction, Span<double> result)
    {
        for (int i = 0; i < Dimension; i++)
            (_, _, result[i]) = Derivatives(point, direction, i);
    }

    // f, ∂f/∂xᵢ, and ∂²f/∂xᵢ∂v.
    private (double Value, double First, double Mixed) Derivatives(ReadOnlySpan<double> point, ReadOnlySpan<double> direction, int variable)
    {
        Span<HyperDual> x = stackalloc HyperDual[Dimension], r = stackalloc HyperDual[_count];
        for (int i = 0; i < x.Length; i++)
            x[i] = new(point[i], i == variable ? 1 : 0, direction.IsEmpty ? 0 : direction[i], 0);
        _residuals.Residuals<HyperDual>(x, r);
        HyperDual sum = default;
        foreach (HyperDual residual in r)
            sum += residual * residual;
        return (sum.Number, sum.First, sum.Mixed);
    }
}
