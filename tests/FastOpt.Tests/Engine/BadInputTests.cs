using FastOpt.Reference;
using FastOpt.TestCases;
using FastOpt.TestCases.Networks;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Engine;

/// <summary>
/// Every wrong call throws the type that .NET uses for it, names the model, the argument, and what is wrong with it, and leaves the model as it was.
/// </summary>
public class BadInputTests
{
    private const int MaxBatch = 4;

    /// <summary>A wrong call of a classifier with 64 inputs, 10 classes and maxBatch 4.</summary>
    private static readonly Dictionary<string, BadCall<SmallDigits>> ClassifierCalls = new()
    {
        ["train, no examples"] = new(m => m.TrainStep([], []), Length("inputs", "empty")),
        ["train, null arrays"] = new(m => m.TrainStep((float[]?)null, (int[]?)null), Length("inputs", "empty")),
        ["train, inputs one float short"] = new(m => m.TrainStep(Floats(63), [0]), Length("inputs", "63", "64")),
        ["train, inputs one float long"] = new(m => m.TrainStep(Floats(129), [0, 1]), Length("inputs", "129", "64")),
        ["train, more than maxBatch"] = new(m => m.TrainStep(Floats(5 * 64), [0, 1, 2, 3, 4]), Length("inputs", "5", "4")),
        ["train, labels missing"] = new(m => m.TrainStep(Floats(128), []), Length("labels", "0", "2")),
        ["train, one label short"] = new(m => m.TrainStep(Floats(192), [0, 1]), Length("labels", "2", "3")),
        ["train, one label long"] = new(m => m.TrainStep(Floats(192), [0, 1, 2, 3]), Length("labels", "4", "3")),
        ["train, label −1"] = new(m => m.TrainStep(Floats(192), [0, -1, 2]), Label("labels[1]", "-1", "9")),
        ["train, label 10"] = new(m => m.TrainStep(Floats(256), [9, 0, 9, 10]), Label("labels[3]", "10", "9")),
        ["train, smallest label"] = new(m => m.TrainStep(Floats(64), [int.MinValue]), Label("labels[0]", "-2147483648", "9")),
        ["train, largest label"] = new(m => m.TrainStep(Floats(64), [int.MaxValue]), Label("labels[0]", "2147483647", "9")),
        ["evaluate, no examples"] = new(m => m.Evaluate([], []), Length("inputs", "empty")),
        ["evaluate, ragged inputs"] = new(m => m.Evaluate(Floats(65), [0]), Length("inputs", "65", "64")),
        ["evaluate, one label short"] = new(m => m.Evaluate(Floats(192), [0, 1]), Length("labels", "2", "3")),
        ["evaluate, bad label beyond the first batch"] = new(m => m.Evaluate(Floats(6 * 64), [0, 1, 2, 3, 4, 77]), Label("labels[5]", "77", "9")),
        ["gradients, no examples"] = new(m => m.ComputeGradients([], [], Floats(SmallDigits.ParameterCount)), Length("inputs", "empty")),
        ["gradients, ragged inputs"] = new(m => m.ComputeGradients(Floats(1), [0], Floats(SmallDigits.ParameterCount)), Length("inputs", "1", "64")),
        ["gradients, more than maxBatch"] = new(m => m.ComputeGradients(Floats(5 * 64), new int[5], Floats(SmallDigits.ParameterCount)), Length("inputs", "5", "4")),
        ["gradients, bad label"] = new(m => m.ComputeGradients(Floats(128), [3, -7], Floats(SmallDigits.ParameterCount)), Label("labels[1]", "-7", "9")),
        ["gradients, one float short"] = new(m => m.ComputeGradients(Floats(64), [3], Floats(SmallDigits.ParameterCount - 1)), Length("gradients", "8969", "8970")),
        ["gradients, one float long"] = new(m => m.ComputeGradients(Floats(64), [3], Floats(SmallDigits.ParameterCount + 1)), Length("gradients", "8971", "8970")),
        ["gradients, none"] = new(m => m.ComputeGradients(Floats(64), [3], []), Length("gradients", "0", "8970")),
        ["predict, ragged inputs"] = new(m => m.Predict(Floats(100), Floats(10)), Length("inputs", "100", "64")),
        ["predict, short outputs"] = new(m => m.Predict(Floats(128), Floats(19)), Length("outputs", "19", "20")),
        ["predict, long outputs"] = new(m => m.Predict(Floats(128), Floats(21)), Length("outputs", "21", "20")),
        ["predict, no outputs"] = new(m => m.Predict(Floats(64), []), Length("outputs", "0", "10")),
        ["predict, outputs over inputs"] = new(m => { float[] shared = Floats(64); m.Predict(shared, shared.AsSpan(3, 10)); }, Length("outputs", "overlaps")),
        ["gradients, over inputs"] = new(m => { float[] shared = Floats(SmallDigits.ParameterCount); m.ComputeGradients(shared.AsSpan(0, 64), [3], shared); }, Length("gradients", "overlaps")),
        ["copy, short"] = new(m => m.CopyParametersTo(Floats(SmallDigits.ParameterCount - 1)), Length("parameters", "8969", "8970")),
        ["copy, long"] = new(m => m.CopyParametersTo(Floats(SmallDigits.ParameterCount + 1)), Length("parameters", "8971", "8970")),
        ["load, short"] = new(m => m.LoadParameters(Floats(SmallDigits.ParameterCount - 1)), Length("parameters", "8969", "8970")),
        ["load, long"] = new(m => m.LoadParameters(Floats(SmallDigits.ParameterCount + 1)), Length("parameters", "8971", "8970")),
        ["load, null"] = new(m => m.LoadParameters((float[]?)null), Length("parameters", "0", "8970")),
        ["construct, maxBatch 0"] = new(_ => new SmallDigits(maxBatch: 0), Range("maxBatch", "0")),
        ["construct, maxBatch −3"] = new(_ => new SmallDigits(maxBatch: -3), Range("maxBatch", "-3")),
        ["construct, maxBatch past the largest array"] = new(_ => new SmallDigits(maxBatch: int.MaxValue), Range("maxBatch", "2147483647")),
        ["construct, threads 0"] = new(_ => new SmallDigits(threads: 0), Range("threads", "0")),
        ["construct, threads −1"] = new(_ => new SmallDigits(threads: -1), Range("threads", "-1")),
    };

    /// <summary>A wrong call of a regression with 4 inputs, 3 outputs and maxBatch 4.</summary>
    private static readonly Dictionary<string, BadCall<SgdPlain>> RegressionCalls = new()
    {
        ["train, no examples"] = new(m => m.TrainStep([], []), Length("inputs", "empty")),
        ["train, ragged inputs"] = new(m => m.TrainStep(Floats(7), Floats(3)), Length("inputs", "7", "4")),
        ["train, more than maxBatch"] = new(m => m.TrainStep(Floats(20), Floats(15)), Length("inputs", "5", "4")),
        ["train, short targets"] = new(m => m.TrainStep(Floats(8), Floats(5)), Length("targets", "5", "6")),
        ["train, long targets"] = new(m => m.TrainStep(Floats(8), Floats(7)), Length("targets", "7", "6")),
        ["train, one target per example"] = new(m => m.TrainStep(Floats(8), Floats(2)), Length("targets", "2", "6")),
        ["train, no targets"] = new(m => m.TrainStep(Floats(8), []), Length("targets", "0", "6")),
        ["evaluate, no examples"] = new(m => m.Evaluate([], []), Length("inputs", "empty")),
        ["evaluate, short targets"] = new(m => m.Evaluate(Floats(24), Floats(17)), Length("targets", "17", "18")),
        ["gradients, short targets"] = new(m => m.ComputeGradients(Floats(8), Floats(5), Floats(SgdPlain.ParameterCount)), Length("targets", "5", "6")),
        ["gradients, wrong count"] = new(m => m.ComputeGradients(Floats(8), Floats(6), Floats(130)), Length("gradients", "130", "131")),
        ["predict, short outputs"] = new(m => m.Predict(Floats(8), Floats(5)), Length("outputs", "5", "6")),
        ["load, wrong count"] = new(m => m.LoadParameters(Floats(130)), Length("parameters", "130", "131")),
        ["construct, maxBatch 0"] = new(_ => NetworkCases.Named(nameof(SgdPlain)).Create(maxBatch: 0), Range("maxBatch", "0")),
        ["construct, threads 0"] = new(_ => NetworkCases.Named(nameof(SgdPlain)).Create(threads: 0), Range("threads", "0")),
    };

    public static TheoryData<string> ClassifierNames => [.. ClassifierCalls.Keys];

    public static TheoryData<string> RegressionNames => [.. RegressionCalls.Keys];

    [Theory]
    [MemberData(nameof(ClassifierNames))]
    public void Classifier(string name) => AssertRefused<SmallDigits, int>(ClassifierCalls[name], [1, 9]);

    [Theory]
    [MemberData(nameof(RegressionNames))]
    public void Regression(string name) => AssertRefused<SgdPlain, float>(RegressionCalls[name], [0.5f, -0.5f, 0.25f, 1, 2, 3]);

    private static void AssertRefused<TNetwork, TTarget>(BadCall<TNetwork> call, TTarget[] targets)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        TNetwork model = TNetwork.Create(MaxBatch, seed: 3);
        TNetwork twin = TNetwork.Create(MaxBatch, seed: 3);
        float[] inputs = new IntegerGenerator(1).Floats(2 * TNetwork.InputSize);
        model.TrainStep(inputs, targets);
        twin.TrainStep(inputs, targets);

        var exception = Assert.ThrowsAny<ArgumentException>(() => call.Act(model));

        Assert.Equal(call.Expected.Type, exception.GetType());
        Assert.Equal(call.Expected.Argument, exception.ParamName);
        Assert.Contains(typeof(TNetwork).Name, exception.Message, StringComparison.Ordinal);
        foreach (string part in call.Expected.MessageParts)
            Assert.Contains(part, exception.Message, StringComparison.Ordinal);

        // Parameters, optimizer state and step count: all of it decides what the next step does.
        Assert.Equal(twin.Step, model.Step);
        AssertSameParameters<TNetwork, TTarget>(twin, model);
        Assert.Equal(twin.TrainStep(inputs, targets), model.TrainStep(inputs, targets));
        AssertSameParameters<TNetwork, TTarget>(twin, model);
    }

    private static void AssertSameParameters<TNetwork, TTarget>(TNetwork expected, TNetwork actual)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        var first = new float[TNetwork.ParameterCount];
        var second = new float[TNetwork.ParameterCount];
        expected.CopyParametersTo(first);
        actual.CopyParametersTo(second);
        Closeness.AssertSameBits(first, second, "parameters");
    }

    private static Refusal Length(string argument, params string[] parts) => new(typeof(ArgumentException), argument, [argument, .. parts]);

    private static Refusal Label(params string[] parts) => new(typeof(ArgumentOutOfRangeException), "labels", parts);

    private static Refusal Range(string argument, string value) => new(typeof(ArgumentOutOfRangeException), argument, [argument, value]);

    private static float[] Floats(int count) => new float[count];

    private sealed record BadCall<TNetwork>(Action<TNetwork> Act, Refusal Expected);

    private sealed record Refusal(Type Type, string Argument, string[] MessageParts);
}
