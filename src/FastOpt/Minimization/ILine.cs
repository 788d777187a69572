namespace FastOpt;

/// <summary>A function of one variable, a step along a line, with its derivative: φ(α) = f(x + α·d) and φ'(α) = ∇f(x + α·d)ᵀd.</summary>
public interface ILine
{
    /// <summary>φ(α) and φ'(α).</summary>
    /// <param name="step">α, at least 0.</param>
    /// <param name="slope">Receives φ'(α).</param>
    double Evaluate(double step, out double slope);
}
