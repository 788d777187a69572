using FastOpt.Training.Tests.Reports;

namespace FastOpt.Training.Tests.Probes;

public sealed class GradientProbeTests
{
    private static readonly ParameterInfo[] Tensors =
        [new("dense1.weight", [2], 0), new("dense1.bias", [1], 2), new("frozen1.weight", [1], 3, IsFrozen: true), new("dense2.weight", [2], 4)];

    [Fact]
    public void NormsAndRatiosAreThoseOfTheLayer()
    {
        var run = new FakeRun(Tensors);
        new float[] { 3, 4, 12, 9, 0, 0 }.CopyTo(run.Weights, 0);
        new float[] { 1, 2, 2, 9, 6, 8 }.CopyTo(run.Gradients, 0);
        var probe = new GradientProbe(every: 2);
        probe.Begin(run);
        for (int step = 0; step < 5; step++)
            run.TakeStep(probe, weights => (weights[0], weights[1], weights[5]) = (weights[0] + 0.3f, weights[1] + 0.4f, weights[5] + 1));
        Assert.Equal([1L, 3, 5], probe.Steps.ToArray());
        Assert.Equal(["dense1", "dense2"], probe.Layers.Select(layer => layer.Name));
        Assert.Equal([3.0, 3, 3], probe.Layers[0].GradientNorms.ToArray());
        Assert.Equal([10.0, 10, 10], probe.Layers[1].GradientNorms.ToArray());
        Assert.Equal(13, probe.Layers[0].WeightNorms[0]);
        Assert.Equal(0.5 / 13, probe.Layers[0].UpdateRatios[0], 1e-7);
        Assert.True(double.IsNaN(probe.Layers[1].UpdateRatios[0]));
        Assert.Equal(0.5, probe.Layers[1].UpdateRatios[1], 1e-7);
        Assert.Equal(0.25, probe.Layers[1].UpdateRatios[2], 1e-7);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void AFullProbeThinsOutAndCoversTheWholeRun(int every)
    {
        var run = new FakeRun(Tensors);
        var probe = new GradientProbe(every, capacity: 8);
        probe.Begin(run);
        for (int step = 0; step < 200; step++)
        {
            run.Gradients[4] = step;
            run.TakeStep(probe, static _ => { });
        }

        long[] steps = probe.Steps.ToArray();
        Assert.InRange(steps.Length, 4, 8);
        Assert.Equal(Enumerable.Range(0, steps.Length).Select(i => (i * probe.Every) + 1), steps);
        Assert.True(steps[^1] > 200 - probe.Every);
        Assert.Equal(steps.Select(step => (double)step - 1), probe.Layers[1].GradientNorms.ToArray());
    }

    [Fact]
    public void StepsAllocateNothing()
    {
        var run = new FakeRun(Tensors);
        var probe = new GradientProbe(every: 1, capacity: 4);
        probe.Begin(run);
        Action<float[]> update = static weights => weights[0]++;
        run.TakeStep(probe, update);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 100; step++)
            run.TakeStep(probe, update);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void AResumedProbeGoesOnAsIfItHadNotBeenCut()
    {
        for (int cut = 0; cut <= 40; cut++)
        {
            var run = new FakeRun(Tensors);
            var whole = new GradientProbe(every: 1, capacity: 8);
            var part = new GradientProbe(every: 1, capacity: 8);
            whole.Begin(run);
            part.Begin(run);
            for (int step = 0; step < 40; step++)
            {
                if (step == cut)
                {
                    var state = new RunState();
                    part.Save(state);
                    part = new GradientProbe(every: 1, capacity: 8);
                    part.Begin(run);
                    part.Load(state);
                }

                run.Gradients[0] = step * step;
                run.Weights[1] = step;
                part.BeforeStep(run);
                run.TakeStep(whole, static _ => { });
                part.StepDone(run, new StepReport(1, run.Step, 1, 1, 1, 1, TimeSpan.Zero));
            }

            Assert.Equal(whole.Steps.ToArray(), part.Steps.ToArray());
            Assert.Equal(whole.Layers[0].GradientNorms.ToArray(), part.Layers[0].GradientNorms.ToArray());
            Assert.Equal(whole.Layers[0].UpdateRatios.ToArray(), part.Layers[0].UpdateRatios.ToArray());
        }
    }

    [Fact]
    public void ASecondRunForgetsTheFirst()
    {
        var probe = new GradientProbe(every: 1, capacity: 4);
        for (int i = 0; i < 2; i++)
        {
            var run = new FakeRun(Tensors);
            probe.Begin(run);
            for (int step = 0; step < 6; step++)
                run.TakeStep(probe, static _ => { });
            probe.End(run);
            Assert.Equal((3, 2L), (probe.Count, probe.Every));
        }
    }

    [Fact]
    public void AVanishingGradientIsNamedWithLayerStepAndValue() => Assert.Equal(
        ["dense1: the gradient vanishes; at step 1 its norm is 1E-08, 5E-09 of the largest layer's, and so in 4 of 4 samples. "
            + "Normalize, or use another activation, initializer or shortcuts around layers."],
        Findings((gradients, _) => (gradients[0], gradients[4]) = (1e-8f, 2)));

    [Fact]
    public void AnExplodingGradientIsNamedWithLayerStepAndValue()
    {
        Assert.Equal(
            ["dense2: the gradient explodes; at step 3 its norm is 2E+03, 2E+03 times that of the first sample. Lower the learning rate or clip gradients."],
            Findings((gradients, step) => (gradients[0], gradients[4]) = (1, step == 2 ? 2000 : 1)));
        Assert.Equal(
            ["dense2: the gradient explodes; at step 2 its norm is NaN. Lower the learning rate or clip gradients."],
            Findings((gradients, step) => (gradients[0], gradients[4]) = (1, step >= 1 ? float.NaN : 1)));
    }

    [Fact]
    public void StepsThatAreTooLargeOrTooSmallAreNamed()
    {
        Assert.StartsWith("dense1: a step changes the weights by 0.5 of their norm", Assert.Single(Findings(Calm, 0.5f)), StringComparison.Ordinal);
        Assert.StartsWith("dense1: the weights hardly move, by 9.54E-07 of their norm", Assert.Single(Findings(Calm, 9.5367432e-7f)), StringComparison.Ordinal);
        Assert.Empty(Findings(Calm, 1e-3f));

        static void Calm(float[] gradients, int step) => (gradients[0], gradients[4]) = (1, 1);
    }

    private static IReadOnlyList<string> Findings(Action<float[], int> gradients, float ratio = 1e-3f)
    {
        var run = new FakeRun(Tensors);
        var probe = new GradientProbe(every: 1);
        probe.Begin(run);
        for (int step = 0; step < 4; step++)
        {
            (run.Weights[0], run.Weights[4]) = (1, 1);
            gradients(run.Gradients, step);
            run.TakeStep(probe, weights => (weights[0], weights[4]) = (1 + ratio, 1 + 1e-3f));
        }

        return probe.Findings;
    }
}
