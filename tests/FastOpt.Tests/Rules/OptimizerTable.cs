using FastOpt.Reference;
using FastOpt.Tests.CompiledRules;
using Oracle = FastOpt.Reference.ReferenceOptimizers;

namespace FastOpt.Tests;

/// <summary>A rule with its hyperparameters, and its definition in double precision. Every test of optimizers runs over every row.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Reference">Makes the oracle, with no step taken.</param>
internal sealed record OptimizerRow(CompiledRule Rule, Func<ReferenceOptimizer> Reference)
{
    /// <summary>The rule as a record prints itself.</summary>
    public string Name => Rule.ToString();
}

/// <summary>The optimizers: each with its defaults, then with all options, then by its other conventions.</summary>
internal static class OptimizerTable
{
    public static IReadOnlyList<OptimizerRow> Rows { get; } =
    [
        Row(new Sgd(), () => Oracle.Sgd(1e-3)),
        Row(new Sgd(0.05, Momentum: 0.9), () => Oracle.Sgd(0.05, 0.9)),
        Row(new Sgd(0.05, Momentum: 0.9, Dampening: 0.5, WeightDecay: 0.1), () => Oracle.Sgd(0.05, 0.9, 0.5, weightDecay: 0.1)),
        Row(new Sgd(0.05, Momentum: 0.9, Nesterov: true, WeightDecay: 0.01), () => Oracle.Sgd(0.05, 0.9, nesterov: true, weightDecay: 0.01)),
        Row(new Sgd(0.05, Dampening: 0.5), () => Oracle.Sgd(0.05, dampening: 0.5)),
        Row(new Sgd(0.05, Momentum: 0.9, WeightDecay: 0.01, Convention: Convention.Keras), () => Oracle.SgdOfKeras(0.05, 0.9, weightDecay: 0.01)),
        Row(new Sgd(0.05, Momentum: 0.9, Nesterov: true, Convention: Convention.Keras), () => Oracle.SgdOfKeras(0.05, 0.9, nesterov: true)),
        Row(new Sgd(0.1, Momentum: 0.9, WeightDecay: 0.01, Convention: Convention.Paper), () => Oracle.SgdOfMeans(0.1, 0.9, weightDecay: 0.01)),
        Row(new Sgd(0.1, Momentum: 0.9, Nesterov: true, Convention: Convention.Paper), () => Oracle.SgdOfMeans(0.1, 0.9, nesterov: true)),
        Row(new Sgd(0.1, Convention: Convention.Paper), () => Oracle.Sgd(0.1)),
        Row(new RmsProp(), () => Oracle.RmsProp()),
        Row(new RmsProp(0.001, Alpha: 0.9, Epsilon: 1e-3, WeightDecay: 0.1, Momentum: 0.9), () => Oracle.RmsProp(0.001, 0.9, 1e-3, 0.9, 0.1)),
        Row(new RmsProp(0.001, 0.9, 1e-3, 0.1, 0.9, Convention.Keras), () => Oracle.RmsPropOfKeras(0.001, 0.9, 1e-3, 0.9, 0.1)),
        Row(new RmsProp(0.001, 0.95, 1e-4, Momentum: 0.9, Convention: Convention.Paper), () => Oracle.RmsPropOfKeras(0.001, 0.95, 1e-4, 0.9)),
        Row(new RmsPropCentered(0.001, Epsilon: 1e-2), () => Oracle.RmsPropCentered(0.001, epsilon: 1e-2)),
        Row(new RmsPropCentered(0.001, 0.9, 1e-2, 0.1, 0.9), () => Oracle.RmsPropCentered(0.001, 0.9, 1e-2, 0.9, 0.1)),
        Row(new RmsPropCentered(0.001, 0.9, 1e-2, 0.1, 0.9, Convention.Keras), () => Oracle.RmsPropOfKeras(0.001, 0.9, 1e-2, 0.9, 0.1, centered: true)),
        Row(new Adagrad(), () => Oracle.Adagrad()),
        Row(new Adagrad(0.05, LearningRateDecay: 0.1, Epsilon: 1e-3, WeightDecay: 0.1, InitialAccumulator: 0.3), () => Oracle.Adagrad(0.05, 0.1, 1e-3, 0.1, 0.3)),
        Row(new Adagrad(0.05, Epsilon: 1e-3, WeightDecay: 0.1, InitialAccumulator: 0.1, Convention: Convention.Keras), () => Oracle.AdagradOfKeras(0.05, 1e-3, 0.1, 0.1)),
        Row(new Adadelta(), () => Oracle.Adadelta()),
        Row(new Adadelta(0.5, 0.8, 1e-4, 0.1), () => Oracle.Adadelta(0.5, 0.8, 1e-4, 0.1)),
        Row(new Adam(), () => Oracle.Adam()),
        Row(new Adam(0.01, 0.8, 0.9, 1e-3, 0.1), () => Oracle.Adam(0.01, 0.8, 0.9, 1e-3, 0.1)),
        Row(new Adam(0.01, Epsilon: 1e-3, WeightDecay: 0.1, Convention: Convention.Keras), () => Oracle.AdamOfKeras(0.01, 0.9, 0.999, 1e-3, coupledDecay: 0.1)),
        Row(new Adam(0.01, Epsilon: 1e-3, Convention: Convention.Paper), () => Oracle.Adam(0.01, epsilon: 1e-3)),
        Row(new AdamW(), () => Oracle.AdamW()),
        Row(new AdamW(0.01, 0.8, 0.9, 1e-3, 0.1), () => Oracle.AdamW(0.01, 0.8, 0.9, 1e-3, 0.1)),
        Row(new AdamW(0.01, Epsilon: 1e-3, WeightDecay: 0.5, Convention: Convention.Keras), () => Oracle.AdamOfKeras(0.01, 0.9, 0.999, 1e-3, decoupledDecay: 0.5)),
        Row(new AdamW(0.01, Epsilon: 1e-3, WeightDecay: 0.01, Convention: Convention.Paper), () => Oracle.AdamWOfPaper(0.01, 0.9, 0.999, 1e-3, 0.01)),
        Row(new Adamax(), () => Oracle.Adamax()),
        Row(new Adamax(0.01, 0.8, 0.9, 1e-3, 0.1), () => Oracle.Adamax(0.01, 0.8, 0.9, 1e-3, 0.1)),
        Row(new Adamax(0.01, 0.8, 0.9, 1e-3, 0.1, Convention.Keras), () => Oracle.AdamaxOfKeras(0.01, 0.8, 0.9, 1e-3, 0.1)),
        Row(new AmsGrad(), () => Oracle.AmsGrad()),
        Row(new AmsGrad(0.01, 0.8, 0.9, 1e-3, 0.1), () => Oracle.AmsGrad(0.01, 0.8, 0.9, 1e-3, 0.1)),
        Row(new AmsGrad(0.01, 0.8, 0.9, 1e-3, 0.1, Convention.Keras), () => Oracle.AdamOfKeras(0.01, 0.8, 0.9, 1e-3, coupledDecay: 0.1, amsgrad: true)),
        Row(new AmsGrad(0.01, 0.8, 0.9, 1e-3, 0.1, Convention.Paper), () => Oracle.AmsGradOfPaper(0.01, 0.8, 0.9, 1e-3, 0.1)),
        Row(new RAdam(), () => Oracle.RAdam()),
        Row(new RAdam(0.01, 0.8, 0.9, 1e-3, 0.1), () => Oracle.RAdam(0.01, 0.8, 0.9, 1e-3, 0.1)),
        Row(new RAdam(0.01, Beta2: 0.6), () => Oracle.RAdam(0.01, beta2: 0.6)),
        Row(new RAdam(0.01, Threshold: 4), () => Oracle.RAdam(0.01, threshold: 4)),
        Row(new NAdam(), () => Oracle.NAdam()),
        Row(new NAdam(0.01, 0.95, 0.9, 1e-3, 0.1, MomentumDecay: 1), () => Oracle.NAdam(0.01, 0.95, 0.9, 1e-3, 0.1, 1)),
        Row(new NAdam(MomentumDecay: 0), () => Oracle.NAdam(momentumDecay: 0)),
        Row(new NAdam(0.01, MomentumDecay: double.PositiveInfinity), () => Oracle.NAdamWithoutSchedule(0.01)),
        Row(new Rprop(), () => Oracle.Rprop()),
        Row(new Rprop(0.05, 0.3, 1.5, 0.01, 0.1), () => Oracle.Rprop(0.05, 0.3, 1.5, 0.01, 0.1)),
        Row(new Asgd(), () => Oracle.Asgd()),
        Row(new Asgd(0.05, 0.1, 0.6, 20, 0.1), () => Oracle.Asgd(0.05, 0.1, 0.6, 20, 0.1)),
        Row(new Lion(), () => Oracle.Lion()),
        Row(new Lion(0.01, 0.8, 0.9, 0.1), () => Oracle.Lion(0.01, 0.8, 0.9, 0.1)),
        Row(new AdaBelief(), () => Oracle.AdaBelief()),
        Row(new AdaBelief(0.01, 0.8, 0.9, 1e-3, 0.1), () => Oracle.AdaBelief(0.01, 0.8, 0.9, 1e-3, 0.1)),
        Row(new Yogi(), () => Oracle.Yogi()),
        Row(new Yogi(0.02, 0.8, 0.9, 1e-2, 0.1, 0.5), () => Oracle.Yogi(0.02, 0.8, 0.9, 1e-2, 0.1, 0.5)),
        Row(new Adan(), () => Oracle.Adan()),
        Row(new Adan(0.01, 0.9, 0.8, 0.95, 1e-3, 0.1), () => Oracle.Adan(0.01, 0.9, 0.8, 0.95, 1e-3, 0.1)),
        Row(new AdEmaMix(), () => Oracle.AdEmaMix(1e-3)),
        Row(new AdEmaMix(0.01, 0.8, 0.9, 0.99, 3, WarmUp: 60, 1e-3, 0.1), () => Oracle.AdEmaMix(0.01, 0.8, 0.9, 0.99, 3, 60, 1e-3, 0.1)),
        Row(new SignSgd(), () => Oracle.SignSgd()),
        Row(new SignSgd(0.01, 0.9, 0.1), () => Oracle.SignSgd(0.01, 0.9, 0.1)),
    ];

    private static OptimizerRow Row(object rule, Func<ReferenceOptimizer> reference) => new(new CompiledRule(rule), reference);
}
