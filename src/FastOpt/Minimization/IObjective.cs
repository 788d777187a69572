namespace FastOpt;

/// <summary>
/// A function of several variables that is to be minimized, with exact derivatives. A struct that is marked <c>[Objective]</c> implements it, with what the
/// compiler derives from its scalar <c>Value</c>; a class or struct of a user's own may, too.
/// </summary>
public interface IObjective
{
    /// <summary>The number of variables, at least 1.</summary>
    int Dimension { get; }

    /// <summary>f(x).</summary>
    /// <param name="point">x, one number for each variable.</param>
    double Value(ReadOnlySpan<double> point);

    /// <summary>f(x) and ∇f(x).</summary>
    /// <param name="point">x, one number for each variable.</param>
    /// <param name="gradient">Receives ∂f/∂xᵢ.</param>
    double ValueAndGradient(ReadOnlySpan<double> point, Span<double> gradient);

    /// <summary>∇²f(x)·v, exact, without the Hessian.</summary>
    /// <param name="point">x, one number for each variable.</param>
    /// <param name="direction">v.</param>
    /// <param name="result">Receives the product.</param>
    void HessianVector(ReadOnlySpan<double> point, ReadOnlySpan<double> direction, Span<double> result);
}
