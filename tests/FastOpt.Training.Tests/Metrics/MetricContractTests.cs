namespace FastOpt.Training.Tests.Metrics;

/// <summary>What all metrics keep to: errors, what is not a number, resets, no allocations.</summary>
public sealed class MetricContractTests
{
    private static readonly Metric<int>[] OfLabels =
    [
        new Accuracy(), new TopK(2), new Precision(), new Recall(Averaging.Micro), new FScore(2, Averaging.Weighted), new Precision(1), new ConfusionMatrix(),
        new LogLoss(), new RocAuc(), new PrAuc(),
    ];

    private static readonly Metric<float>[] OfNumbers =
    [
        new BinaryAccuracy(), new BinaryPrecision(), new BinaryRecall(), new BinaryFScore(), new BinaryRocAuc(), new BinaryPrAuc(), new BinaryLogLoss(),
        new Mse(), new Mae(), new Mape(), new R2(),
    ];

    public static TheoryData<int> LabelMetrics => [.. Enumerable.Range(0, OfLabels.Length)];

    public static TheoryData<int> NumberMetrics => [.. Enumerable.Range(0, OfNumbers.Length)];

    [Theory]
    [MemberData(nameof(LabelMetrics))]
    public void LabelledBatchesThatDoNotFitAreRefusedAndNotCounted(int index)
    {
        Metric<int> metric = OfLabels[index];
        metric.Reset();
        metric.Add([1, 0, 0, 0, 1, 0, 0, 0, 1], [0, 1, 1]);
        double before = metric.Value;
        Refused(() => metric.Add(new float[7], new int[2]), "7 outputs");
        Refused(() => metric.Add(new float[3], []), "3 outputs");
        Refused(() => metric.Add([], [1]), "0 outputs");
        Refused(() => metric.Add(new float[2], [0, 1]), "one output");
        Refused(() => metric.Add(new float[6], [0, 3]), "label 3 of example 1 is none of 0 to 2");
        Refused(() => metric.Add(new float[6], [-1, 0]), "label -1 of example 0");
        metric.Add([], []);
        Assert.Equal(before, metric.Value);
    }

    [Theory]
    [MemberData(nameof(NumberMetrics))]
    public void BatchesOfNumbersThatDoNotFitAreRefusedAndNotCounted(int index)
    {
        Metric<float> metric = OfNumbers[index];
        metric.Reset();
        metric.Add([1, -1, 2], [1, 0, 1]);
        double before = metric.Value;
        Refused(() => metric.Add(new float[2], new float[3]), "2 outputs, but 3 targets");
        if (metric.GetType().Name.StartsWith("Binary", StringComparison.Ordinal))
            Refused(() => metric.Add([1, 1], [0, 1.5f]), "target 1.5 at 1");
        metric.Add([], []);
        Assert.Equal(before, metric.Value);
    }

    [Theory]
    [MemberData(nameof(LabelMetrics))]
    public void LabelMetricsAreNaNWithoutExamplesAndWithOutputsThatAreNoNumbers(int index)
    {
        Metric<int> metric = OfLabels[index];
        metric.Reset();
        Assert.True(double.IsNaN(metric.Value));
        float[] outputs = [1, 2, 3, 3, 2, 1, 2, 3, 1];
        metric.Add(outputs, [2, 0, 1]);
        double before = metric.Value;
        Assert.False(double.IsNaN(before));
        metric.Add([1, 2, float.NaN], [0]);
        Assert.True(double.IsNaN(metric.Value), metric.Name);
        metric.Reset();
        Assert.True(double.IsNaN(metric.Value));
        metric.Add(outputs, [2, 0, 1]);
        Assert.Equal(before, metric.Value);
    }

    [Theory]
    [MemberData(nameof(NumberMetrics))]
    public void MetricsOfNumbersAreNaNWithoutExamplesAndWithOutputsThatAreNoNumbers(int index)
    {
        Metric<float> metric = OfNumbers[index];
        metric.Reset();
        Assert.True(double.IsNaN(metric.Value));
        metric.Add([1, -1], [1, 0]);
        double before = metric.Value;
        Assert.False(double.IsNaN(before));
        metric.Add([float.NaN], [1]);
        Assert.True(double.IsNaN(metric.Value), metric.Name);
        metric.Reset();
        metric.Add([1, -1], [1, 0]);
        Assert.Equal(before, metric.Value);
    }

    [Fact]
    public void LaterBatchesAllocateNothing()
    {
        float[] outputs = [.. Enumerable.Range(0, 30).Select(i => (float)Math.Sin(i))];
        int[] labels = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0];
        float[] targets = [.. Enumerable.Range(0, 30).Select(i => (float)(i % 2))];
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (Metric<int> metric in OfLabels)
            {
                metric.Reset();
                metric.Add(outputs, labels);
                _ = metric.Value;
            }

            foreach (Metric<float> metric in OfNumbers)
            {
                metric.Reset();
                metric.Add(outputs, targets);
                _ = metric.Value;
            }

            if (round > 0)
                Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void NamesTellMetricsOfOneRunApart()
    {
        string[] names = [.. OfLabels.Where(m => m is not ConfusionMatrix).Select(m => m.Name), new Precision(Averaging.Weighted).Name, new FScore(0.5).Name];
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.Equal("top-2 accuracy", new TopK(2).Name);
        Assert.Equal("F0.5", new FScore(0.5).Name);
        Assert.Equal("precision at 0.8", new BinaryPrecision(0.8).Name);
        Assert.All(OfNumbers, metric => Assert.Equal(metric is BinaryMetric or BinaryRanking or R2, metric.HigherIsBetter));
    }

    [Fact]
    public void OptionsOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TopK(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Precision((Averaging)3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Precision(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FScore(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FScore(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BinaryAccuracy(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BinaryAccuracy(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new R2(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(1));
        Assert.Throws<ArgumentException>(() => new ConfusionMatrix(3).Add([1, 2], [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(3)[0, 3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(3)[-1, 3]);
        Assert.Throws<ArgumentException>(() => new R2(2).Add([1, 2, 3], [1, 2, 3]));
    }

    [Fact]
    public void TheConfusionMatrixIsReadable()
    {
        var matrix = new ConfusionMatrix();
        matrix.Add([9, 0, 0, 9, 0, 9, 9, 0], [0, 1, 0, 1]);
        var text = new StringWriter();
        matrix.Write(text, ["cat", "dog"]);
        Assert.Equal("confusion matrix (rows: true class, columns: taken for)\n     cat  dog\ncat    1    1\ndog    1    1\n", text.ToString());
    }

    // The figures are scikit-learn's classification_report of y = 0 0 1 1 1 2, p = 0 1 1 1 0 1.
    [Fact]
    public void TheReportOfClassesHasScikitLearnsFigures()
    {
        var matrix = new ConfusionMatrix();
        int[] actual = [0, 0, 1, 1, 1, 2], predicted = [0, 1, 1, 1, 0, 1];
        for (int i = 0; i < actual.Length; i++)
        {
            float[] scores = new float[3];
            scores[predicted[i]] = 1;
            matrix.Add(scores, [actual[i]]);
        }

        var text = new StringWriter();
        ClassificationReport.Write(text, matrix, ["a", "b", "c"]);
        Assert.Equal(
            """
                              precision  recall      F1  examples
            a                    0.5000  0.5000  0.5000         2
            b                    0.5000  0.6667  0.5714         3
            c                    0.0000  0.0000  0.0000         1
            macro average        0.3333  0.3889  0.3571         6
            weighted average     0.4167  0.5000  0.4524         6
            accuracy                             0.5000         6

            """,
            text.ToString());
    }

    private static void Refused(Action add, string part) => Assert.Contains(part, Assert.Throws<ArgumentException>(add).Message, StringComparison.Ordinal);
}
