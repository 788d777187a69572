using FastOpt.Training.Tests.Logs;

namespace FastOpt.Training.Tests;

public sealed class MeasuringTests
{
    [Fact]
    public void FiguresAreThoseOfThePredictionsByHand()
    {
        var network = new Classes(maxBatch: 16, seed: 5);
        DataSet<int> data = Points.Classes(50, 3);
        network.Fit(Points.Classes(160, 1), options: new FitOptions { Epochs = 3, BatchSize = 16 });
        float[] outputs = new float[data.Count * Classes.OutputSize];
        network.Predict(data.Inputs, outputs);
        int[] labels = data.Targets.ToArray();
        float[][] scores = [.. outputs.Chunk(Classes.OutputSize)];
        int right = labels.Where((label, i) => Array.IndexOf(scores[i], scores[i].Max()) == label).Count();

        var accuracy = new Accuracy();
        IReadOnlyList<MetricValue> figures = network.Measure(data, accuracy, new LogLoss());
        Assert.Equal(["accuracy", "log loss"], figures.Select(static figure => figure.Name));
        Assert.Equal((double)right / data.Count, figures[0].Value);
        Assert.Equal(figures[0].Value, accuracy.Value);
        Assert.Equal(network.Evaluate(data.Inputs, data.Targets), figures[1].Value, 1e-5);
    }

    [Fact]
    public void WhatCannotBeMeasuredIsNamed()
    {
        var network = new Classes(maxBatch: 16, seed: 5);
        DataSet<int> data = Points.Classes(50, 3);
        Assert.Contains("no metric", Assert.Throws<ArgumentException>(() => network.Measure(data)).Message);
        Assert.Contains("no example", Assert.Throws<ArgumentException>(() => network.Measure(data.Select([]), new Accuracy())).Message);
        var wide = new DataSet<int>(new float[7], [0], inputSize: 7);
        Assert.Contains("have 7", Assert.Throws<ArgumentException>(() => network.Measure(wide, new Accuracy())).Message);
    }
}
