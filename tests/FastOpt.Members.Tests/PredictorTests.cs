using System.Runtime.CompilerServices;
using FastOpt.Runtime;

namespace FastOpt.Members.Tests;

/// <summary>Predictors: equal bits, many threads, publications that are atomic, nothing allocated.</summary>
[Collection(nameof(Alone))]
public sealed class PredictorTests
{
    private const int Batch = 8;
    private const int Examples = 19;

    private static readonly float[] Inputs = Batches.Floats(Batch * Classifier.InputSize, 1);
    private static readonly int[] Labels = Batches.Labels(Batch, Classifier.OutputSize, 2);
    private static readonly float[] Queries = Batches.Floats(Examples * Classifier.InputSize, 3);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void APredictorHasTheNetworksBits(int maxBatch)
    {
        var model = new Classifier(Batch, seed: 5);
        Train(model, 10);
        Predictor predictor = model.CreatePredictor(maxBatch);
        Assert.Equal(Outputs(model), Outputs(predictor));
        Assert.Equal((maxBatch, Classifier.InputSize, Classifier.OutputSize, 10L), (predictor.MaxBatch, predictor.InputSize, predictor.OutputSize, predictor.Step));
    }

    /// <summary>A predictor keeps filters as convolutions read them, which the network lays out at each call; each publication has its own.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void ConvolutionsHaveTheNetworksBitsInEachPublication(int maxBatch)
    {
        SameBits<Images, int>(maxBatch, Batches.Labels(Batch, Images.OutputSize, 2));
        SameBits<GroupedSignal, float>(maxBatch, Batches.Floats(Batch * GroupedSignal.OutputSize, 2));
        SameBits<FrozenFeatures, float>(maxBatch, Batches.Floats(Batch * FrozenFeatures.OutputSize, 2));
    }

    [Fact]
    public void APredictorHasWhatWasPublishedLast()
    {
        var model = new Classifier(Batch, seed: 5);
        model.Publish();
        Predictor predictor = model.CreatePredictor();
        float[] initial = Outputs(predictor);
        Train(model, 5);
        Assert.Equal(initial, Outputs(predictor));
        model.Publish();
        float[] later = Outputs(predictor);
        Assert.Equal(Outputs(model), later);
        Assert.NotEqual(initial, later);
        Assert.Equal(5, predictor.Step);

        Train(model, 5);
        Predictor second = model.CreatePredictor();
        Assert.Equal(Outputs(model), Outputs(second));
        Assert.Equal(Outputs(second), Outputs(predictor));
    }

    [Fact]
    public void OnePredictorServesManyThreadsAtOnce()
    {
        var model = new Classifier(Batch, seed: 5);
        Train(model, 10);
        Predictor predictor = model.CreatePredictor(4);
        float[] expected = Outputs(model);
        Threads.Run(8, _ =>
        {
            var outputs = new float[expected.Length];
            for (int i = 0; i < 3000; i++)
            {
                predictor.Predict(Queries, outputs);
                Assert.True(expected.AsSpan().SequenceEqual(outputs));
            }
        });
    }

    /// <summary>
    /// One thread trains and publishes; every call of the others gives the bits of some publication, never of two, and never of an older one than the call before.
    /// </summary>
    [Fact]
    public void PublishingIsAtomic()
    {
        const int Publications = 400;
        var model = new Classifier(Batch, seed: 5);
        var known = new List<float[]>();
        for (int i = 0; i <= Publications; i++)
        {
            known.Add(Outputs(model));
            Train(model, 1);
        }

        model = new Classifier(Batch, seed: 5);
        Predictor shared = model.CreatePredictor(3);
        Predictor[] own = [.. Enumerable.Range(0, 4).Select(_ => model.CreatePredictor(5))];
        int published = 0;
        Threads.Run(5, number =>
        {
            if (number == 0)
            {
                for (int i = 1; i <= Publications; i++)
                {
                    Train(model, 1);
                    model.Publish();
                    Volatile.Write(ref published, i);
                    Thread.Yield();
                }

                return;
            }

            Predictor predictor = number % 2 == 0 ? shared : own[number - 1];
            var outputs = new float[known[0].Length];
            int last = 0;
            while (last < Publications)
            {
                int least = Volatile.Read(ref published);
                predictor.Predict(Queries, outputs);
                int found = known.FindIndex(last, k => k.AsSpan().SequenceEqual(outputs));
                Assert.True(found >= least, $"after publication {least}, and {last} seen before, the outputs are those of {found}");
                last = found;
            }
        });
    }

    [Fact]
    public void CallsAndPublicationsAllocateNothing()
    {
        var model = new Classifier(Batch, seed: 5);
        Predictor predictor = model.CreatePredictor(4);
        var outputs = new float[Examples * Classifier.OutputSize];
        void Round()
        {
            predictor.Predict(Queries, outputs);
            Train(model, 1);
            model.Publish();
        }

        Round();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            Round();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void ASnapshotIsNotWrittenWhileItIsRead()
    {
        var weights = new PublishedWeights(4);
        float value = 1;
        void Publish()
        {
            float[] parameters = [value, value, value, value];
            weights.Publish(ref parameters[0], (long)value);
            value++;
        }

        Publish();
        weights.Reserve();
        WeightSnapshot first = weights.Acquire(reader: 3);
        Publish();
        WeightSnapshot second = weights.Acquire(reader: 19);
        Publish();
        Publish();
        Assert.Equal((1f, 2f, 4L), (Unsafe.Add(ref first.Start, 3), Unsafe.Add(ref second.Start, 3), weights.Step));
        int most = weights.SnapshotCount;
        first.Release(reader: 3);
        second.Release(reader: 19);
        for (int i = 0; i < 100; i++)
            Publish();
        Assert.Equal(most, weights.SnapshotCount);
        Assert.InRange(most, 3, 4);
    }

    [Fact]
    public void APredictorOutlivesItsNetworkAndDoesNotKeepItAlive()
    {
        (Predictor predictor, WeakReference network, float[] expected) = Orphan();
        for (int i = 0; i < 10 && network.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(network.IsAlive);
        Assert.Equal(expected, Outputs(predictor));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static (Predictor, WeakReference, float[]) Orphan()
        {
            var model = new Classifier(Batch, seed: 9);
            return (model.CreatePredictor(), new WeakReference(model), Outputs(model));
        }
    }

    [Fact]
    public void BadCallsNameTheModelAndLeaveThePredictorUsable()
    {
        Predictor predictor = new Classifier(Batch).CreatePredictor();
        var outputs = new float[2 * Classifier.OutputSize];
        Assert.StartsWith("Classifier: inputs has 5 elements", Assert.Throws<ArgumentException>("inputs", () => predictor.Predict(new float[5], outputs)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Classifier: inputs is empty", Assert.Throws<ArgumentException>("inputs", () => predictor.Predict([], outputs)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Classifier: outputs has 6 elements", Assert.Throws<ArgumentException>("outputs", () => predictor.Predict(new float[6], outputs)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Classifier: maxBatch is 0", Assert.Throws<ArgumentOutOfRangeException>("maxBatch", () => new Classifier().CreatePredictor(0)).Message, StringComparison.Ordinal);
        predictor.Predict(new float[12], outputs);
    }

    private static void Train(Classifier model, int steps)
    {
        for (int i = 0; i < steps; i++)
            model.TrainStep(Inputs, Labels);
    }

    private static float[] Outputs(Classifier model)
    {
        var outputs = new float[Examples * Classifier.OutputSize];
        model.Predict(Queries, outputs);
        return outputs;
    }

    private static void SameBits<TNetwork, TTarget>(int maxBatch, TTarget[] targets)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        TNetwork model = TNetwork.Create(Batch, seed: 5);
        float[] inputs = Batches.Floats(Batch * TNetwork.InputSize, 1), queries = Batches.Floats(Examples * TNetwork.InputSize, 3);
        float[] expected = new float[Examples * TNetwork.OutputSize], outputs = new float[expected.Length];
        Predictor predictor = model.CreatePredictor(maxBatch);
        for (int publication = 0; publication < 3; publication++)
        {
            model.Predict(queries, expected);
            predictor.Predict(queries, outputs);
            Assert.Equal(expected, outputs);
            for (int step = 0; step < 3; step++)
                model.TrainStep(inputs, targets);
            model.Publish();
        }
    }

    private static float[] Outputs(Predictor predictor)
    {
        var outputs = new float[Examples * Classifier.OutputSize];
        predictor.Predict(Queries, outputs);
        return outputs;
    }
}

/// <summary>Tests that nothing else runs beside.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
