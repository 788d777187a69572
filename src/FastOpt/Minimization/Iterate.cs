namespace FastOpt;

/// <summary>An accepted point of a minimization, as its observer sees it. The spans are the minimizer's own: they hold until the observer returns.</summary>
public readonly ref struct Iterate
{
    /// <summary>The number of accepted steps up to here; 0 at the start.</summary>
    public int Iteration { get; init; }

    /// <summary>How often f was evaluated up to here.</summary>
    public int Evaluations { get; init; }

    /// <summary>x.</summary>
    public ReadOnlySpan<double> Point { get; init; }

    /// <summary>∇f(x).</summary>
    public ReadOnlySpan<double> Gradient { get; init; }

    /// <summary>f(x).</summary>
    public double Value { get; init; }

    /// <summary>‖∇f(x)‖∞.</summary>
    public double GradientNorm { get; init; }
}

/// <summary>Sees each accepted point of a minimization, the start included.</summary>
/// <param name="iterate">The point.</param>
public delegate void IterateObserver(in Iterate iterate);
