using FastOpt.Reference;
using FastOpt.Reference.Graphs;

namespace FastOpt.TestCases;

/// <summary>A declared network with normalizations, random numbers, branches or convolutions beside the oracle's description of it.</summary>
/// <param name="name">The name of the network's class.</param>
/// <param name="reference">The same network, described by hand.</param>
/// <param name="create">Makes a model, given its largest batch, seed and threads.</param>
public sealed class GraphCase(string name, ReferenceGraph reference, Func<int, ulong, int, Model> create)
{
    /// <summary>The name of the network's class.</summary>
    public string Name { get; } = name;

    /// <summary>The same network, described by hand.</summary>
    public ReferenceGraph Reference { get; } = reference;

    /// <summary>A model.</summary>
    public Model Create(int maxBatch, ulong seed = 0, int threads = 1) => create(maxBatch, seed, threads);

    /// <summary>A batch that suits the network.</summary>
    public TestBatch CreateBatch(int size, ulong seed) => TestBatch.For(Reference, size, seed);

    /// <summary>The first step of training as the oracle takes it, at a batch where no activation with a kink comes near it.</summary>
    /// <param name="size">Examples.</param>
    /// <param name="drawSeed">The seed of the network's random numbers.</param>
    public (float[] Parameters, TestBatch Batch, ReferencePass Pass) FirstStep(int size, ulong drawSeed)
    {
        float[] parameters = TestData.Parameters(Reference, seed: 7);
        for (ulong attempt = 1; attempt <= 50; attempt++)
        {
            TestBatch batch = CreateBatch(size, (100 * attempt) + (ulong)size);
            ReferencePass pass = Reference.Train(
                TestData.ToDouble(parameters), Reference.InitialBuffers, batch.ExactInputs, batch.ExactTargets,
                draws: ReferencePhilox.Draws(drawSeed, step: 1));
            if (pass.DistanceToKink > 2e-5)
                return (parameters, batch, pass);
        }

        throw new InvalidOperationException($"{Name}: none of 50 batches of {size} examples keeps away from the kinks.");
    }
}
