using FastOpt.TestCases.Networks;

namespace FastOpt.Tests.Engine.BadInput;

/// <summary>Wrong calls of a classifier with 64 inputs, 10 classes and maxBatch 4.</summary>
internal static class ClassifierCalls
{
    private const string Model = nameof(SmallDigits);
    private const int Inputs = 64;
    private const int Classes = 10;
    private const int Count = SmallDigits.ParameterCount;

    public static Dictionary<string, BadCall<SmallDigits>> All { get; } = new()
    {
        ["train, no examples"] = new((m, _) => m.TrainStep([], []), Refusal.Empty(Model, Inputs)),
        ["train, null arrays"] = new((m, _) => m.TrainStep((float[]?)null, (int[]?)null), Refusal.Empty(Model, Inputs)),
        ["train, inputs one float short"] = new((m, _) => m.TrainStep(new float[63], [0]), Refusal.Ragged(Model, 63, Inputs)),
        ["train, inputs one float long"] = new((m, _) => m.TrainStep(new float[129], [0, 1]), Refusal.Ragged(Model, 129, Inputs)),
        ["train, more than maxBatch"] = new((m, _) => m.TrainStep(new float[5 * 64], [0, 1, 2, 3, 4]), Refusal.TooMany(Model, 5, 4)),
        ["train, labels missing"] = new((m, _) => m.TrainStep(new float[128], []), Refusal.Labels(Model, 0, 2)),
        ["train, one label short"] = new((m, _) => m.TrainStep(new float[192], [0, 1]), Refusal.Labels(Model, 2, 3)),
        ["train, one label long"] = new((m, _) => m.TrainStep(new float[192], [0, 1, 2, 3]), Refusal.Labels(Model, 4, 3)),
        ["train, label −1"] = new((m, _) => m.TrainStep(new float[192], [0, -1, 2]), Refusal.Label(Model, 1, -1, Classes)),
        ["train, label 10"] = new((m, _) => m.TrainStep(new float[256], [9, 0, 9, 10]), Refusal.Label(Model, 3, 10, Classes)),
        ["train, smallest label"] = new((m, _) => m.TrainStep(new float[64], [int.MinValue]), Refusal.Label(Model, 0, int.MinValue, Classes)),
        ["train, largest label"] = new((m, _) => m.TrainStep(new float[64], [int.MaxValue]), Refusal.Label(Model, 0, int.MaxValue, Classes)),

        ["evaluate, no examples"] = new((m, _) => m.Evaluate([], []), Refusal.Empty(Model, Inputs)),
        ["evaluate, ragged inputs"] = new((m, _) => m.Evaluate(new float[65], [0]), Refusal.Ragged(Model, 65, Inputs)),
        ["evaluate, one label short"] = new((m, _) => m.Evaluate(new float[192], [0, 1]), Refusal.Labels(Model, 2, 3)),
        ["evaluate, bad label beyond the first batch"] = new((m, _) => m.Evaluate(new float[6 * 64], [0, 1, 2, 3, 4, 77]), Refusal.Label(Model, 5, 77, Classes)),

        ["gradients, no examples"] = new((m, u) => m.ComputeGradients([], [], u.Floats(Count)), Refusal.Empty(Model, Inputs)),
        ["gradients, ragged inputs"] = new((m, u) => m.ComputeGradients(new float[1], [0], u.Floats(Count)), Refusal.Ragged(Model, 1, Inputs)),
        ["gradients, more than maxBatch"] = new((m, u) => m.ComputeGradients(new float[5 * 64], new int[5], u.Floats(Count)), Refusal.TooMany(Model, 5, 4)),
        ["gradients, one label long"] = new((m, u) => m.ComputeGradients(new float[64], [1, 2], u.Floats(Count)), Refusal.Labels(Model, 2, 1)),
        ["gradients, bad label"] = new((m, u) => m.ComputeGradients(new float[128], [3, -7], u.Floats(Count)), Refusal.Label(Model, 1, -7, Classes)),
        ["gradients, one float short"] = new((m, u) => m.ComputeGradients(new float[64], [3], u.Floats(Count - 1)), Refusal.Parameters(Model, "gradients", Count - 1, Count)),
        ["gradients, one float long"] = new((m, u) => m.ComputeGradients(new float[64], [3], u.Floats(Count + 1)), Refusal.Parameters(Model, "gradients", Count + 1, Count)),
        ["gradients, none"] = new((m, _) => m.ComputeGradients(new float[64], [3], []), Refusal.Parameters(Model, "gradients", 0, Count)),
        ["gradients, over inputs"] = new((m, u) => { float[] shared = u.Floats(Count); m.ComputeGradients(shared.AsSpan(0, 64), [3], shared); }, Refusal.Overlap(Model, "gradients")),

        ["input gradients, no examples"] = new((m, u) => m.ComputeInputGradients([], [], u.Floats(64)), Refusal.Empty(Model, Inputs)),
        ["input gradients, ragged inputs"] = new((m, u) => m.ComputeInputGradients(new float[63], [0], u.Floats(63)), Refusal.Ragged(Model, 63, Inputs)),
        ["input gradients, more than maxBatch"] = new(
            (m, u) => m.ComputeInputGradients(new float[5 * 64], new int[5], u.Floats(5 * 64)), Refusal.TooMany(Model, 5, 4)),
        ["input gradients, one label short"] = new((m, u) => m.ComputeInputGradients(new float[128], [1], u.Floats(128)), Refusal.Labels(Model, 1, 2)),
        ["input gradients, one label long"] = new((m, u) => m.ComputeInputGradients(new float[64], [1, 2], u.Floats(64)), Refusal.Labels(Model, 2, 1)),
        ["input gradients, bad label"] = new((m, u) => m.ComputeInputGradients(new float[128], [3, 10], u.Floats(128)), Refusal.Label(Model, 1, 10, Classes)),
        ["input gradients, one float short"] = new(
            (m, u) => m.ComputeInputGradients(new float[128], [3, 4], u.Floats(127)), Refusal.InputGradients(Model, 127, 128)),
        ["input gradients, one float long"] = new(
            (m, u) => m.ComputeInputGradients(new float[128], [3, 4], u.Floats(129)), Refusal.InputGradients(Model, 129, 128)),
        ["input gradients, as many as outputs"] = new(
            (m, u) => m.ComputeInputGradients(new float[64], [3], u.Floats(10)), Refusal.InputGradients(Model, 10, 64)),
        ["input gradients, none"] = new((m, _) => m.ComputeInputGradients(new float[64], [3], []), Refusal.InputGradients(Model, 0, 64)),
        ["input gradients, over inputs"] = new(
            (m, u) => { float[] shared = u.Floats(64); m.ComputeInputGradients(shared, [3], shared); }, Refusal.Overlap(Model, "gradients")),
        ["input gradients, one float into inputs"] = new(
            (m, u) => { float[] shared = u.Floats(127); m.ComputeInputGradients(shared.AsSpan(0, 64), [3], shared.AsSpan(63)); },
            Refusal.Overlap(Model, "gradients")),

        ["predict, no examples"] = new((m, u) => m.Predict([], u.Floats(10)), Refusal.Empty(Model, Inputs)),
        ["predict, ragged inputs"] = new((m, u) => m.Predict(new float[100], u.Floats(10)), Refusal.Ragged(Model, 100, Inputs)),
        ["predict, short outputs"] = new((m, u) => m.Predict(new float[128], u.Floats(19)), Refusal.Values(Model, "outputs", 19, 2, Classes)),
        ["predict, long outputs"] = new((m, u) => m.Predict(new float[128], u.Floats(21)), Refusal.Values(Model, "outputs", 21, 2, Classes)),
        ["predict, no outputs"] = new((m, _) => m.Predict(new float[64], []), Refusal.Values(Model, "outputs", 0, 1, Classes)),
        ["predict, outputs over inputs"] = new((m, u) => { float[] shared = u.Floats(64); m.Predict(shared, shared.AsSpan(3, 10)); }, Refusal.Overlap(Model, "outputs")),

        ["copy, short"] = new((m, u) => m.CopyParametersTo(u.Floats(Count - 1)), Refusal.Parameters(Model, "parameters", Count - 1, Count)),
        ["copy, long"] = new((m, u) => m.CopyParametersTo(u.Floats(Count + 1)), Refusal.Parameters(Model, "parameters", Count + 1, Count)),
        ["load, short"] = new((m, _) => m.LoadParameters(new float[Count - 1]), Refusal.Parameters(Model, "parameters", Count - 1, Count)),
        ["load, long"] = new((m, _) => m.LoadParameters(new float[Count + 1]), Refusal.Parameters(Model, "parameters", Count + 1, Count)),
        ["load, null"] = new((m, _) => m.LoadParameters((float[]?)null), Refusal.Parameters(Model, "parameters", 0, Count)),

        ["construct, maxBatch 0"] = new((_, _) => new SmallDigits(maxBatch: 0), MaxBatch(0)),
        ["construct, maxBatch −3"] = new((_, _) => new SmallDigits(maxBatch: -3), MaxBatch(-3)),
        ["construct, smallest maxBatch"] = new((_, _) => new SmallDigits(maxBatch: int.MinValue), MaxBatch(int.MinValue)),
        ["construct, threads 0"] = new((_, _) => new SmallDigits(threads: 0), Threads(0)),
        ["construct, threads −1"] = new((_, _) => new SmallDigits(threads: -1), Threads(-1)),
        ["construct, threads past the largest array"] = new((_, _) => new SmallDigits(threads: int.MaxValue), Refusal.OutOfRange(
            "threads", int.MaxValue, $"{Model}: threads is 2147483647, and their scratch would exceed the largest array.")),
    };

    private static Refusal MaxBatch(int value) => Refusal.OutOfRange("maxBatch", value, $"{Model}: maxBatch is {value}, but a step takes at least 1 example.");

    private static Refusal Threads(int value) => Refusal.OutOfRange("threads", value, $"{Model}: threads is {value}, but a step takes at least 1 thread.");
}
