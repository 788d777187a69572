using System.Globalization;
using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using Microsoft.CodeAnalysis;
using Xunit;
using static FastOpt.Reference.ReferenceLayer;
using Activations = FastOpt.Reference.ReferenceActivations;
using Losses = FastOpt.Reference.ReferenceLosses;
using Optimizers = FastOpt.Reference.ReferenceOptimizers;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>Networks of sixty layers, and of layers 8,192 wide: they compile without a warning, stay within the budget of code and the limits of the JIT, and train as the oracle does.</summary>
public sealed class LargeNetworkTests(ITestOutputHelper output)
{
    private const int MaxBatch = 9;

    /// <summary>What a layer may take besides its kernels: its line in tables, its phases, its place in the buffer.</summary>
    private const int CharactersPerLayer = 12_000;

    /// <summary>The JIT optimizes no method of more IL than this.</summary>
    private const int MostIntermediateBytes = 60_000;

    /// <summary>Nor one of more locals; it would not follow them all.</summary>
    private const int MostLocals = 512;

    private static readonly int[] Distinct = [.. Enumerable.Range(0, 59).Select(static layer => 12 + (layer * 37 % 59))];

    private static readonly Dictionary<string, NetworkSample> Samples = new NetworkSample[]
    {
        new("SixtyDistinct", Deep(Distinct, "Relu"), DeepReference(Distinct, Activations.Relu), () => Optimizers.Adam(1e-3)),
        new("SixtyEqual", Deep([.. Enumerable.Repeat(24, 59)], "Tanh"), DeepReference([.. Enumerable.Repeat(24, 59)], Activations.Tanh), () => Optimizers.Adam(1e-3)),
        // Shapes that all differ, each with panels of two widths and rows left over.
        new("LongestCode", Deep([.. Enumerable.Range(0, 15).Select(static layer => 77 + (layer * 2))], "Silu"),
            DeepReference([.. Enumerable.Range(0, 15).Select(static layer => 77 + (layer * 2))], Activations.Silu), () => Optimizers.Adam(1e-3)),
        new("Wide8192", "Network(8192), Dense(16), Relu, Dense(8192), Tanh, Dense(10), SoftmaxCrossEntropy, Adam",
            new(8192, Losses.SoftmaxCrossEntropy, Dense(16), Activations.Relu, Dense(8192), Activations.Tanh, Dense(10)), () => Optimizers.Adam(1e-3)),
        new("Wide8191", "Network(33), Dense(8191), Silu, Dense(5), Relu, Dense(4097), MeanSquaredError, RmsProp(LearningRate = 0.002, Momentum = 0.9)",
            new(33, Losses.MeanSquaredError, Dense(8191), Activations.Silu, Dense(5), Activations.Relu, Dense(4097)), () => Optimizers.RmsProp(0.002, momentum: 0.9)),
    }.ToDictionary(static sample => sample.Name);

    public static TheoryData<string> Names => [.. Samples.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void CompileWithinTheBudgetAndTrainAsTheOracle(string name)
    {
        NetworkSample sample = Samples[name];
        GenerationResult result = Generation.Run(sample.Source);
        Assembly assembly = result.Load(documented: false);
        AssertWithinBudget(sample, result);
        AssertWithinLimits(assembly);

        Probe network = Probe.Create(assembly, name, MaxBatch);
        double[] exact = TestData.ToDouble(network.Parameters);
        TestBatch batch = OracleComparison.AwayFromKinks(sample, MaxBatch, exact);
        OracleComparison.AssertClose(sample.Reference.Predict(exact, batch.ExactInputs), network.Outputs(batch), 1e-4, $"{name}, outputs");
        var expected = new double[exact.Length];
        Near.Equal(sample.Reference.MeanLoss(exact, batch.ExactInputs, batch.ExactTargets, expected), network.Evaluate(batch), 1e-4, 0, $"{name}, loss");
        float[] gradients = network.Gradients(batch);
        foreach (ReferenceTensor tensor in sample.Reference.Tensors())
            OracleComparison.AssertClose(expected[tensor.Offset..(tensor.Offset + tensor.Count)], gradients[tensor.Offset..(tensor.Offset + tensor.Count)], 5e-4, $"{name}, gradient of {tensor.Name}");
        OracleComparison.AssertSteps(sample, network, MaxBatch, 1, 4);
    }

    private void AssertWithinBudget(NetworkSample sample, GenerationResult result)
    {
        int layers = sample.Reference.Tensors().Count(static tensor => tensor.Shape.Length == 2);
        int length = result.Sources.Sum(static file => file.SourceText.Length);
        output.WriteLine($"{sample.Name}: {length:N0} characters, {result.Sources.Sum(static file => file.SourceText.Lines.Count):N0} lines");
        Assert.InRange(length, 1, (layers * CharactersPerLayer) + 120_000);
    }

    private void AssertWithinLimits(Assembly assembly)
    {
        MethodInfo[] methods = [.. assembly.GetTypes().SelectMany(static type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(static method => method.GetMethodBody() is not null)];
        MethodInfo longest = methods.MaxBy(static method => method.GetMethodBody()!.GetILAsByteArray()!.Length)!;
        MethodInfo widest = methods.MaxBy(static method => method.GetMethodBody()!.LocalVariables.Count)!;
        int bytes = longest.GetMethodBody()!.GetILAsByteArray()!.Length;
        int locals = widest.GetMethodBody()!.LocalVariables.Count;
        output.WriteLine($"{methods.Length} methods; the longest is {longest.Name} with {bytes} bytes of IL, most locals has {widest.Name}, {locals}");
        Assert.True(bytes < MostIntermediateBytes, longest.Name);
        Assert.True(locals < MostLocals, widest.Name);
    }

    private static string Deep(int[] widths, string activation) =>
        $"Network(20), {string.Concat(widths.Select(width => $"Dense({width}), {activation}, "))}Dense(5), MeanSquaredError, Adam";

    private static ReferenceNetwork DeepReference(int[] widths, ReferenceActivation activation) =>
        new(20, Losses.MeanSquaredError, [.. widths.SelectMany(width => new ReferenceLayer[] { Dense(width), activation }), Dense(5)]);
}
