using FastOpt.Reference;

namespace FastOpt.TestCases;

/// <summary>A declared network beside the oracle's description of it.</summary>
public abstract class NetworkCase(string name, ReferenceNetwork reference)
{
    /// <summary>The name of the network's class.</summary>
    public string Name { get; } = name;

    /// <summary>The same network, described by hand.</summary>
    public ReferenceNetwork Reference { get; } = reference;

    public abstract int InputSize { get; }

    public abstract int OutputSize { get; }

    public abstract int ParameterCount { get; }

    public abstract ParameterInfo[] Parameters { get; }

    public abstract NetworkSummary Summary { get; }

    public abstract Model Create(int maxBatch = 64, ulong seed = 0, int threads = 1);

    /// <summary>A model with the parameters that <see cref="TestData.Parameters"/> makes: biases are not zero, and the oracle knows them.</summary>
    public Model CreateWithTestParameters(int maxBatch = 64, int threads = 1, ulong seed = 7)
    {
        Model model = Create(maxBatch, seed: 0, threads);
        model.LoadParameters(TestData.Parameters(Reference, seed));
        return model;
    }

    /// <summary>
    /// A batch that suits the network, at whose examples no activation with a kink comes within <paramref name="distance"/> of it: there,
    /// float and double may fall on different sides.
    /// </summary>
    public TestBatch CreateBatch(int size, ulong seed, ReadOnlySpan<float> parameters, double distance = 3e-6)
    {
        double[] exact = TestData.ToDouble(parameters);
        for (ulong attempt = 0; attempt < 50; attempt++)
        {
            TestBatch batch = TestBatch.Create(Reference, size, seed + (attempt * 1_000_003));
            if (Reference.SmallestDistanceToKink(exact, batch.ExactInputs) > distance)
                return batch;
        }

        throw new InvalidOperationException($"{Name}: none of 50 batches of {size} examples keeps {distance} away from the kinks.");
    }

    /// <summary>A batch that suits the network.</summary>
    public TestBatch CreateBatch(int size, ulong seed) => TestBatch.Create(Reference, size, seed);

    /// <summary>A case of the network <typeparamref name="TNetwork"/>.</summary>
    public static NetworkCase Define<TNetwork, TTarget>(Func<TNetwork, ScalarRule> rule, int inputs, ReferenceLoss loss, params ReferenceLayer[] layers)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged => new Case<TNetwork, TTarget>(new ReferenceNetwork(inputs, loss, layers), rule);

    private sealed class Case<TNetwork, TTarget>(ReferenceNetwork reference, Func<TNetwork, ScalarRule> rule) : NetworkCase(typeof(TNetwork).Name, reference)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        public override int InputSize => TNetwork.InputSize;

        public override int OutputSize => TNetwork.OutputSize;

        public override int ParameterCount => TNetwork.ParameterCount;

        public override ParameterInfo[] Parameters => TNetwork.Parameters.ToArray();

        public override NetworkSummary Summary => TNetwork.Summary;

        public override Model Create(int maxBatch, ulong seed, int threads) => new Model<TNetwork, TTarget>(TNetwork.Create(maxBatch, seed, threads), rule);
    }
}
