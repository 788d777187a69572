namespace FastOpt;

/// <summary>
/// What all minimizers share: the present point, the best one, the counts, the stopping rules. It is also the line x + α·d that a line search sees.
/// </summary>
internal ref struct Descent<TObjective> : ILine
    where TObjective : IObjective
{
    // The relative error of a value where a flat point is examined, at most; it grows with the dimension.
    private const double LargestRounding = 1e-12;

    private readonly MinimizeOptions _options;
    private readonly MinimizeWorkspace _workspace;
    private TObjective _objective;
    private double _bestValue = double.PositiveInfinity;
    private int _iterations;
    private int _evaluations;
    private int _products;

    private Descent(TObjective objective, MinimizeOptions options, MinimizeWorkspace workspace, int dimension)
    {
        (_objective, _options, _workspace, Dimension) = (objective, options, workspace, dimension);
        X = workspace.Take(dimension);
        Gradient = workspace.Take(dimension);
        Direction = workspace.Take(dimension);
        Trial = workspace.Take(dimension);
        TrialGradient = workspace.Take(dimension);
        Best = workspace.Take(dimension);
        BestGradient = workspace.Take(dimension);
    }

    // The lengths of steps from a flat point, in parts of the point's largest magnitude, or of 1: a sixth order shows at the second, an eighth at the third.
    private static ReadOnlySpan<double> FlatSteps => [1e-3, 1e-2, 1e-1];

    public readonly int Dimension;

    /// <summary>The present point, its gradient and value.</summary>
    public Span<double> X;
    public Span<double> Gradient;
    public double Value;

    /// <summary>The direction of the line search; no longer needed when the search is over.</summary>
    public readonly Span<double> Direction;

    /// <summary>The point that was evaluated last, its gradient and value.</summary>
    public Span<double> Trial;
    public Span<double> TrialGradient;
    public double TrialValue;

    /// <summary>Of all points with a finite value and gradient, the one with the least value.</summary>
    public readonly Span<double> Best;
    public readonly Span<double> BestGradient;

    public readonly MinimizeOptions Options => _options;

    public readonly int Iterations => _iterations;

    public readonly double BestValue => _bestValue;

    /// <summary>‖∇f‖∞ at the present point.</summary>
    public readonly double GradientNorm => Vectors.Largest(Gradient);

    public readonly int EvaluationsLeft => _options.MaxEvaluations - _evaluations;

    /// <summary>Checks the arguments, takes memory, and evaluates the start.</summary>
    /// <param name="objective">f.</param>
    /// <param name="start">x₀.</param>
    /// <param name="options">The options or null.</param>
    /// <param name="workspace">The memory or null.</param>
    /// <param name="extra">How many numbers the method takes besides, by dimension.</param>
    public static Descent<TObjective> Begin(
        TObjective objective, ReadOnlySpan<double> start, MinimizeOptions? options, MinimizeWorkspace? workspace, Func<int, int, long> extra)
    {
        options ??= MinimizeOptions.Default;
        options.Check();
        int n = MinimizeArguments.Check(objective, start, nameof(start));
        workspace ??= new MinimizeWorkspace();
        workspace.Reserve(7L * n + Curvature.MemoryFor(n) + extra(n, options.Memory));
        var descent = new Descent<TObjective>(objective, options, workspace, n);
        start.CopyTo(descent.Trial);
        descent.EvaluateTrial();
        descent.Accept(isStep: false);
        return descent;
    }

    /// <summary>More memory.</summary>
    public readonly Span<double> Take(int count) => _workspace.Take(count);

    public readonly Span<float> TakeFloats(int count) => _workspace.Floats(count);

    /// <inheritdoc/>
    public double Evaluate(double step, out double slope)
    {
        Vectors.Sum(X, step, Direction, Trial);
        EvaluateTrial();
        slope = Vectors.Dot(TrialGradient, Direction);
        return TrialValue;
    }

    /// <summary>f and its gradient at the trial point; the value is NaN if any of these is not finite.</summary>
    public void EvaluateTrial()
    {
        TrialValue = _objective.ValueAndGradient(Trial, TrialGradient);
        _evaluations++;
        if (!double.IsFinite(TrialValue) || !Vectors.AreFinite(TrialGradient))
        {
            TrialValue = double.NaN;
            return;
        }

        if (TrialValue < _bestValue)
        {
            _bestValue = TrialValue;
            Trial.CopyTo(Best);
            TrialGradient.CopyTo(BestGradient);
        }
    }

    /// <summary>∇²f·v at the present point; false if it is not finite.</summary>
    public bool Product(ReadOnlySpan<double> direction, Span<double> result)
    {
        _objective.HessianVector(X, direction, result);
        _products++;
        return Vectors.AreFinite(result);
    }

    /// <summary>Makes the trial point the present one, and tells the observer. The old point and gradient are in Trial and TrialGradient then.</summary>
    public void Accept(bool isStep = true)
    {
        Span<double> point = X, gradient = Gradient;
        X = Trial;
        Gradient = TrialGradient;
        Trial = point;
        TrialGradient = gradient;
        (Value, TrialValue) = (TrialValue, Value);
        _iterations += isStep ? 1 : 0;
        _options.Observer?.Invoke(new()
        {
            Iteration = _iterations,
            Evaluations = _evaluations,
            Point = X,
            Gradient = Gradient,
            Value = Value,
            GradientNorm = Vectors.Largest(Gradient),
        });
    }

    /// <summary>Makes the best point of all the trial.</summary>
    public void RecallBest()
    {
        Best.CopyTo(Trial);
        BestGradient.CopyTo(TrialGradient);
        TrialValue = _bestValue;
    }

    /// <summary>Whether the minimization ends at the present point by a limit, a token, or a number that is not finite.</summary>
    public readonly bool IsOver(out MinimumStatus status)
    {
        status = MinimumStatus.Cancelled;
        if (_options.CancellationToken.IsCancellationRequested)
            return true;
        status = MinimumStatus.NotFinite;
        if (!double.IsFinite(Value))
            return true;
        status = MinimumStatus.IterationLimit;
        if (_iterations >= _options.MaxIterations)
            return true;
        status = MinimumStatus.EvaluationLimit;
        return EvaluationsLeft <= 0;
    }

    /// <summary>Whether a tolerance is met at the present point, right after the start or Accept: the point before must stand in Trial.</summary>
    public readonly bool MeetsTolerance(out MinimumStatus status)
    {
        status = MinimumStatus.Converged;
        if (!double.IsFinite(Value))
            return false;
        if (GradientNorm <= _options.GradientTolerance)
            return true;
        if (_iterations == 0)
            return false;
        status = MinimumStatus.ValueConverged;
        if (_options.ValueTolerance > 0 && Math.Abs(TrialValue - Value) <= _options.ValueTolerance * Math.Max(Math.Abs(TrialValue), Math.Abs(Value)))
            return true;
        status = MinimumStatus.StepConverged;
        if (_options.StepTolerance == 0)
            return false;
        double longest = 0, largest = 0;
        for (int i = 0; i < X.Length; i++)
            (longest, largest) = (Math.Max(longest, Math.Abs(X[i] - Trial[i])), Math.Max(largest, Math.Abs(X[i])));
        return longest <= _options.StepTolerance * largest;
    }

    /// <summary>The result where a tolerance is met; the point is examined if the options ask for it.</summary>
    public Minimum Converged(MinimumStatus status)
    {
        if (!_options.Classify)
            return Converged(status, StationaryKind.Unknown);
        StationaryKind kind = Examine(ref status).Kind;
        return Converged(status, kind);
    }

    /// <summary>The result where a tolerance is met at a point that was examined.</summary>
    public readonly Minimum Converged(MinimumStatus status, StationaryKind kind) => Result(status, kind, X, Value, GradientNorm);

    /// <summary>The curvature at the present point, where a tolerance is met.</summary>
    /// <param name="status">Which one; becomes a status that is no success where this may be no minimum.</param>
    public Curvature Examine(scoped ref MinimumStatus status)
    {
        var curvature = new Curvature(_workspace.All[^(int)Curvature.MemoryFor(Dimension)..], Dimension);
        curvature.Examine(ref _objective, X, Precision.OfEigenvalues<TObjective>(Dimension));
        _products += curvature.Products;
        if (curvature.Kind == StationaryKind.Unknown)
            status = MinimumStatus.NotFinite;
        else if (curvature.Index > 0)
            status = MinimumStatus.NotAMinimum;
        else if (curvature.Kind == StationaryKind.Degenerate)
            status = ProbeFlat(curvature) ?? status;
        return curvature;
    }

    /// <summary>The result elsewhere: the best point.</summary>
    public readonly Minimum Ended(MinimumStatus status) => double.IsFinite(_bestValue)
        ? Result(status, StationaryKind.Unknown, Best, _bestValue, Vectors.Largest(BestGradient))
        : Result(status, StationaryKind.Unknown, X, Value, GradientNorm);

    // Higher derivatives: whether steps along a mixture of the flat directions lead down, by more than the gradient's remainder and rounding errors do. To
    // each side they grow as long as they lead neither down nor up, so that a flat minimum beside a lower valley is not mistaken.
    // The status that this asks for, or null.
    private MinimumStatus? ProbeFlat(in Curvature curvature)
    {
        Span<double> flat = Direction, vector = TrialGradient;
        flat.Clear();
        double zero = Precision.OfEigenvalues<TObjective>(Dimension) * Math.Max(Math.Abs(curvature.Values[0]), Math.Abs(curvature.Values[^1])), weight = 1;
        for (int i = 0; i < curvature.Values.Length; i++)
        {
            if (Math.Abs(curvature.Values[i]) > zero)
                continue;
            curvature.Vector(i, vector);
            Vectors.Add(flat, weight, vector);
            weight *= -0.618;
        }

        double unit = Math.Max(1, Vectors.Largest(X)) / Vectors.Norm(flat), slope = Math.Abs(Vectors.Dot(Gradient, flat));

        // Where floats hide how flat a direction is, no fall counts that the gradient's tolerance allows anywhere.
        if (Precision.IsSingle<TObjective>())
            slope = Math.Max(slope, _options.GradientTolerance * Vectors.Norm(flat));
        double rounding = Math.Min(Precision.AtLeast<TObjective>(LargestRounding), Precision.OfEigenvalues<TObjective>(Dimension)) * Math.Abs(Value);
        for (int side = -1; side <= 1; side += 2)
        {
            foreach (double share in FlatSteps)
            {
                if (EvaluationsLeft <= 0)
                    return MinimumStatus.EvaluationLimit;
                double length = share * unit, noise = 2 * length * slope + rounding;
                Vectors.Sum(X, side * length, flat, Trial);
                _evaluations++;
                double value = _objective.Value(Trial);
                if (value < Value - noise)
                    return MinimumStatus.NotAMinimum;
                if (!(value <= Value + noise))
                    break;
            }
        }

        return null;
    }

    private readonly Minimum Result(MinimumStatus status, StationaryKind kind, ReadOnlySpan<double> point, double value, double gradientNorm)
    {
        double[] result = _workspace.Point(Dimension);
        point.CopyTo(result);
        return new()
        {
            Status = status,
            Kind = kind,
            Point = result,
            Value = value,
            GradientNorm = gradientNorm,
            Iterations = _iterations,
            Evaluations = _evaluations,
            Products = _products,
        };
    }
}
