using System.Globalization;
using System.Text.RegularExpressions;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Generators.Tests.Snapshots;
using Xunit;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>The memory that the head of a network's generated source prints is the memory that the network holds, byte for byte, and so is the memory of its summary.</summary>
public sealed partial class PlannedBytesTests
{
    /// <summary>What the samples have not: frozen layers, stored gradients, sums of squares, rows of targets, groups, optimizers in sequence.</summary>
    private static readonly Dictionary<string, string> Updates = new[]
    {
        "[Network(30), Dense(20, Frozen = true), Relu, Dense(10), SoftmaxCrossEntropy, Adam] public sealed partial class Frozen;",
        "[Network(9), Dense(17), Gelu, Dense(5), MeanSquaredError, ClipNorm(MaxNorm = 1), AdamW] public sealed partial class Norm;",
        "[Network(100, AccumulateGradients = true), Dense(257), Relu, Dense(31, LearningRateScale = 0.1), SoftmaxCrossEntropy, ClipNorm(MaxNorm = 1), ClipValue(Limit = 0.1), ClipNorm(MaxNorm = 2), Adam] public sealed partial class Norms;",
        "[Network(5, AccumulateGradients = true), Dense(256), Tanh, Dense(512, Bias = false), Tanh, Dense(1), Huber, Sgd(LearningRate = 0.1, Momentum = 0.9)] public sealed partial class Accumulated;",
        "[Network(3), Silu, Dense(3), MeanAbsoluteError, Sgd(LearningRate = 0.1), Then<Adam>(At = 10)] public sealed partial class Sequence;",
    }.ToDictionary(static source => NamePattern().Match(source).Groups[1].Value);

    private static readonly Dictionary<string, string> Sources = NetworkSample.All.ToDictionary(static sample => sample.Name, static sample => sample.Source)
        .Concat(SnapshotCases.All.Where(static item => item.Key.StartsWith("network.", StringComparison.Ordinal) && !item.Value.Contains("namespace", StringComparison.Ordinal))
            .ToDictionary(static item => NamePattern().Match(item.Value).Groups[1].Value, static item => item.Value))
        .Concat(Updates)
        .DistinctBy(static item => item.Key)
        .ToDictionary(static item => item.Key, static item => item.Value);

    public static TheoryData<string> Names => [.. Sources.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void AreTheBuffersOwn(string name)
    {
        GenerationResult result = Generation.Run(Sources[name]);
        System.Reflection.Assembly assembly = result.Load(documented: false);
        string head = result.Sources.Single(file => file.HintName.EndsWith(name + ".network.g.cs", StringComparison.Ordinal)).SourceText.ToString();
        string memory = MemoryLine().Match(head).Groups[1].Value;
        foreach ((int maxBatch, int threads) in new[] { (1, 1), (7, 1), (64, 1), (27, 3), (128, 4) })
        {
            Probe network = Probe.Create(assembly, name, maxBatch, threads);
            long bytes = NetworkBuffer.Bytes(network.Network);
            Assert.Equal(bytes, Printed(memory, maxBatch, threads));
            Assert.Equal(bytes, network.Summary.TotalBytes(maxBatch, threads));
            if (threads == 1)
                Assert.Equal(bytes, network.Summary.TotalBytes(maxBatch));
        }
    }

    /// <summary>"parameters 256 B · activations 260 B × batch · scratch 1,536 B × threads", summed by hand; each thread's scratch begins on a cache line, behind the rows of the batch.</summary>
    private static long Printed(string memory, int maxBatch, int threads)
    {
        long rows = 0;
        long scratch = 0;
        foreach (Match region in Region().Matches(memory))
        {
            long bytes = long.Parse(region.Groups[1].ValueSpan, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
            switch (region.Groups[2].Value)
            {
                case " × batch":
                    rows += bytes * maxBatch;
                    break;
                case " × threads":
                    scratch += bytes * threads;
                    break;
                default:
                    rows += bytes;
                    break;
            }
        }

        return ((rows + NetworkBuffer.Alignment - 1) / NetworkBuffer.Alignment * NetworkBuffer.Alignment) + scratch;
    }

    [GeneratedRegex(@"partial class (\w+);")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"//   memory   (.*)")]
    private static partial Regex MemoryLine();

    [GeneratedRegex(@"([\d,]+) B( × batch| × threads)?(?: · |$)")]
    private static partial Regex Region();
}
