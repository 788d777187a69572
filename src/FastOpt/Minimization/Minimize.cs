namespace FastOpt;

/// <summary>
/// Finds a local minimum of a function with exact derivatives. All methods stop where ‖∇f‖∞ is small (<see cref="MinimizeOptions"/>), never throw for a
/// limit, return the best point that they saw, and allocate nothing when they are given a workspace that has grown. Value, gradient and products are the
/// objective's; a struct's are called without indirection.
/// </summary>
public static partial class Minimize
{
    // c₂ of the line searches: conjugate directions need nearly exact ones.
    private const double Loose = 0.9, Tight = 0.1;

    /// <summary>
    /// The quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno (1970) with the line search <see cref="StrongWolfe"/>. Memory: 8·n² bytes; the first
    /// choice up to a few hundred variables.
    /// </summary>
    /// <typeparam name="TObjective">The function.</typeparam>
    /// <param name="objective">f.</param>
    /// <param name="start">x₀, one finite number for each variable.</param>
    /// <param name="options">When it ends. Default: <see cref="MinimizeOptions.Default"/>.</param>
    /// <param name="workspace">Memory to use again. Default: of this call's own.</param>
    /// <exception cref="ArgumentException">
    /// The start has another dimension than the function, or a number that is not finite; an option is out of range.
    /// </exception>
    public static Minimum Bfgs<TObjective>(
        TObjective objective, ReadOnlySpan<double> start, MinimizeOptions? options = null, MinimizeWorkspace? workspace = null)
        where TObjective : IObjective
    {
        var descent = Descent<TObjective>.Begin(objective, start, options, workspace, static (n, _) => (long)n * n + n);
        int n = descent.Dimension;
        var direction = new BfgsDirection(descent.Take(n * n), descent.Take(n));
        return LineSearchMethod.Run(ref descent, ref direction, Loose);
    }

    /// <summary>
    /// BFGS with limited memory (Liu and Nocedal 1989) from the last <see cref="MinimizeOptions.Memory"/> steps, with the line search <see
    /// cref="StrongWolfe"/>. Memory: 16·m·n bytes; the first choice for many variables.
    /// </summary>
    /// <typeparam name="TObjective">The function.</typeparam>
    /// <param name="objective">f.</param>
    /// <param name="start">x₀, one finite number for each variable.</param>
    /// <param name="options">When it ends. Default: <see cref="MinimizeOptions.Default"/>.</param>
    /// <param name="workspace">Memory to use again. Default: of this call's own.</param>
    /// <exception cref="ArgumentException">
    /// The start has another dimension than the function, or a number that is not finite; an option is out of range.
    /// </exception>
    public static Minimum Lbfgs<TObjective>(
        TObjective objective, ReadOnlySpan<double> start, MinimizeOptions? options = null, MinimizeWorkspace? workspace = null)
        where TObjective : IObjective
    {
        var descent = Descent<TObjective>.Begin(objective, start, options, workspace, static (n, m) => 2L * m * n + 2L * m);
        int n = descent.Dimension, m = descent.Options.Memory;
        var direction = new LbfgsDirection(descent.Take(m * n), descent.Take(m * n), descent.Take(m), descent.Take(m));
        return LineSearchMethod.Run(ref descent, ref direction, Loose);
    }

    /// <summary>
    /// Truncated Newton: conjugate gradients on exact Hessian-vector products in a trust region (Steihaug 1983), up to a residual of min(½, √‖∇f‖)·‖∇f‖. It
    /// follows negative curvature, and leaves saddles and maxima where it meets them (<see cref="MinimizeOptions.EscapeSaddles"/>).
    /// </summary>
    /// <typeparam name="TObjective">The function.</typeparam>
    /// <param name="objective">f.</param>
    /// <param name="start">x₀, one finite number for each variable.</param>
    /// <param name="options">When it ends. Default: <see cref="MinimizeOptions.Default"/>.</param>
    /// <param name="workspace">Memory to use again. Default: of this call's own.</param>
    /// <exception cref="ArgumentException">
    /// The start has another dimension than the function, or a number that is not finite; an option is out of range.
    /// </exception>
    public static Minimum NewtonCg<TObjective>(
        TObjective objective, ReadOnlySpan<double> start, MinimizeOptions? options = null, MinimizeWorkspace? workspace = null)
        where TObjective : IObjective
    {
        var descent = Descent<TObjective>.Begin(objective, start, options, workspace, static (n, _) => 3L * n);
        int n = descent.Dimension;
        var region = new TrustRegion<TObjective>(descent.Take(n), descent.Take(n), descent.Take(n));
        return region.Run(ref descent);
    }

    /// <summary>
    /// Nonlinear conjugate gradients (Polak and Ribière 1969, restarted where β is negative) with the line search <see cref="StrongWolfe"/> at c₂ = 0.1.
    /// Memory: 8·n bytes besides the points.
    /// </summary>
    /// <typeparam name="TObjective">The function.</typeparam>
    /// <param name="objective">f.</param>
    /// <param name="start">x₀, one finite number for each variable.</param>
    /// <param name="options">When it ends. Default: <see cref="MinimizeOptions.Default"/>.</param>
    /// <param name="workspace">Memory to use again. Default: of this call's own.</param>
    /// <exception cref="ArgumentException">
    /// The start has another dimension than the function, or a number that is not finite; an option is out of range.
    /// </exception>
    public static Minimum ConjugateGradient<TObjective>(
        TObjective objective, ReadOnlySpan<double> start, MinimizeOptions? options = null, MinimizeWorkspace? workspace = null)
        where TObjective : IObjective
    {
        var descent = Descent<TObjective>.Begin(objective, start, options, workspace, static (n, _) => n);
        var direction = new ConjugateDirection(descent.Take(descent.Dimension));
        return LineSearchMethod.Run(ref descent, ref direction, Tight);
    }

    /// <summary>Steepest descent with the line search <see cref="StrongWolfe"/>: slow where the Hessian is ill-conditioned, and meant to show that.</summary>
    /// <typeparam name="TObjective">The function.</typeparam>
    /// <param name="objective">f.</param>
    /// <param name="start">x₀, one finite number for each variable.</param>
    /// <param name="options">When it ends. Default: <see cref="MinimizeOptions.Default"/>.</param>
    /// <param name="workspace">Memory to use again. Default: of this call's own.</param>
    /// <exception cref="ArgumentException">
    /// The start has another dimension than the function, or a number that is not finite; an option is out of range.
    /// </exception>
    public static Minimum GradientDescent<TObjective>(
        TObjective objective, ReadOnlySpan<double> start, MinimizeOptions? options = null, MinimizeWorkspace? workspace = null)
        where TObjective : IObjective
    {
        var descent = Descent<TObjective>.Begin(objective, start, options, workspace, static (_, _) => 0);
        var direction = default(SteepestDirection);
        return LineSearchMethod.Run(ref descent, ref direction, Loose);
    }

    /// <summary>
    /// Any optimizer's rule, such as <c>Minimize.With(new Adam(0.01), objective, start)</c>: one evaluation and one update in each iteration, no line
    /// search. Rules compute in float: the point is rounded to float after each step, so that the gradient's tolerance may be out of reach by as much as a
    /// float is coarse, and the learning rate is the rule's own.
    /// </summary>
    /// <typeparam name="TOptimizer">A struct marked <c>[Optimizer]</c>.</typeparam>
    /// <typeparam name="TObjective">The function.</typeparam>
    /// <param name="optimizer">The rule.</param>
    /// <param name="objective">f.</param>
    /// <param name="start">x₀, one finite number for each variable.</param>
    /// <param name="options">When it ends. Default: <see cref="MinimizeOptions.Default"/>.</param>
    /// <param name="workspace">Memory to use again. Default: of this call's own.</param>
    /// <exception cref="ArgumentException">
    /// The start has another dimension than the function, or a number that is not finite; an option is out of range.
    /// </exception>
    public static Minimum With<TOptimizer, TObjective>(
        TOptimizer optimizer, TObjective objective, ReadOnlySpan<double> start, MinimizeOptions? options = null, MinimizeWorkspace? workspace = null)
        where TOptimizer : struct, IOptimizerRule
        where TObjective : IObjective
    {
        var descent = Descent<TObjective>.Begin(objective, start, options, workspace, static (_, _) => 0);
        Span<float> memory = descent.TakeFloats((2 + optimizer.StatesPerWeight) * descent.Dimension);
        return OptimizerMethod.Run(optimizer, ref descent, memory);
    }
}
