using FastOpt.Reference;
using FastOpt.TestCases.Networks;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Engine.BadInput;

/// <summary>Every wrong call throws exactly the exception of its row, writes nothing, and leaves the model as it was: parameters, optimizer state and step.</summary>
public class BadInputTests
{
    private const int MaxBatch = 4;

    public static TheoryData<string> ClassifierNames => [.. ClassifierCalls.All.Keys];

    public static TheoryData<string> RegressionNames => [.. RegressionCalls.All.Keys];

    public static TheoryData<string> FunctionNames => [.. FunctionCalls.All.Keys];

    [Theory]
    [MemberData(nameof(ClassifierNames))]
    public void Classifier(string name) => AssertRefused<SmallDigits, int>(ClassifierCalls.All[name], [1, 9]);

    [Theory]
    [MemberData(nameof(RegressionNames))]
    public void Regression(string name) => AssertRefused<SgdPlain, float>(RegressionCalls.All[name], [0.5f, -0.5f, 0.25f, 1, 2, 3]);

    [Theory]
    [MemberData(nameof(FunctionNames))]
    public void Function(string name) => AssertThrows(FunctionCalls.All[name], null);

    /// <summary>The bound of maxBatch depends on the buffer: what counts is that it is named, and that it is right.</summary>
    [Fact]
    public void ABatchPastTheLargestArrayIsRefusedWithTheBound()
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(static () => new SmallDigits(maxBatch: int.MaxValue));
        Assert.Equal("maxBatch", exception.ParamName);
        System.Text.RegularExpressions.Match bound = System.Text.RegularExpressions.Regex.Match(exception.Message, @"^SmallDigits: maxBatch is 2147483647, but the buffer of this network has room for (\d+) examples\.");
        long floats = long.Parse(bound.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) * SmallDigits.Summary.Memory.Sum(static region => region.BytesPerExample) / sizeof(float);
        Assert.InRange(floats, Array.MaxLength - 1_000_000L, Array.MaxLength);
    }

    private static void AssertRefused<TNetwork, TTarget>(BadCall<TNetwork> call, TTarget[] targets)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        TNetwork model = TNetwork.Create(MaxBatch, seed: 3);
        TNetwork twin = TNetwork.Create(MaxBatch, seed: 3);
        float[] inputs = new IntegerGenerator(1).Floats(2 * TNetwork.InputSize);
        model.TrainStep(inputs, targets);
        twin.TrainStep(inputs, targets);

        AssertThrows(call, model);

        // Parameters, optimizer state and step count: all of it decides what the next step does.
        Assert.Equal(twin.Step, model.Step);
        AssertSameParameters<TNetwork, TTarget>(twin, model);
        Assert.Equal(twin.TrainStep(inputs, targets), model.TrainStep(inputs, targets));
        AssertSameParameters<TNetwork, TTarget>(twin, model);
    }

    private static void AssertThrows<TModel>(BadCall<TModel> call, TModel model)
    {
        var memory = new Untouched();
        var exception = Assert.ThrowsAny<ArgumentException>(() => call.Act(model, memory));
        Assert.Equal(call.Expected.Type, exception.GetType());
        Assert.Equal(call.Expected.Argument, exception.ParamName);
        Assert.Equal(call.Expected.Message, exception.Message);
        memory.AssertUntouched();
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
}
