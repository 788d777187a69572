using FastOpt.TestCases;
using FastOpt.TestCases.Networks;

namespace FastOpt.Tests.Engine.BadInput;

/// <summary>Wrong calls of a regression with 4 inputs, 3 outputs and maxBatch 4.</summary>
internal static class RegressionCalls
{
    private const string Model = nameof(SgdPlain);
    private const int Inputs = 4;
    private const int Outputs = 3;
    private const int Count = SgdPlain.ParameterCount;

    public static Dictionary<string, BadCall<SgdPlain>> All { get; } = new()
    {
        ["train, no examples"] = new((m, _) => m.TrainStep([], []), Refusal.Empty(Model, Inputs)),
        ["train, ragged inputs"] = new((m, _) => m.TrainStep(new float[7], new float[3]), Refusal.Ragged(Model, 7, Inputs)),
        ["train, more than maxBatch"] = new((m, _) => m.TrainStep(new float[20], new float[15]), Refusal.TooMany(Model, 5, 4)),
        ["train, short targets"] = new((m, _) => m.TrainStep(new float[8], new float[5]), Refusal.Values(Model, "targets", 5, 2, Outputs)),
        ["train, long targets"] = new((m, _) => m.TrainStep(new float[8], new float[7]), Refusal.Values(Model, "targets", 7, 2, Outputs)),
        ["train, one target per example"] = new((m, _) => m.TrainStep(new float[8], new float[2]), Refusal.Values(Model, "targets", 2, 2, Outputs)),
        ["train, no targets"] = new((m, _) => m.TrainStep(new float[8], []), Refusal.Values(Model, "targets", 0, 2, Outputs)),
        ["evaluate, no examples"] = new((m, _) => m.Evaluate([], []), Refusal.Empty(Model, Inputs)),
        ["evaluate, ragged inputs"] = new((m, _) => m.Evaluate(new float[9], new float[6]), Refusal.Ragged(Model, 9, Inputs)),
        ["evaluate, short targets"] = new((m, _) => m.Evaluate(new float[24], new float[17]), Refusal.Values(Model, "targets", 17, 6, Outputs)),
        ["gradients, short targets"] = new((m, u) => m.ComputeGradients(new float[8], new float[5], u.Floats(Count)), Refusal.Values(Model, "targets", 5, 2, Outputs)),
        ["gradients, wrong count"] = new((m, u) => m.ComputeGradients(new float[8], new float[6], u.Floats(130)), Refusal.Parameters(Model, "gradients", 130, Count)),
        ["gradients, over inputs"] = new((m, u) => { float[] shared = u.Floats(Count); m.ComputeGradients(shared.AsSpan(Count - 8), new float[6], shared); }, Refusal.Overlap(Model, "gradients")),
        ["input gradients, short targets"] = new(
            (m, u) => m.ComputeInputGradients(new float[8], new float[5], u.Floats(8)), Refusal.Values(Model, "targets", 5, 2, Outputs)),
        ["input gradients, long targets"] = new(
            (m, u) => m.ComputeInputGradients(new float[8], new float[8], u.Floats(8)), Refusal.Values(Model, "targets", 8, 2, Outputs)),
        ["input gradients, of another batch"] = new(
            (m, u) => m.ComputeInputGradients(new float[8], new float[6], u.Floats(4)), Refusal.InputGradients(Model, 4, 8)),
        ["input gradients, over inputs"] = new(
            (m, u) => { float[] shared = u.Floats(12); m.ComputeInputGradients(shared.AsSpan(4), new float[6], shared.AsSpan(0, 8)); },
            Refusal.Overlap(Model, "gradients")),
        ["predict, short outputs"] = new((m, u) => m.Predict(new float[8], u.Floats(5)), Refusal.Values(Model, "outputs", 5, 2, Outputs)),
        ["predict, outputs one float into inputs"] = new((m, u) => { float[] shared = u.Floats(6); m.Predict(shared.AsSpan(0, 4), shared.AsSpan(3, 3)); }, Refusal.Overlap(Model, "outputs")),
        ["load, wrong count"] = new((m, _) => m.LoadParameters(new float[130]), Refusal.Parameters(Model, "parameters", 130, Count)),
        ["optimizer, negative rate"] = new((m, _) => m.Optimizer = m.Optimizer with { LearningRate = -0.5 }, Refusal.OutOfRange("value", -0.5, $"{Model}: Sgd.LearningRate is -0.5, but it must be at least 0.")),
        ["optimizer, rate that is no number"] = new((m, _) => m.Optimizer = m.Optimizer with { LearningRate = double.NaN }, Refusal.OutOfRange("value", double.NaN, $"{Model}: Sgd.LearningRate is NaN, but it must be at least 0.")),
        ["optimizer, infinite decay"] = new((m, _) => m.Optimizer = m.Optimizer with { WeightDecay = double.PositiveInfinity }, Refusal.OutOfRange("value", double.PositiveInfinity, $"{Model}: Sgd.WeightDecay is Infinity, but it must be at least 0.")),
        ["construct, maxBatch 0"] = new((_, _) => NetworkCases.Named(Model).Create(maxBatch: 0), Refusal.OutOfRange("maxBatch", 0, $"{Model}: maxBatch is 0, but a step takes at least 1 example.")),
        ["construct, threads 0"] = new((_, _) => NetworkCases.Named(Model).Create(threads: 0), Refusal.OutOfRange("threads", 0, $"{Model}: threads is 0, but a step takes at least 1 thread.")),
    };
}
