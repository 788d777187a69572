namespace FastOpt;

/// <summary>Where a minimization ended, and what it took.</summary>
public readonly record struct Minimum
{
    /// <summary>Why it ended.</summary>
    public MinimumStatus Status { get; init; }

    /// <summary>
    /// x: where a tolerance was met, or else the point with the least finite value of all that were evaluated. With a workspace this is the workspace's array,
    /// which its next use overwrites.
    /// </summary>
    public double[] Point { get; init; }

    /// <summary>f(x).</summary>
    public double Value { get; init; }

    /// <summary>‖∇f(x)‖∞.</summary>
    public double GradientNorm { get; init; }

    /// <summary>What x is, if the options ask for it and a tolerance was met.</summary>
    public StationaryKind Kind { get; init; }

    /// <summary>The steps that were accepted.</summary>
    public int Iterations { get; init; }

    /// <summary>How often f, nearly always together with its gradient, was evaluated.</summary>
    public int Evaluations { get; init; }

    /// <summary>How many Hessian-vector products were computed, those for <see cref="Kind"/> included.</summary>
    public int Products { get; init; }

    /// <summary>Whether a tolerance was met at what may be a minimum. A maximum or a saddle, a limit, and what is not finite are no success.</summary>
    public bool IsSuccess => Status is MinimumStatus.Converged or MinimumStatus.ValueConverged or MinimumStatus.StepConverged;
}
