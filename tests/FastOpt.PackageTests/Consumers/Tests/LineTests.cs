using FastOpt;
using Xunit;

namespace Tests;

/// <summary>A network inside of a test project.</summary>
[Network(1), Dense(1), MeanSquaredError, Sgd(LearningRate = 0.1)]
internal sealed partial class Line;

public class LineTests
{
    [Fact]
    public void FindsTheLine()
    {
        var model = new Line(maxBatch: 3);
        for (int i = 0; i < 1000; i++)
            model.TrainStep([-1, 0, 1], [-1, 1, 3]);
        var parameters = new float[Line.ParameterCount];
        model.CopyParametersTo(parameters);
        Assert.Equal([2f, 1f], parameters, (expected, actual) => Math.Abs(expected - actual) < 1e-4f);
    }

    [Fact]
    public void AStepAllocatesNothing()
    {
        var model = new Line(maxBatch: 3);
        float[] inputs = [-1, 0, 1];
        model.TrainStep(inputs, inputs);
        long before = GC.GetAllocatedBytesForCurrentThread();
        model.TrainStep(inputs, inputs);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
