namespace FastOpt.Training.Tests.Records;

/// <summary>A line: y = w·x + b.</summary>
[Network(1), Dense(1), MeanSquaredError]
public sealed partial class RecordLine;

/// <summary>Three scores of one length.</summary>
[Network(1), Dense(3), SoftmaxCrossEntropy]
public sealed partial class SpeciesOfLength;

/// <summary>A point of a line.</summary>
public sealed partial record LinePoint([Feature] float X, [Label] float? Y);

/// <summary>Predictions for records: binder, normalizers and network in one.</summary>
public sealed class RecordPredictorTests
{
    private static readonly LinePoint[] Points = [new(1, 10), new(3, 30), new(5, 20)];

    [Fact]
    public void ARecordGoesThroughBinderNormalizerNetworkAndBack()
    {
        RecordBinder<LinePoint, float> binder = LinePoint.Bind(new TrainRecords<LinePoint>(Points));
        TrainSet<float> train = binder.ToDataSplit(new RecordSplit<LinePoint>(Points, [0, 1, 2], [], [])).Train;
        Normalizer inputs = Normalizer.Fit(train);
        TargetNormalizer targets = Normalizer.FitTargets(train);
        var model = new RecordLine(maxBatch: 1);
        model.LoadParameters([2, 0.5f]);
        RecordPredictor<LinePoint, float> predictor = binder.CreatePredictor(model, inputs, targets);

        // By hand: x has mean 3 and variance 8/3, y mean 20 and variance 200/3.
        double x = (4 - 3) / Math.Sqrt(8 / 3.0), y = (((2 * x) + 0.5) * Math.Sqrt(200 / 3.0)) + 20;
        Assert.Equal(y, predictor.Predict(new LinePoint(4, null))[0], 1e-4);
        Assert.Equal((2 * 4) + 0.5, binder.CreatePredictor(model).Predict(new LinePoint(4, null))[0], 1e-6);
    }

    [Fact]
    public void APredictionAllocatesNothing()
    {
        RecordBinder<LinePoint, float> binder = LinePoint.Bind(new TrainRecords<LinePoint>(Points));
        RecordPredictor<LinePoint, float> predictor = binder.CreatePredictor(new RecordLine(maxBatch: 1));
        float[] outputs = new float[1];
        predictor.Predict(Points[0], outputs);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            predictor.Predict(Points[0], outputs);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void TheLargestScoreNamesTheClass()
    {
        Flower[] flowers = [.. new[] { "rose", "daisy", "tulip" }.Select(static s => new Flower { Species = s })];
        RecordBinder<Flower, int> binder = Flower.Bind(new TrainRecords<Flower>(flowers));
        var model = new SpeciesOfLength(maxBatch: 1);
        model.LoadParameters([-1, 0, 1, 0, 0.5f, 0]);
        RecordPredictor<Flower, int> predictor = binder.CreatePredictor(model);
        Assert.Equal("daisy", predictor.Classify(new Flower { Length = -2 }));
        Assert.Equal("rose", predictor.Classify(new Flower { Length = 0 }));
        Assert.Equal("tulip", predictor.Classify(new Flower { Length = 2 }));
        model.LoadParameters([float.NaN, 0, 1, 0, 0.5f, 0]);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => binder.CreatePredictor(model).Classify(new Flower { Length = 2 }));
        Assert.Contains("not a number", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SizesThatDoNotFitAreNamed()
    {
        RecordBinder<House, float> binder = House.Bind(new TrainRecords<House>([new House(1, 2, 4, 10, Proximity.Inland, "Rome", "flat", false, default, 100)]));
        ArgumentException error = Assert.Throws<ArgumentException>(() => binder.CreatePredictor(new RecordLine(maxBatch: 1)));
        Assert.StartsWith("A House becomes 14 inputs, but the network takes 1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ANumberHasNoClass()
    {
        RecordBinder<LinePoint, float> binder = LinePoint.Bind(new TrainRecords<LinePoint>(Points));
        Assert.Contains("0 classes", Assert.Throws<InvalidOperationException>(() => binder.CreatePredictor(new RecordLine(maxBatch: 1)).Classify(Points[0])).Message, StringComparison.Ordinal);
    }
}
