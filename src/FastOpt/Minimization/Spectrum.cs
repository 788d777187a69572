namespace FastOpt;

/// <summary>Extreme eigenvalues of the Hessian at a point, by Lanczos from Hessian-vector products; the Hessian itself is never formed.</summary>
public static class Spectrum
{
    /// <summary>The largest eigenvalue of ∇²f(x).</summary>
    /// <typeparam name="TObjective">The function.</typeparam>
    /// <param name="objective">f.</param>
    /// <param name="point">x.</param>
    /// <param name="vector">Receives the eigenvector, of length 1; empty if it is not wanted. Default: empty.</param>
    /// <param name="tolerance">The error that is allowed, in parts of max |λ|; in float at least 2⁻²⁰. Default: 1e-10.</param>
    /// <param name="maxProducts">The largest number of products; 0 for as many as suit the dimension, up to 256. Default: 0.</param>
    /// <param name="workspace">Memory, with which nothing is allocated. Default: of this call's own.</param>
    /// <returns>λ, or the best bound from below after the largest number of products; NaN if a product is not finite.</returns>
    /// <exception cref="ArgumentException">A span has another length than the function's dimension, or the point is not finite.</exception>
    public static double Largest<TObjective>(
        TObjective objective,
        ReadOnlySpan<double> point,
        Span<double> vector = default,
        double tolerance = 1e-10,
        int maxProducts = 0,
        MinimizeWorkspace? workspace = null)
        where TObjective : IObjective => Extremes(objective, point, vector, tolerance, maxProducts, workspace, isLargest: true).Largest;

    /// <summary>The smallest eigenvalue of ∇²f(x).</summary>
    /// <typeparam name="TObjective">The function.</typeparam>
    /// <param name="objective">f.</param>
    /// <param name="point">x.</param>
    /// <param name="vector">Receives the eigenvector, of length 1; empty if it is not wanted. Default: empty.</param>
    /// <param name="tolerance">The error that is allowed, in parts of max |λ|; in float at least 2⁻²⁰. Default: 1e-10.</param>
    /// <param name="maxProducts">The largest number of products; 0 for as many as suit the dimension, up to 256. Default: 0.</param>
    /// <param name="workspace">Memory, with which nothing is allocated. Default: of this call's own.</param>
    /// <returns>λ, or the best bound from above after the largest number of products; NaN if a product is not finite.</returns>
    /// <exception cref="ArgumentException">A span has another length than the function's dimension, or the point is not finite.</exception>
    public static double Smallest<TObjective>(
        TObjective objective,
        ReadOnlySpan<double> point,
        Span<double> vector = default,
        double tolerance = 1e-10,
        int maxProducts = 0,
        MinimizeWorkspace? workspace = null)
        where TObjective : IObjective => Extremes(objective, point, vector, tolerance, maxProducts, workspace, isLargest: false).Smallest;

    /// <summary>
    /// The sharpness of a minimum, the largest eigenvalue of ∇²f(x): steps of gradient descent longer than 2 / sharpness diverge from it.
    /// </summary>
    /// <typeparam name="TObjective">The function.</typeparam>
    /// <param name="objective">f.</param>
    /// <param name="point">x.</param>
    /// <param name="workspace">Memory, with which nothing is allocated. Default: of this call's own.</param>
    public static double Sharpness<TObjective>(TObjective objective, ReadOnlySpan<double> point, MinimizeWorkspace? workspace = null)
        where TObjective : IObjective => Largest(objective, point, workspace: workspace);

    /// <summary>
    /// The condition number of ∇²f(x) where it is definite, λmax / λmin; infinity where it is not: the smallest magnitude in the middle of a spectrum is not
    /// what Lanczos finds. <see cref="StationaryPoint.ConditionNumber"/> has it up to dimension 64.
    /// </summary>
    /// <typeparam name="TObjective">The function.</typeparam>
    /// <param name="objective">f.</param>
    /// <param name="point">x.</param>
    /// <param name="workspace">Memory, with which nothing is allocated. Default: of this call's own.</param>
    public static double ConditionNumber<TObjective>(TObjective objective, ReadOnlySpan<double> point, MinimizeWorkspace? workspace = null)
        where TObjective : IObjective
    {
        var (smallest, largest) = Extremes(objective, point, default, 1e-12, 0, workspace, isLargest: true);
        // In float, what is next to zero may be zero.
        double zero = Precision.IsSingle<TObjective>() ? Precision.OfEigenvalues<TObjective>(point.Length) * Math.Max(-smallest, largest) : 0;
        if (smallest > zero)
            return largest / smallest;
        return largest < -zero ? smallest / largest : double.IsNaN(smallest) ? double.NaN : double.PositiveInfinity;
    }

    private static (double Smallest, double Largest) Extremes<TObjective>(
        TObjective objective, ReadOnlySpan<double> point, Span<double> vector, double tolerance, int maxProducts, MinimizeWorkspace? workspace, bool isLargest)
        where TObjective : IObjective
    {
        int n = MinimizeArguments.Check(objective, point, nameof(point));
        if (!vector.IsEmpty && vector.Length != n)
            throw new ArgumentException($"The vector has {vector.Length} numbers, but the objective has {n} variables.", nameof(vector));
        if (!(tolerance >= 0))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "The tolerance must be 0 or more.");
        ArgumentOutOfRangeException.ThrowIfNegative(maxProducts);
        int steps = maxProducts == 0 ? Lanczos.StepsFor(n) : Math.Min(maxProducts, n);
        workspace ??= new MinimizeWorkspace();
        int memory = MinimizeArguments.Count(Lanczos.MemoryFor(n, steps));
        workspace.Reserve(memory);
        var lanczos = new Lanczos(workspace.Take(memory), n, steps);
        if (!lanczos.Run(ref objective, point, Precision.AtLeast<TObjective>(tolerance)))
            return (double.NaN, double.NaN);
        if (!vector.IsEmpty)
            lanczos.Vector(isLargest ? lanczos.Steps - 1 : 0, vector);
        return (lanczos.Values[0], lanczos.Values[^1]);
    }
}
