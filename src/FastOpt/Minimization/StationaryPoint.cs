namespace FastOpt;

/// <summary>What the eigenvalues of the Hessian say about a point where the gradient is zero, or nearly.</summary>
public readonly record struct StationaryPoint
{
    /// <summary>Minimum, maximum, saddle, or degenerate.</summary>
    public StationaryKind Kind { get; init; }

    /// <summary>The number of negative eigenvalues; beyond dimension 64 at least so many are.</summary>
    public int Index { get; init; }

    /// <summary>The number of eigenvalues that are zero to the tolerance, of those that were computed.</summary>
    public int Nullity { get; init; }

    /// <summary>The smallest eigenvalue.</summary>
    public double Smallest { get; init; }

    /// <summary>The largest eigenvalue.</summary>
    public double Largest { get; init; }

    /// <summary>max |λ| / min |λ| over the eigenvalues that were computed; infinity if one is zero.</summary>
    public double ConditionNumber { get; init; }

    /// <summary>‖∇f‖∞ at the point: how nearly it is stationary.</summary>
    public double GradientNorm { get; init; }

    /// <summary>The Hessian-vector products that were computed.</summary>
    public int Products { get; init; }

    /// <summary>
    /// Classifies a point by the Hessian's eigenvalues: all of them up to dimension 64, from as many Hessian-vector products; beyond it by Lanczos, whose
    /// negative Ritz values prove as many negative eigenvalues, while a minimum is then what no negative one was found at.
    /// </summary>
    /// <typeparam name="TObjective">The function.</typeparam>
    /// <param name="objective">f.</param>
    /// <param name="point">x, where ∇f is zero or nearly so; this is not asked for, see <see cref="GradientNorm"/>.</param>
    /// <param name="tolerance">Up to which share of max |λ| an eigenvalue is zero. Default, for NaN: 32·n·2⁻⁵², or 32·√n·2⁻²³ in float.</param>
    /// <param name="workspace">Memory, with which nothing is allocated. Default: of this call's own.</param>
    /// <exception cref="ArgumentException">The point has another dimension than the function, or a number that is not finite.</exception>
    public static StationaryPoint Classify<TObjective>(
        TObjective objective, ReadOnlySpan<double> point, double tolerance = double.NaN, MinimizeWorkspace? workspace = null)
        where TObjective : IObjective
    {
        int n = MinimizeArguments.Check(objective, point, nameof(point));
        if (tolerance < 0)
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "The tolerance must be 0 or more.");
        workspace ??= new MinimizeWorkspace();
        int memory = MinimizeArguments.Count(Curvature.MemoryFor(n));
        workspace.Reserve((long)memory + n);
        Span<double> gradient = workspace.Take(n);
        objective.ValueAndGradient(point, gradient);
        var curvature = new Curvature(workspace.Take(memory), n);
        curvature.Examine(ref objective, point, double.IsNaN(tolerance) ? Precision.OfEigenvalues<TObjective>(n) : tolerance);
        double norm = Vectors.Largest(gradient);
        if (curvature.Kind == StationaryKind.Unknown)
            return new() { Smallest = double.NaN, Largest = double.NaN, ConditionNumber = double.NaN, GradientNorm = norm, Products = curvature.Products };
        return new()
        {
            Kind = curvature.Kind,
            Index = curvature.Index,
            Nullity = curvature.Nullity,
            Smallest = curvature.Values[0],
            Largest = curvature.Values[^1],
            ConditionNumber = Condition(curvature),
            GradientNorm = norm,
            Products = curvature.Products,
        };
    }

    /// <summary>
    /// Leaves a saddle or a maximum: goes from the point along the eigenvector of the most negative eigenvalue, to the side where the gradient does not
    /// rise, and halves the step until the value is finite and lower.
    /// </summary>
    /// <typeparam name="TObjective">The function.</typeparam>
    /// <param name="objective">f.</param>
    /// <param name="point">x.</param>
    /// <param name="result">Receives the lower point, or x itself.</param>
    /// <param name="step">The length of the first trial, above 0. Default: 1.</param>
    /// <param name="workspace">Memory, with which nothing is allocated. Default: of this call's own.</param>
    /// <returns>Whether the Hessian has a negative eigenvalue there, and a lower point was found.</returns>
    /// <exception cref="ArgumentException">A span has another length than the function's dimension, or the point is not finite.</exception>
    public static bool TryEscape<TObjective>(
        TObjective objective, ReadOnlySpan<double> point, Span<double> result, double step = 1, MinimizeWorkspace? workspace = null)
        where TObjective : IObjective
    {
        int n = MinimizeArguments.Check(objective, point, nameof(point));
        if (result.Length != n)
            throw new ArgumentException($"The result has {result.Length} numbers, but the objective has {n} variables.", nameof(result));
        if (!(step > 0 && double.IsFinite(step)))
            throw new ArgumentOutOfRangeException(nameof(step), step, "The step must be positive and finite.");
        workspace ??= new MinimizeWorkspace();
        int memory = MinimizeArguments.Count(Curvature.MemoryFor(n));
        workspace.Reserve((long)memory + 2 * n);
        Span<double> gradient = workspace.Take(n), direction = workspace.Take(n);
        double value = objective.ValueAndGradient(point, gradient);
        var curvature = new Curvature(workspace.Take(memory), n);
        curvature.Examine(ref objective, point, Precision.OfEigenvalues<TObjective>(n));
        point.CopyTo(result);
        if (curvature.Index == 0 || !double.IsFinite(value))
            return false;
        Escape.Direction(curvature, gradient, direction);
        var line = new ValueLine<TObjective>(objective, point, direction, result);
        if (Escape.TryLower(ref line, value, step, Vectors.Largest(point), int.MaxValue))
            return true;
        point.CopyTo(result);
        return false;
    }

    private static double Condition(in Curvature curvature)
    {
        if (curvature.Nullity > 0)
            return double.PositiveInfinity;
        double least = double.PositiveInfinity, largest = 0;
        foreach (double value in curvature.Values)
            (least, largest) = (Math.Min(least, Math.Abs(value)), Math.Max(largest, Math.Abs(value)));
        return largest / least;
    }

    // The values along a direction; the point is left in the result.
    private readonly ref struct ValueLine<TObjective>(
        TObjective objective, ReadOnlySpan<double> point, ReadOnlySpan<double> direction, Span<double> result) : ILine
        where TObjective : IObjective
    {
        private readonly TObjective _objective = objective;
        private readonly ReadOnlySpan<double> _point = point;
        private readonly ReadOnlySpan<double> _direction = direction;
        private readonly Span<double> _result = result;

        public double Evaluate(double step, out double slope)
        {
            slope = double.NaN;
            Vectors.Sum(_point, step, _direction, _result);
            return _objective.Value(_result);
        }
    }
}
