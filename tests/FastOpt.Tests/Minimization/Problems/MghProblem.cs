namespace FastOpt.Tests.Minimization.Problems;

/// <summary>One of the 35 problems of Moré, Garbow and Hillstrom (ACM TOMS 7, 1981), with the dimensions of the paper.</summary>
internal abstract class MghProblem(string name)
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

    public abstract double[] Start { get; }

    /// <summary>The problem behind the interface.</summary>
    public abstract IObjective Objective { get; }

    public abstract Minimum Run(Method method, MinimizeOptions? options = null, MinimizeWorkspace? workspace = null, double[]? start = null);

    public override string ToString() => Name;

    private static MghProblem Of<TResiduals>()
        where TResiduals : struct, IResiduals => new Typed<TResiduals>();

    private sealed class Typed<TResiduals>() : MghProblem(typeof(TResiduals).Name)
        where TResiduals : struct, IResiduals
    {
        private readonly LeastSquares<TResiduals> _objective = new();

        public override double[] Start { get; } = new TResiduals().Start;

        public override IObjective Objective => _objective;

        public override Minimum Run(Method method, MinimizeOptions? options, MinimizeWorkspace? workspace, double[]? start) =>
            Methods.Run(method, _objective, start ?? Start, options, workspace);
    }
}
