namespace FastOpt;

/// <summary>The rounding errors that an objective's values and derivatives have.</summary>
internal static class Precision
{
    /// <summary>2⁻²³, the distance from 1 to the next float.</summary>
    private const double Single = 1.0 / (1 << 23);

    /// <summary>The distance from 1 to the next number of those that the objective computes with.</summary>
    public static double Of<TObjective>()
        where TObjective : IObjective => IsSingle<TObjective>() ? Single : Vectors.Epsilon;

    /// <summary>A relative error that doubles reach, or, in float, some roundings.</summary>
    public static double AtLeast<TObjective>(double reached)
        where TObjective : IObjective => IsSingle<TObjective>() ? Math.Max(reached, 8 * Single) : reached;

    /// <summary>
    /// The tolerance that rounding errors of a Hessian's eigenvalues ask for, in parts of the largest one. Those of floats are bounded as they spread, by the
    /// root of the dimension.
    /// </summary>
    public static double OfEigenvalues<TObjective>(int dimension)
        where TObjective : IObjective => IsSingle<TObjective>() ? 32 * Math.Sqrt(dimension) * Single : 32 * dimension * Vectors.Epsilon;

    /// <summary>Whether the objective computes in float.</summary>
    public static bool IsSingle<TObjective>()
        where TObjective : IObjective => typeof(ISinglePrecision).IsAssignableFrom(typeof(TObjective));
}
