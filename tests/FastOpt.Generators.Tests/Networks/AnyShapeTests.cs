using System.Reflection;
using System.Text.RegularExpressions;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using Xunit;
using static FastOpt.Reference.ReferenceLayer;
using Activations = FastOpt.Reference.ReferenceActivations;
using Losses = FastOpt.Reference.ReferenceLosses;
using Optimizers = FastOpt.Reference.ReferenceOptimizers;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>Layers that share kernels for any shape compute the bits that they have with kernels of their own.</summary>
[Collection(nameof(TeamTests))]
public sealed partial class AnyShapeTests
{
    private const int MaxBatch = 27;

    /// <summary>Every sample, and what they have not: stored and accumulated gradients, frozen layers, shapes on both sides of the budget.</summary>
    private static readonly Dictionary<string, NetworkSample> Samples = NetworkSample.All.Where(static sample => !sample.Attributes.Contains("ExactShapes", StringComparison.Ordinal)).Concat(
    [
        new("Clipped", "Network(37), Dense(50), Silu, Dense(21, Bias = false), Relu, Dense(4), SoftmaxCrossEntropy, ClipNorm(MaxNorm = 0.5), Adam",
            new(37, Losses.SoftmaxCrossEntropy, Dense(50), Activations.Silu, Dense(21, bias: false), Activations.Relu, Dense(4)), () => Optimizers.Adam(1e-3)),
        new("Summed", "Network(9, AccumulateGradients = true), Dense(18), Tanh, Dense(35), Gelu, Dense(2), MeanSquaredError, Adam",
            new(9, Losses.MeanSquaredError, Dense(18), Activations.Tanh, Dense(35), Activations.Gelu, Dense(2)), () => Optimizers.Adam(1e-3)),
        new("Frozen", "Network(20), Dense(30, Frozen = true), Relu, Dense(12), Relu, Dense(3, Frozen = true), Relu, Dense(2), MeanSquaredError, Adam",
            new(20, Losses.MeanSquaredError, Dense(30), Activations.Relu, Dense(12), Activations.Relu, Dense(3), Activations.Relu, Dense(2)), () => Optimizers.Adam(1e-3)),
    ]).ToDictionary(static sample => sample.Name);

    private static readonly Dictionary<string, Lazy<Assembly>> Exact = Samples.Values.ToDictionary(static sample => sample.Name, static sample => new Lazy<Assembly>(() => Generation.Run(sample.Source).Load(documented: false)));

    public static TheoryData<string, int> NamesAndShapes => new(Samples.Keys.SelectMany(static name => new[] { (name, 0), (name, 1) }));

    [Theory]
    [MemberData(nameof(NamesAndShapes))]
    public void HaveTheBitsOfExactKernels(string name, int exactShapes)
    {
        NetworkSample sample = Samples[name];
        GenerationResult result = Generation.Run(MarkerPattern().Replace(sample.Source, $"Network($1, ExactShapes = {exactShapes})", 1));
        Assembly shared = result.Load(documented: false);
        if (exactShapes == 0)
            Assert.DoesNotContain(result.Sources, static file => ExactTile().IsMatch(file.SourceText.ToString()));
        foreach (int threads in new[] { 1, 3 })
        {
            Probe expected = Probe.Create(Exact[name].Value, name, MaxBatch, threads);
            Probe actual = Probe.Create(shared, name, MaxBatch, threads);
            Assert.Equal(expected.Parameters, actual.Parameters);
            for (int size = 1; size <= MaxBatch; size++)
            {
                TestBatch batch = TestBatch.Create(sample.Reference, size, (ulong)size);
                AssertSame(expected.Outputs(batch), actual.Outputs(batch));
                AssertSame(expected.Gradients(batch), actual.Gradients(batch));
                AssertSame([expected.TrainStep(batch)], [actual.TrainStep(batch)]);
                AssertSame(expected.Parameters, actual.Parameters);
            }
        }
    }

    private static void AssertSame(float[] expected, float[] actual) => Assert.Equal(expected.Select(BitConverter.SingleToUInt32Bits), actual.Select(BitConverter.SingleToUInt32Bits));

    [GeneratedRegex(@"Network\(([^)]*)\)")]
    private static partial Regex MarkerPattern();

    /// <summary>"Forward_70x67_Relu_8x32(".</summary>
    [GeneratedRegex(@"_\d+x\d+_(?:\w+_)?\d+x\d+\(")]
    private static partial Regex ExactTile();
}
