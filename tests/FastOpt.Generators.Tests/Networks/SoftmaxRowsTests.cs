using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using Xunit;
using Losses = FastOpt.Reference.ReferenceLosses;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>A row's loss and gradient have the bits that they have alone, whether it is worked on beside others, a lane for each row, or by itself.</summary>
public sealed class SoftmaxRowsTests
{
    private const int MaxBatch = 37;
    private const int Inputs = 3;

    /// <summary>Every number of groups of columns, full and not, up to rows of more than one vector.</summary>
    private static readonly int[] OutputCounts = [2, 3, 4, 5, 7, 8, 9, 11, 12, 15, 16, 17, 33];

    private static readonly Lazy<Assembly> Networks = new(() => Generation.Run(
        string.Concat(OutputCounts.Select(static outputs => $"[Network({Inputs}), Dense({outputs}), SoftmaxCrossEntropy]\npublic sealed partial class Rows{outputs};\n"))).Load(documented: false));

    public static TheoryData<int> Outputs => [.. OutputCounts];

    [Theory]
    [MemberData(nameof(Outputs))]
    public void LossesDoNotDependOnTheRowsBeside(int outputs)
    {
        (Probe network, ReferenceNetwork reference) = Load(outputs);
        TestBatch all = TestBatch.Create(reference, MaxBatch, seed: 3);
        double sum = 0;
        for (int size = 1; size <= MaxBatch; size++)
        {
            sum += network.Evaluate(Slice(all, size - 1, 1));
            Assert.Equal((float)(sum / size), network.Evaluate(Slice(all, 0, size)));
        }
    }

    /// <summary>With a power of two for the batch, what each row weighs in the mean scales its gradient without rounding.</summary>
    [Theory]
    [MemberData(nameof(Outputs))]
    public void GradientsDoNotDependOnTheRowsBeside(int outputs)
    {
        (Probe network, ReferenceNetwork reference) = Load(outputs);
        foreach (int size in new[] { 4, 8, 16, 32 })
        {
            TestBatch batch = TestBatch.Create(reference, size, (ulong)size);
            var biases = new float[outputs];
            for (int row = 0; row < size; row++)
            {
                float[] alone = network.Gradients(Slice(batch, row, 1));
                for (int i = 0; i < outputs; i++)
                    biases[i] += alone[(Inputs * outputs) + i] / size;
            }

            Assert.Equal(biases, network.Gradients(batch)[(Inputs * outputs)..]);
        }
    }

    private static (Probe Network, ReferenceNetwork Reference) Load(int outputs)
    {
        Probe network = Probe.Create(Networks.Value, "Rows" + outputs, MaxBatch);
        var reference = new ReferenceNetwork(Inputs, Losses.SoftmaxCrossEntropy, ReferenceLayer.Dense(outputs));
        network.Parameters = TestData.Parameters(reference, seed: 7);
        return (network, reference);
    }

    private static TestBatch Slice(TestBatch batch, int first, int count) =>
        new(count, batch.Inputs[(first * Inputs)..((first + count) * Inputs)], [], batch.Labels[first..(first + count)]);
}
