namespace FastOpt.Training.Tests.Metrics;

/// <summary>Against values that scikit-learn computed (Recorded/metrics.py).</summary>
public sealed class MetricTests
{
    public static TheoryData<string> Labels => RecordedMetrics.Names("labels");

    public static TheoryData<string> Logits => RecordedMetrics.Names("binary");

    public static TheoryData<string> Numbers => RecordedMetrics.Names("numbers");

    [Theory]
    [MemberData(nameof(Labels))]
    public void LabelledMetricsEqualScikitLearns(string name)
    {
        RecordedMetrics recorded = RecordedMetrics.Get(name);
        recorded.Check("accuracy", new Accuracy());
        recorded.Check("accuracy", new ConfusionMatrix());
        recorded.Check("log-loss", new LogLoss());
        foreach ((Averaging averaging, string key) in new[] { (Averaging.Macro, "macro"), (Averaging.Micro, "micro"), (Averaging.Weighted, "weighted") })
        {
            recorded.Check($"precision-{key}", new Precision(averaging));
            recorded.Check($"recall-{key}", new Recall(averaging));
            foreach (double beta in new[] { 0.5, 1, 2 })
                recorded.Check(FormattableString.Invariant($"f{beta}-{key}"), new FScore(beta, averaging));
        }

        if (recorded.Size > 2)
        {
            for (int k = 1; k <= 3; k++)
                recorded.Check($"top{k}", new TopK(k));
        }
    }

    [Theory]
    [MemberData(nameof(Labels))]
    public void FiguresOfAClassEqualScikitLearns(string name)
    {
        RecordedMetrics recorded = RecordedMetrics.Get(name);
        var matrix = new ConfusionMatrix();
        recorded.Figure(matrix, batch: 9);
        for (int i = 0; i < recorded.Size; i++)
        {
            Assert.Equal(recorded.Values["precision-classes"][i], recorded.Figure(new Precision(i), batch: 9), 1e-12);
            Assert.Equal(recorded.Values["recall-classes"][i], recorded.Figure(new Recall(i), batch: 9), 1e-12);
            Assert.Equal(recorded.Values["f2-classes"][i], recorded.Figure(new FScore(2, i), batch: 9), 1e-12);
            for (int j = 0; j < recorded.Size; j++)
                Assert.Equal(recorded.Values["confusion"][(i * recorded.Size) + j], matrix[i, j]);
        }
    }

    // Where scikit-learn has no value (a class is missing), ours is NaN: Check asks for it.
    [Theory]
    [MemberData(nameof(Labels))]
    public void AreasOfLabelsEqualScikitLearns(string name)
    {
        RecordedMetrics recorded = RecordedMetrics.Get(name);
        recorded.Check("roc", new RocAuc());
        recorded.Check("pr", new PrAuc());
    }

    [Theory]
    [MemberData(nameof(Logits))]
    public void BinaryMetricsEqualScikitLearns(string name)
    {
        RecordedMetrics recorded = RecordedMetrics.Get(name);
        recorded.Check("accuracy", new BinaryAccuracy());
        recorded.Check("precision", new BinaryPrecision());
        recorded.Check("recall", new BinaryRecall());
        recorded.Check("f1", new BinaryFScore());
        recorded.Check("f2", new BinaryFScore(2));
        recorded.Check("precision-0.8", new BinaryPrecision(0.8));
        recorded.Check("recall-0.8", new BinaryRecall(0.8));
        recorded.Check("log-loss", new BinaryLogLoss(), 1e-9);
        recorded.Check("roc", new BinaryRocAuc());
        recorded.Check("pr", new BinaryPrAuc());
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void MetricsOfNumbersEqualScikitLearns(string name)
    {
        RecordedMetrics recorded = RecordedMetrics.Get(name);
        recorded.Check("mse", new Mse());
        recorded.Check("mae", new Mae());
        recorded.Check("mape", new Mape());
        recorded.Check("r2", new R2(recorded.Size));
    }

    [Fact]
    public void AreasOfTwoClassesAreThoseOfTheirLogit()
    {
        RecordedMetrics recorded = RecordedMetrics.Get("logits with ties");
        float[] pairs = [.. recorded.Outputs.SelectMany(z => new[] { 0, z })];
        int[] labels = [.. recorded.Targets.Select(t => (int)t)];
        var area = new RocAuc();
        area.Add(pairs, labels);
        Assert.Equal(recorded.Values["roc"][0], area.Value, 1e-12);
    }

    // The softmax of such logits is 0 or 1 in double: two examples would tie, and the area be 0.83 for class 0.
    [Fact]
    public void HugeLogitsDoNotTie()
    {
        var area = new RocAuc();
        area.Add([900, 0, 0, 800, 0, 0, 0, 850, 0, 0, 0, 900], [0, 1, 1, 2]);
        Assert.Equal(1, area.Value);
    }
}
