using FastOpt.Reference;
using FastOpt.Reference.Graphs;
using FastOpt.Runtime;
using FastOpt.TestCases;
using FastOpt.TestCases.Networks;
using FastOpt.Tests.Harness;
using FastOpt.Tests.Team;

namespace FastOpt.Tests.Engine;

/// <summary>Networks with normalizations, random numbers and branches, at every vector width that the suite runs at.</summary>
[Collection(nameof(AllocationTests))]
public class GraphTests
{
    private const ulong Seed = 9;

    public static TheoryData<string> AllNetworks => [.. GraphCases.All.Select(graph => graph.Name)];

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void TheFirstStepIsTheOracles(string name)
    {
        GraphCase graph = GraphCases.All.Single(one => one.Name == name);
        foreach (int size in new[] { 7, 12, 33 })
        {
            (float[] parameters, TestBatch batch, ReferencePass pass) = graph.FirstStep(size, Seed);
            Model model = graph.Create(maxBatch: 33, Seed);
            model.LoadParameters(parameters);
            Closeness.AssertRelative(pass.Gradients, model.GetGradients(batch), 2e-4, $"{name}, batch {size}, gradients");
            Closeness.AssertRelative([pass.Loss], [model.TrainStep(batch)], 1e-5, $"{name}, batch {size}, loss");
            Closeness.AssertRelative(pass.Buffers, model.GetBuffers(), 1e-5, $"{name}, batch {size}, running statistics");
        }
    }

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void BitsDoNotDependOnThreads(string name)
    {
        GraphCase graph = GraphCases.All.Single(one => one.Name == name);
        Model alone = graph.Create(maxBatch: 64, Seed);
        Model[] teams = [.. new[] { 2, 3, TeamOfFour.Threads, 7 }.Select(threads => graph.Create(maxBatch: 64, Seed, threads))];
        foreach (int size in new[] { 64, 2, 33, 5 })
        {
            TestBatch batch = graph.CreateBatch(size, seed: (ulong)size);
            (float[] outputs, float[] gradients) = (alone.GetOutputs(batch), alone.GetGradients(batch));
            (float evaluated, float loss) = (alone.Evaluate(batch), alone.TrainStep(batch));
            foreach (Model team in teams)
            {
                string what = $"{name}, batch {size}";
                Closeness.AssertSameBits(outputs, team.GetOutputs(batch), what + ", outputs");
                Closeness.AssertSameBits(gradients, team.GetGradients(batch), what + ", gradients");
                Closeness.AssertSameBits([evaluated, loss], [team.Evaluate(batch), team.TrainStep(batch)], what + ", losses");
                Closeness.AssertSameBits(alone.GetParameters(), team.GetParameters(), what + ", weights");
                Closeness.AssertSameBits(alone.GetBuffers(), team.GetBuffers(), what + ", running statistics");
            }
        }
    }

    /// <summary>Batches of many sections, whose last one is not full; 129 is the first that takes sections of more than eight rows.</summary>
    [Theory]
    [InlineData(nameof(SmallLeNet), 128)]
    [InlineData(nameof(SmallLeNet), 129)]
    [InlineData(nameof(OddWindows), 149)]
    public void SumsOfManySectionsAreTheOracles(string name, int size)
    {
        GraphCase graph = GraphCases.All.Single(one => one.Name == name);
        (float[] parameters, TestBatch batch, ReferencePass pass) = graph.FirstStep(size, Seed);
        var steps = new List<float[]>();
        foreach (int threads in new[] { 1, 2, 3, 7 })
        {
            Model model = graph.Create(maxBatch: size, Seed, threads);
            model.LoadParameters(parameters);
            float[] gradients = model.GetGradients(batch);
            Closeness.AssertRelative(pass.Gradients, gradients, 2e-4, $"{name}, batch {size}, {threads} threads");
            model.TrainStep(batch);
            steps.Add([.. gradients, .. model.GetParameters()]);
        }

        Assert.All(steps, step => Closeness.AssertSameBits(steps[0], step, $"{name}, batch {size}"));
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(128, 8)]
    [InlineData(129, 16)]
    [InlineData(256, 16)]
    [InlineData(4096, 256)]
    public void ABatchHasSixteenSectionsAtMost(int batch, int rows)
    {
        Assert.Equal(rows, Sections.Of(batch).Rows);
        Assert.True((batch + rows - 1) / rows <= Sections.Most);
    }

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void StepsAllocateNothing(string name)
    {
        GraphCase graph = GraphCases.All.Single(one => one.Name == name);
        Model model = graph.Create(maxBatch: 3, Seed);
        TestBatch batch = graph.CreateBatch(3, seed: 1);
        model.TrainStep(batch);

        // A collection still running in the background would return this thread's unused allocation budget, which counts as allocated.
        GC.Collect();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 1_000; step++)
            model.TrainStep(batch);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
