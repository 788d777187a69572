using FastOpt.Reference;
using FastOpt.TestCases.Networks;
using static FastOpt.Reference.ReferenceLayer;
using static FastOpt.TestCases.NetworkCase;
using Activations = FastOpt.Reference.ReferenceActivations;
using Losses = FastOpt.Reference.ReferenceLosses;
using Rules = FastOpt.Reference.ReferenceGradientRules;

namespace FastOpt.TestCases;

/// <summary>A network with gradient rules, groups, frozen layers or accumulation, beside the oracle's description of its update.</summary>
/// <param name="Network">The network.</param>
/// <param name="CreateUpdate">The update, which has a state.</param>
public sealed record UpdateCase(NetworkCase Network, Func<ReferenceUpdate> CreateUpdate);

/// <summary>All of them.</summary>
public static class UpdateCases
{
    public static IReadOnlyList<UpdateCase> All { get; } =
    [
        Recorded("clip norm", Define<ClipNormSgd, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3))),
        Recorded("clip value", Define<ClipValueSgd, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3))),
        Recorded("clip value, clip norm", Define<ClipBothAdam, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3))),
        Recorded("l1", Define<L1Sgd, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3))),
        Recorded("no decay of biases", Define<UndecayedBiases, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3))),
        Recorded("learning rates and decays by layer", Define<LayerGroups, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(8), Activations.Tanh, Dense(3))),
        Recorded("frozen at the bottom", Define<FrozenBottom, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(8), Activations.Tanh, Dense(3))),
        Recorded("frozen in the middle", Define<FrozenMiddle, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(8), Activations.Tanh, Dense(3))),
        Recorded("accumulated", Define<Accumulated, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3))),
        new(Define<L2Adam, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)), () => new ReferenceUpdate(
            new ReferenceNetwork(4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)), 0.01, static (rate, _) => ReferenceOptimizers.Adam(0.01 * rate)) { Rules = [Rules.L2(0.05)] }),
        new(Define<DecoupledAdam, float>(n => ScalarRules.Of(n.Optimizer), 4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)), () => new ReferenceUpdate(
            new ReferenceNetwork(4, Losses.MeanSquaredError, Dense(16), Activations.Tanh, Dense(3)), 0.01, static (rate, _) => ReferenceOptimizers.Adam(0.01 * rate)) { Rules = [Rules.DecoupledDecay(0.01)] }),
        new(Define<UserUpdates, int>(n => ScalarRules.Of(n.Optimizer), 7, Losses.SoftmaxCrossEntropy, Dense(19), Activations.Silu, Dense(5)), () => new ReferenceUpdate(
            new ReferenceNetwork(7, Losses.SoftmaxCrossEntropy, Dense(19), Activations.Silu, Dense(5)), 0.05, static (rate, _) => ReferenceOptimizers.Sgd(0.05 * rate, momentum: 0.9))
        {
            Rules =
            [
                static (ref double weight, ref double gradient, in ReferenceRuleValues values) => gradient += 0.01,
                static (ref double weight, ref double gradient, in ReferenceRuleValues values) => gradient *= 2 / (values.Norm + 1e-12),
                static (ref double weight, ref double gradient, in ReferenceRuleValues values) => gradient += 0.5 * values.WeightDecayScale * weight * weight * weight,
                static (ref double weight, ref double gradient, in ReferenceRuleValues values) =>
                {
                    weight -= values.LearningRate * 0.1 * values.WeightDecayScale / values.Step * weight;
                    gradient /= 1 + values.Norm;
                },
            ],
            DecaysBiases = false,
            WeightDecayScales = [2, 1],
            LearningRateScales = [1, 0.5],
        }),
        new(Define<StoredLarge, int>(n => ScalarRules.Of(n.Optimizer), 50, Losses.SoftmaxCrossEntropy, Dense(64), Activations.Relu, Dense(300), Activations.Tanh, Dense(10)), () => new ReferenceUpdate(
            new ReferenceNetwork(50, Losses.SoftmaxCrossEntropy, Dense(64), Activations.Relu, Dense(300), Activations.Tanh, Dense(10)), 0.1, static (rate, _) => ReferenceOptimizers.Sgd(0.1 * rate, momentum: 0.9))
        {
            Rules = [Rules.L1(1e-4), Rules.ClipNorm(0.5), Rules.ClipValue(0.01), Rules.DecoupledDecay(0.1)],
            Frozen = [true, false, false],
        }),
        new(Define<FusedLarge, int>(n => ScalarRules.Of(n.Optimizer), 64, Losses.SoftmaxCrossEntropy, Dense(200), Activations.Tanh, Dense(70), Activations.Tanh, Dense(10)), () => new ReferenceUpdate(
            new ReferenceNetwork(64, Losses.SoftmaxCrossEntropy, Dense(200), Activations.Tanh, Dense(70), Activations.Tanh, Dense(10)), 0.1, static (rate, _) => ReferenceOptimizers.Sgd(0.1 * rate, momentum: 0.9))
        {
            Rules = [Rules.ClipValue(0.01), Rules.L2(0.01), Rules.DecoupledDecay(0.1)],
            LearningRateScales = [0.5, 1, 1],
            Frozen = [false, true, false],
        }),
        new(Define<CostlyUpdate, float>(n => ScalarRules.Of(n.Optimizer), 20, Losses.MeanSquaredError, Dense(70), Activations.Tanh, Dense(5)), () => new ReferenceUpdate(
            new ReferenceNetwork(20, Losses.MeanSquaredError, Dense(70), Activations.Tanh, Dense(5)), 0.003, static (rate, _) => ReferenceOptimizers.AdEmaMix(0.003 * rate))
        {
            Rules = [Rules.ClipValue(0.05), Rules.L1(1e-3), Rules.L2(0.01), Rules.DecoupledDecay(0.1)],
        }),
        new(Define<LargeAboveFrozen, float>(n => ScalarRules.Of(n.Optimizer), 9, Losses.MeanSquaredError, Dense(64), Activations.Tanh, Dense(256), Activations.Relu, Dense(4)), () => new ReferenceUpdate(
            new ReferenceNetwork(9, Losses.MeanSquaredError, Dense(64), Activations.Tanh, Dense(256), Activations.Relu, Dense(4)), 0.1, static (rate, _) => ReferenceOptimizers.Sgd(0.1 * rate, momentum: 0.9))
        {
            Rules = [Rules.DecoupledDecay(0.1)],
            Frozen = [true, false, false],
        }),
    ];

    /// <summary>The case of that name.</summary>
    public static UpdateCase Named(string name) => All.Single(update => update.Network.Name == name);

    private static UpdateCase Recorded(string recording, NetworkCase network) => new(network, () => RecordedRun.All.Single(run => run.Name == recording).CreateUpdate());
}
