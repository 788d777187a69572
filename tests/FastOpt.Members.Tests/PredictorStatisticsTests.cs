namespace FastOpt.Members.Tests;

/// <summary>Predictors of networks with running statistics, which are published together with the weights.</summary>
[Collection(nameof(Alone))]
public sealed class PredictorStatisticsTests
{
    private const int Examples = 19;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void APredictorHasTheNetworksBits(int maxBatch)
    {
        Has<Normalized, int>(static (network, batch) => network.CreatePredictor(batch), maxBatch);
        Has<Branched, float>(static (network, batch) => network.CreatePredictor(batch), maxBatch);
        Has<Channels, int>(static (network, batch) => network.CreatePredictor(batch), maxBatch);

        static void Has<TNetwork, TTarget>(Func<TNetwork, int, Predictor> create, int maxBatch)
            where TNetwork : class, INetwork<TNetwork, TTarget>
            where TTarget : unmanaged
        {
            TNetwork network = TNetwork.Create(Run.Batch, seed: 5);
            for (int step = 0; step < 10; step++)
                Run.Step<TNetwork, TTarget>(network, step);
            Assert.Equal(Outputs<TNetwork, TTarget>(network), Outputs(create(network, maxBatch), TNetwork.InputSize, TNetwork.OutputSize));
        }
    }

    [Fact]
    public void StatisticsAreSeenWhenTheyArePublished()
    {
        var network = new Normalized(Run.Batch, seed: 5);
        Predictor predictor = network.CreatePredictor();
        float[] initial = Outputs(predictor, 6, 3);
        network.LoadBuffers([.. Enumerable.Repeat(0.5f, 12), .. Enumerable.Repeat(2f, 12)]);
        Assert.Equal(initial, Outputs(predictor, 6, 3));
        network.Publish();
        float[] loaded = Outputs(predictor, 6, 3);
        Assert.NotEqual(initial, loaded);
        Assert.Equal(Outputs<Normalized, int>(network), loaded);
    }

    /// <summary>Every call gives the bits of one publication: never the weights of one with the statistics of another.</summary>
    [Fact]
    public void WeightsAndStatisticsArePublishedTogether()
    {
        const int Publications = 300;
        var network = new Normalized(Run.Batch, seed: 5);
        var known = new List<float[]>();
        for (int step = 0; step <= Publications; step++)
        {
            known.Add(Outputs<Normalized, int>(network));
            Run.Step<Normalized, int>(network, step);
        }

        network = new Normalized(Run.Batch, seed: 5);
        Predictor shared = network.CreatePredictor(3);
        int published = 0;
        Threads.Run(4, number =>
        {
            if (number == 0)
            {
                for (int step = 0; step < Publications; step++)
                {
                    Run.Step<Normalized, int>(network, step);
                    network.Publish();
                    Volatile.Write(ref published, step + 1);
                    Thread.Yield();
                }

                return;
            }

            int last = 0;
            while (last < Publications)
            {
                int least = Volatile.Read(ref published);
                float[] outputs = Outputs(shared, 6, 3);
                int found = known.FindIndex(last, one => one.AsSpan().SequenceEqual(outputs));
                Assert.True(found >= least, $"after publication {least}, and {last} seen before, the outputs are those of {found}");
                last = found;
            }
        });
    }

    private static float[] Queries(int inputs) => Batches.Floats(Examples * inputs, seed: 3);

    private static float[] Outputs(Predictor predictor, int inputs, int outputs)
    {
        var values = new float[Examples * outputs];
        predictor.Predict(Queries(inputs), values);
        return values;
    }

    private static float[] Outputs<TNetwork, TTarget>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        var values = new float[Examples * TNetwork.OutputSize];
        network.Predict(Queries(TNetwork.InputSize), values);
        return values;
    }
}
