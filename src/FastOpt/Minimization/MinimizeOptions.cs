namespace FastOpt;

/// <summary>When a minimization ends, and who watches it.</summary>
public sealed record MinimizeOptions
{
    /// <summary>The defaults.</summary>
    public static MinimizeOptions Default { get; } = new();

    /// <summary>What suits a network, whose gradients are floats: a gradient's tolerance of 1e-5, at most 1,000 iterations.</summary>
    public static MinimizeOptions ForNetworks { get; } = new() { GradientTolerance = 1e-5, MaxIterations = 1_000 };

    /// <summary>Converged where ‖∇f‖∞ is at most this; 0 asks for an exact zero. Default: 1e-8.</summary>
    public double GradientTolerance { get; init; } = 1e-8;

    /// <summary>Converged where a step changes f by at most this times the larger of both values' magnitudes; 0 switches it off. Default: 0.</summary>
    public double ValueTolerance { get; init; }

    /// <summary>Converged where a step changes no variable by more than this times the point's largest magnitude; 0 switches it off. Default: 0.</summary>
    public double StepTolerance { get; init; }

    /// <summary>The largest number of accepted steps, at least 0. Default: 10,000.</summary>
    public int MaxIterations { get; init; } = 10_000;

    /// <summary>The largest number of evaluations of f, at least 1. Default: 100,000.</summary>
    public int MaxEvaluations { get; init; } = 100_000;

    /// <summary>
    /// Whether a point that meets a tolerance is examined by Hessian-vector products, so that no maximum or saddle passes for a minimum. Default: true.
    /// </summary>
    public bool Classify { get; init; } = true;

    /// <summary>
    /// Whether <see cref="Minimize.NewtonCg{TObjective}"/> leaves saddles and maxima along the direction of the most negative curvature; asks for
    /// <see cref="Classify"/>. Default: true.
    /// </summary>
    public bool EscapeSaddles { get; init; } = true;

    /// <summary>How many pairs of steps and gradient changes <see cref="Minimize.Lbfgs{TObjective}"/> keeps, at least 1. Default: 10.</summary>
    public int Memory { get; init; } = 10;

    /// <summary>The radius with which <see cref="Minimize.NewtonCg{TObjective}"/> begins, above 0. Default: 1.</summary>
    public double TrustRadius { get; init; } = 1;

    /// <summary>
    /// The largest radius of <see cref="Minimize.NewtonCg{TObjective}"/>, at least the first. Default: 1e10; SciPy's is 1,000, which makes far minima take many
    /// steps.
    /// </summary>
    public double MaximumTrustRadius { get; init; } = 1e10;

    /// <summary>Called with the start and after each accepted step. Default: nobody.</summary>
    public IterateObserver? Observer { get; init; }

    /// <summary>Ends the minimization between two steps, with the best point so far. Default: never.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal void Check()
    {
        Require(GradientTolerance >= 0, GradientTolerance, "must be 0 or more", nameof(GradientTolerance));
        Require(ValueTolerance >= 0, ValueTolerance, "must be 0 or more", nameof(ValueTolerance));
        Require(StepTolerance >= 0, StepTolerance, "must be 0 or more", nameof(StepTolerance));
        Require(MaxIterations >= 0, MaxIterations, "must be 0 or more", nameof(MaxIterations));
        Require(MaxEvaluations >= 1, MaxEvaluations, "must be 1 or more", nameof(MaxEvaluations));
        Require(Memory >= 1, Memory, "must be 1 or more", nameof(Memory));
        Require(TrustRadius > 0 && double.IsFinite(TrustRadius), TrustRadius, "must be above 0 and finite", nameof(TrustRadius));
        Require(MaximumTrustRadius >= TrustRadius, MaximumTrustRadius, "must be at least TrustRadius", nameof(MaximumTrustRadius));
    }

    private static void Require(bool holds, double value, string what, string name)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"MinimizeOptions.{name} {what}.");
    }
}
