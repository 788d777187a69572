namespace FastOpt.Tests.Minimization.Problems;

/// <summary>A problem of least squares: f(x) = Σ rᵢ(x)².</summary>
internal interface IResiduals
{
    /// <summary>The number of residuals, m.</summary>
    int Count { get; }

    /// <summary>The standard start, whose length is the dimension n.</summary>
    double[] Start { get; }

    void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>;
}
