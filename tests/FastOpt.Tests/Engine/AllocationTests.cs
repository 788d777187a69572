using FastOpt.Reference;
using FastOpt.TestCases;
using FastOpt.Tests.Harness;
using FastOpt.Tests.Team;

namespace FastOpt.Tests.Engine;

/// <summary>Nothing else runs beside these: collections are counted for the whole process.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public class AllocationTests
{
    private const int Steps = 10_000;

    public static TheoryData<string> AllNetworks => CaseNames.All;

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void StepsAllocateNothing(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        TestBatch batch = network.CreateBatch(3, seed: 1);
        Model model = network.CreateWithTestParameters(maxBatch: 3);
        Assert.Equal(0, BytesOf(Steps, () => model.TrainStep(batch)));
    }

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void OtherCallsAllocateNothing(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        TestBatch batch = network.CreateBatch(5, seed: 1);
        TestBatch step = network.CreateBatch(2, seed: 2);
        Model model = network.CreateWithTestParameters(maxBatch: 2);
        var outputs = new float[5 * network.OutputSize];
        var parameters = new float[network.ParameterCount];
        long bytes = BytesOf(100, () =>
        {
            model.Predict(batch.Inputs, outputs);
            model.Evaluate(batch);
            model.ComputeGradients(step, parameters);
            model.CopyParametersTo(parameters);
            model.LoadParameters(parameters);
        });
        Assert.Equal(0, bytes);
    }

    [Theory]
    [MemberData(nameof(UpdateTests.AllNetworks), MemberType = typeof(UpdateTests))]
    public void UpdatesInEveryFormAllocateNothing(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        TestBatch batch = network.CreateBatch(3, seed: 1);
        Model model = network.CreateWithTestParameters(maxBatch: 3);
        Assert.Equal(0, BytesOf(200, () => model.TrainStep(batch)));
        if (name is nameof(FastOpt.TestCases.Networks.Accumulated) or nameof(FastOpt.TestCases.Networks.StoredLarge))
        {
            Assert.Equal(0, BytesOf(200, () =>
            {
                model.AccumulateGradients(batch);
                model.AccumulateGradients(batch);
                model.ApplyGradients();
            }));
        }
    }

    /// <summary>Threads of a team allocate nothing either: their bytes count in the process's total.</summary>
    [Theory]
    [InlineData(nameof(FastOpt.TestCases.Networks.SmallDigits), 2)]
    [InlineData(nameof(FastOpt.TestCases.Networks.SmallDigits), 3)]
    [InlineData(nameof(FastOpt.TestCases.Networks.Moons), TeamOfFour.Threads)]
    [InlineData(nameof(FastOpt.TestCases.Networks.PrimeWidths), TeamOfFour.Threads)]
    public void TeamsAllocateNothing(string name, int threads)
    {
        NetworkCase network = NetworkCases.Named(name);
        TestBatch batch = network.CreateBatch(64, seed: 1);
        Model model = network.CreateWithTestParameters(maxBatch: 64, threads);
        var outputs = new float[64 * network.OutputSize];
        for (int i = 0; i < 100; i++)
            Work();
        long smallest = long.MaxValue;
        for (int attempt = 0; attempt < 5; attempt++)
        {
            // The test runner's own threads may report in between; a step that allocates does so in every attempt.
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < 200; i++)
                Work();
            smallest = Math.Min(smallest, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(0, smallest);

        void Work()
        {
            model.TrainStep(batch);
            model.Predict(batch.Inputs, outputs);
            model.Evaluate(batch);
        }
    }

    [Fact]
    public void AnAllocationIsSeen() => Assert.True(BytesOf(10, () => GC.KeepAlive(new object())) >= 10 * 16);

    private static long BytesOf(int repetitions, Action action)
    {
        action();
        GC.Collect();
        (int, int, int) collections = Collections();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < repetitions; i++)
            action();
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(collections, Collections());
        return bytes;
    }

    private static (int Generation0, int Generation1, int Generation2) Collections() => (GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2));
}
