using System.Reflection;
using FastOpt.Generators.Emit;
using FastOpt.Generators.Emit.Network;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using FastOpt.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>
/// Nothing is written or read outside of the slice that it belongs to. Each network is compiled a second time with gaps between all slices, filled with a NaN of its own: a float
/// that is written there is found, and one that is read there makes results NaN instead of the bits of the network without gaps. The padding of rows is NaN as
/// well, and before each call so are the rows and values of the batch.
/// </summary>
[Collection(nameof(TeamTests))]
public sealed class CanaryTests
{
    private const int MaxBatch = 27;
    private const uint Canary = 0x7FC0BEEF;

    public static TheoryData<string, int> NamesAndThreads => new(CanarySample.All.SelectMany(
        static sample => new[] { 1, 3 }.Select(threads => (sample.Name, threads))));

    [Theory]
    [MemberData(nameof(NamesAndThreads))]
    public void GapsBetweenSlicesStayAsTheyAre(string name, int threads)
    {
        CanarySample sample = CanarySample.Named(name);
        Probe plain = Probe.Create(NetworkAssemblies.Plain(name), name, MaxBatch, threads);
        (Assembly assembly, MemoryPlan plan) = NetworkAssemblies.Spread(name);
        Probe spread = Probe.Create(assembly, name, MaxBatch, threads);
        Assert.Equal(plain.Parameters, spread.Parameters);

        Span<float> buffer = NetworkBuffer.Of(spread.Network);
        int scratch = (int)PinnedBuffer.Aligned(plan.FixedFloats + (plan.FloatsPerExample * MaxBatch));
        bool[] unowned = CanaryPlan.Unowned(plan, MaxBatch, threads, scratch, buffer.Length);
        int slices = plan.Parameters.Count + plan.Buffers.Count + plan.FixedSlots.Count + plan.SectionSlots.Count + plan.BatchSlots.Count;
        Assert.True(unowned.Count(static gap => gap) >= CanaryPlan.Gap * slices);
        for (int i = 0; i < buffer.Length; i++)
        {
            if (unowned[i])
                buffer[i] = BitConverter.UInt32BitsToSingle(Canary);
        }

        (int Start, int Count)[] ofOneCall = [.. CanaryPlan.OfOneCall(plan, MaxBatch)];
        int[] padding = [.. CanaryPlan.Padding(plan)];
        for (int size = MaxBatch; size >= sample.SmallestBatch; size--)
        {
            // Padding is computed with, but takes part in no result, whatever is in it.
            foreach (int i in padding)
                buffer[i] = float.NaN;
            TestBatch batch = TestBatch.For(sample.Graph, size, (ulong)size);
            (Func<Probe, float[]> Call, string What)[] calls =
            [
                (network => network.Outputs(batch), "outputs"), (network => network.InputGradients(batch), "gradients of the inputs"),
                (network => network.Gradients(batch), "gradients"), (network => [network.Evaluate(batch)], "evaluated"),
                (network => [network.TrainStep(batch)], "step"),
            ];
            foreach ((Func<Probe, float[]> call, string what) in calls)
            {
                // Nothing is read that the call has not written.
                foreach ((int start, int count) in ofOneCall)
                    buffer.Slice(start, count).Fill(float.NaN);
                AssertSame(call(plain), call(spread), $"{name}, batch {size}, {what}");
            }

            AssertSame(plain.Parameters, spread.Parameters, $"{name}, batch {size}, parameters");
            AssertSame(plain.Buffers, spread.Buffers, $"{name}, batch {size}, running statistics");
            spread.Parameters = plain.Parameters;
            for (int i = 0; i < buffer.Length; i++)
                Assert.False(unowned[i] && BitConverter.SingleToUInt32Bits(buffer[i]) != Canary, $"{name}, batch {size}: float {i} of the buffer belongs to nobody, and was written");
        }
    }

    private static void AssertSame(float[] expected, float[] actual, string what) =>
        Assert.True(expected.Select(BitConverter.SingleToUInt32Bits).SequenceEqual(actual.Select(BitConverter.SingleToUInt32Bits)), $"{what}: other bits");
}

/// <summary>The samples, compiled as they are and with gaps in their plan.</summary>
internal static class NetworkAssemblies
{
    private static readonly Dictionary<string, Lazy<Assembly>> PlainAssemblies = CanarySample.All.ToDictionary(
        static sample => sample.Name, static sample => new Lazy<Assembly>(() => Generation.Run(sample.Source).Load(documented: false)));

    private static readonly Dictionary<string, Lazy<(Assembly, MemoryPlan)>> SpreadAssemblies = CanarySample.All.ToDictionary(
        static sample => sample.Name, static sample => new Lazy<(Assembly, MemoryPlan)>(() => CompileSpread(sample)));

    /// <summary>As the generator compiles it.</summary>
    public static Assembly Plain(string name) => PlainAssemblies[name].Value;

    /// <summary>With gaps.</summary>
    public static (Assembly Assembly, MemoryPlan Plan) Spread(string name) => SpreadAssemblies[name].Value;

    private static (Assembly, MemoryPlan) CompileSpread(CanarySample sample)
    {
        CSharpCompilation compilation = Generation.Compilation([sample.Source]);
        NetworkProgram program = NetworkLowering.Run(Generation.Spec(sample.Source), CanaryPlan.Spread);
        var options = (CSharpParseOptions)compilation.SyntaxTrees[0].Options;
        IEnumerable<SyntaxTree> files = NetworkEmitter.EmitAll(program).Select(file => CSharpSyntaxTree.ParseText(file.Text, options, file.HintName, cancellationToken: TestContext.Current.CancellationToken));
        var gapped = new GenerationResult(compilation.AddSyntaxTrees(files), [], []);
        return (gapped.Load(documented: false), program.Plan);
    }
}
