namespace FastOpt.Mgh;

/// <summary>
/// One of the 35 problems of Moré, Garbow and Hillstrom (ACM TOMS 7, 1981), with the dimensions of the paper. The tests and the benchmarks are compiled with
/// these files.
/// </summary>
internal abstract class MghProblem(string name, double[] start, IObjective objective)
{
    /// <summary>All 35, in the paper's order.</summary>
    public static IReadOnlyList<MghProblem> All { get; } =
    [
        Of<Rosenbrock>(), Of<FreudensteinRoth>(), Of<PowellBadlyScaled>(), Of<BrownBadlyScaled>(), Of<Beale>(), Of<JennrichSampson>(), Of<HelicalValley>(),
        Of<Bard>(), Of<Gaussian>(), Of<Meyer>(), Of<Gulf>(), Of<Box>(), Of<PowellSingular>(), Of<Wood>(), Of<KowalikOsborne>(), Of<BrownDennis>(),
        Of<Osborne1>(), Of<BiggsExp6>(), Of<Osborne2>(), Of<Watson>(), Of<ExtendedRosenbrock>(), Of<ExtendedPowellSingular>(), Of<Penalty1>(), Of<Penalty2>(),
        Of<VariablyDimensioned>(), Of<Trigonometric>(), Of<BrownAlmostLinear>(), Of<DiscreteBoundary>(), Of<DiscreteIntegral>(), Of<BroydenTridiagonal>(),
        Of<BroydenBanded>(), Of<LinearFullRank>(), Of<LinearRank1>(), Of<LinearRank1Zero>(), Of<Chebyquad>(),
    ];

    public string Name { get; } = name;

    public double[] Start { get; } = start;

    /// <summary>The problem behind the interface.</summary>
    public IObjective Objective { get; } = objective;

    /// <summary>Hands the problem on with its own type, so that it is called without indirection.</summary>
    public abstract TResult Accept<TResult>(IMghVisitor<TResult> visitor);

    public override string ToString() => Name;

    private static MghProblem Of<TFunction>()
        where TFunction : struct, IMghFunction => new Typed<TFunction>();

    private sealed class Typed<TFunction>() : MghProblem(typeof(TFunction).Name, TFunction.Start, default(TFunction))
        where TFunction : struct, IMghFunction
    {
        public override TResult Accept<TResult>(IMghVisitor<TResult> visitor) => visitor.Visit(default(TFunction), Start);
    }
}

/// <summary>Takes a problem with its own type.</summary>
internal interface IMghVisitor<out TResult>
{
    TResult Visit<TFunction>(TFunction function, double[] start)
        where TFunction : struct, IObjective;
}
