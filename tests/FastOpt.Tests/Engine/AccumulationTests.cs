using FastOpt.Reference;
using FastOpt.TestCases;
using FastOpt.TestCases.Networks;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Engine;

/// <summary>Gradients of several batches make one step, with the bits of the step on all their examples as one batch.</summary>
public class AccumulationTests
{
    public static TheoryData<string, int> Networks => new() { { nameof(Accumulated), 1 }, { nameof(StoredLarge), 1 }, { nameof(StoredLarge), 3 } };

    [Theory]
    [MemberData(nameof(Networks))]
    public void PartsHaveTheBitsOfTheWhole(string name, int threads)
    {
        NetworkCase network = NetworkCases.Named(name);
        Model whole = network.CreateWithTestParameters(maxBatch: 64, threads);
        Model parts = network.CreateWithTestParameters(maxBatch: 40, threads);
        foreach (int[] sizes in new int[][] { [40, 24], [1, 1, 1], [7, 5, 33, 2], [12] })
        {
            TestBatch batch = network.CreateBatch(sizes.Sum(), seed: (ulong)sizes.Length);
            float loss = whole.TrainStep(batch);
            double sum = 0;
            int done = 0;
            float[] before = parts.GetParameters();
            foreach (int size in sizes)
            {
                sum += (double)size * parts.AccumulateGradients(batch.Slice(done, size));
                done += size;
                Closeness.AssertSameBits(before, parts.GetParameters(), $"{name}: weights before the step");
            }

            parts.ApplyGradients();
            Closeness.AssertSameBits(whole.GetParameters(), parts.GetParameters(), $"{name}, parts {string.Join(" + ", sizes)}");
            Closeness.AssertRelative([loss], [(float)(sum / done)], 1e-6, $"{name}, loss");
            Assert.Equal(whole.Step, parts.Step);
            Assert.Equal(whole.GradientNorm, parts.GradientNorm);
        }
    }

    [Fact]
    public void AStepTakesWhatWaitsWithIt()
    {
        NetworkCase network = NetworkCases.Named(nameof(Accumulated));
        TestBatch batch = network.CreateBatch(12, seed: 4);
        Model whole = network.CreateWithTestParameters();
        Model parts = network.CreateWithTestParameters();
        whole.TrainStep(batch);
        parts.AccumulateGradients(batch.Slice(0, 5));
        parts.TrainStep(batch.Slice(5, 7));
        Closeness.AssertSameBits(whole.GetParameters(), parts.GetParameters(), "a step behind an accumulated batch");
    }

    [Fact]
    public void WhatIsDiscardedLeavesNothing()
    {
        NetworkCase network = NetworkCases.Named(nameof(Accumulated));
        float[] start = TestData.Parameters(network.Reference, 7);
        TestBatch batch = network.CreateBatch(6, seed: 4);
        TestBatch other = network.CreateBatch(9, seed: 5);
        var once = new Accumulated();
        var twice = new Accumulated();
        once.LoadParameters(start);
        twice.LoadParameters(start);
        twice.AccumulateGradients(other.Inputs, other.Targets);
        Assert.Equal(9, twice.AccumulatedExamples);
        twice.DiscardGradients();
        Assert.Equal(0, twice.AccumulatedExamples);
        foreach (Accumulated model in new[] { once, twice })
        {
            model.AccumulateGradients(batch.Inputs, batch.Targets);
            model.ApplyGradients();
            Assert.Equal(0, model.AccumulatedExamples);
            Assert.Equal(1, model.Step);
        }

        float[] expected = new float[Accumulated.ParameterCount], actual = new float[Accumulated.ParameterCount];
        once.CopyParametersTo(expected);
        twice.CopyParametersTo(actual);
        Closeness.AssertSameBits(expected, actual, "a step behind discarded gradients");
    }

    [Fact]
    public void ComputingGradientsOrLossesDisturbsNothingThatWaits()
    {
        NetworkCase network = NetworkCases.Named(nameof(Accumulated));
        Model plain = network.CreateWithTestParameters();
        Model disturbed = network.CreateWithTestParameters();
        TestBatch batch = network.CreateBatch(12, seed: 4);
        TestBatch other = network.CreateBatch(20, seed: 9);
        foreach (Model model in new[] { plain, disturbed })
        {
            model.AccumulateGradients(batch);
            if (model == disturbed)
            {
                model.Evaluate(other);
                model.GetGradients(other);
                model.GetOutputs(other);
            }

            model.ApplyGradients();
        }

        Closeness.AssertSameBits(plain.GetParameters(), disturbed.GetParameters(), "a step with other calls in between");
    }

    [Fact]
    public void MistakesAreNamedAndChangeNothing()
    {
        var model = new Accumulated(maxBatch: 4);
        InvalidOperationException nothing = Assert.Throws<InvalidOperationException>(model.ApplyGradients);
        Assert.Equal("Accumulated: there are no gradients to apply; call AccumulateGradients first.", nothing.Message);
        Assert.Equal(0, model.Step);
        Assert.Throws<ArgumentException>(() => model.AccumulateGradients(new float[4 * 5], new float[3 * 5]));
        Assert.Throws<ArgumentException>(() => model.AccumulateGradients(new float[4 * 2], new float[3]));
        Assert.Equal(0, model.AccumulatedExamples);

        // The guard opens again behind each of them.
        model.AccumulateGradients(new float[4], new float[3]);
        model.ApplyGradients();
        Assert.Equal(1, model.Step);
    }
}
