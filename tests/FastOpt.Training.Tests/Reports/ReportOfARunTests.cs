using System.Globalization;
using FastOpt.Training.Tests.Logs;

namespace FastOpt.Training.Tests.Reports;

/// <summary>Logs, probe, report and sweep on runs of Fit.</summary>
public sealed class ReportOfARunTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void ARunThatIsCutAndResumedWritesTheBytesOfOneThatIsNot()
    {
        using var folder = new TempFolder();
        Fit(folder, "whole", epochs: 6, stopAt: null, resume: false);
        for (int cut = 3; cut <= 31; cut += 7)
        {
            string name = FormattableString.Invariant($"cut{cut}");
            Fit(folder, name, epochs: 6, stopAt: cut, resume: false);
            Fit(folder, name, epochs: 6, stopAt: null, resume: true);
            foreach (string file in new[] { "run.csv", "report.html", "events.out.tfevents.fastopt" })
                Assert.Equal(File.ReadAllBytes(folder.File($"whole/{file}")), File.ReadAllBytes(folder.File($"{name}/{file}")));
        }
    }

    [Fact]
    public void TheLogAndTheReportHaveTheFiguresOfTheRun()
    {
        using var folder = new TempFolder();
        FitResult result = Fit(folder, "run", epochs: 4, stopAt: null, resume: false);
        string[] lines = File.ReadAllLines(folder.File("run/run.csv"));
        Assert.Equal("epoch,step,train_loss,validation_loss,learning_rate,accuracy,log loss", lines[0]);
        Assert.Equal(
            result.History.Epochs.Select(epoch => FormattableString.Invariant($"{epoch.Epoch},{epoch.Step},{epoch.TrainLoss},{epoch.ValidationLoss}")),
            lines.Skip(1).Select(line => string.Join(',', line.Split(',')[..4])));

        // The network's loss is the mean of −log softmax: in float, against the metric's double.
        Assert.All(result.History.Epochs, epoch => Assert.Equal(epoch.ValidationLoss, epoch.Metrics[1].Value, 1e-5));
        string report = File.ReadAllText(folder.File("run/report.html"));
        Assert.Contains("lowest:", report, StringComparison.Ordinal);
        Assert.Contains("dense1", report, StringComparison.Ordinal);
        Assert.Contains("Gradients", report, StringComparison.Ordinal);
    }

    // The probe's gradient is that of the batch of the step; plain gradient descent makes the update the rate times it.
    [Fact]
    public void TheProbeMeasuresTheGradientThatTheStepUses()
    {
        var network = new Numbers(maxBatch: 16, seed: 3);
        var probe = new GradientProbe(every: 1);
        network.Fit(Points.Numbers(64, 1), options: new FitOptions { Epochs = 1, BatchSize = 16, Callbacks = [probe] });
        Assert.Equal(["dense1", "dense2"], probe.Layers.Select(layer => layer.Name));
        foreach (LayerSeries layer in probe.Layers)
        {
            Assert.True(layer.GradientNorms[0] > 0);

            // The first step of momentum is plain: Δw = −0.05·g.
            Assert.Equal(0.05 * layer.GradientNorms[0] / layer.WeightNorms[0], layer.UpdateRatios[0], 1e-5);
        }
    }

    [Fact]
    public void ASweepOverBatchSizesCountsStepsToTheTarget()
    {
        DataSet<float> train = Points.Numbers(128, 1), validation = Points.Numbers(64, 2);
        BatchSizeTable table = BatchSizeSweep.Run(
            static batch => new Numbers(maxBatch: batch, seed: 1), train, validation, [8, 32, 100], targetLoss: 0.1, epochs: 30, cancellation: Token);
        Assert.Equal([8, 32, 100], table.Rows.Select(row => row.BatchSize));
        foreach (BatchSizeRow row in table.Rows)
        {
            int stepsPerEpoch = (128 + row.BatchSize - 1) / row.BatchSize;
            Assert.Equal((long)row.Epochs * stepsPerEpoch, row.Steps);
            Assert.Equal(row.BestLoss <= 0.1, row.StepsToTarget is not null);
            Assert.Equal(row.StepsToTarget is not null, row.TimeToTarget is not null);
            Assert.True(row.ExamplesPerSecond > 0);
            if (row.StepsToTarget is { } steps)
                Assert.Equal(row.Steps, steps);

            // The same run by hand.
            var network = new Numbers(maxBatch: row.BatchSize, seed: 1);
            FitResult result = network.Fit(train, validation, new FitOptions { Epochs = row.Epochs, BatchSize = row.BatchSize });
            Assert.Equal(result.History.BestLoss, row.BestLoss);
        }

        Assert.Contains(table.Rows, row => row.StepsToTarget is not null);
        string[] lines = table.ToMarkdown().Split('\n');
        Assert.Equal("| batch | examples/s | epochs | best loss | steps to 0.1 | time to 0.1 |", lines[0]);
        Assert.Equal("|--:|--:|--:|--:|--:|--:|", lines[1]);
        Assert.Equal(6, lines.Length);
        Assert.Single(table.ToString().TrimEnd('\n').Split('\n').Select(line => line.Length).Distinct());
    }

    /// <summary>Speed and accuracy against batch size: the metrics are those of the best epoch, in the table and in a page that needs no other file.</summary>
    [Fact]
    public void ASweepWithoutATargetComparesMetricsAfterTheSameEpochs()
    {
        using var folder = new TempFolder();
        DataSet<int> train = Points.Classes(96, 1), validation = Points.Classes(40, 2);
        BatchSizeTable table = BatchSizeSweep.Run(
            static batch => new Classes(maxBatch: batch, seed: 1),
            train,
            validation,
            [8, 32, 96],
            double.NegativeInfinity,
            epochs: 6,
            metrics: [new Accuracy(), new LogLoss()],
            cancellation: Token);
        Assert.All(table.Rows, static row => Assert.Equal(6, row.Epochs));
        Assert.Null(table.Fastest);
        foreach (BatchSizeRow row in table.Rows)
        {
            var network = new Classes(maxBatch: row.BatchSize, seed: 1);
            FitResult result = network.Fit(train, validation, new FitOptions { Epochs = 6, BatchSize = row.BatchSize });
            Assert.Equal(result.BestEpoch, row.BestEpoch);
            Assert.Equal(network.Measure(validation, new Accuracy(), new LogLoss()), row.Metrics);
        }

        string[] lines = table.ToMarkdown().Split('\n');
        Assert.Equal("| batch | examples/s | epochs | best loss | accuracy | log loss |", lines[0]);
        Assert.Contains($"| {table.Rows[1].Metrics[0].Value.ToString("G4", CultureInfo.InvariantCulture)} |", lines[3], StringComparison.Ordinal);
        string path = folder.File("study/sizes.html");
        table.WriteHtml(path, "Classes & sizes");
        string page = File.ReadAllText(path);
        string[] parts =
        [
            "<h1>Classes &amp; sizes</h1>", "default-src 'none'", "in batches of 8, 32, 96.", "examples per second", "validation accuracy, best epoch",
        ];
        Assert.All(parts, part => Assert.Contains(part, page, StringComparison.Ordinal));
        Assert.DoesNotContain("the target", page, StringComparison.Ordinal);
        ReportText.IsAccessible(page);
        ReportText.AsksForNothingAndRunsNothing(page);
        BatchSizeTable reached = BatchSizeSweep.Run(
            static batch => new Classes(maxBatch: batch, seed: 1), train, validation, [8, 32], 100, epochs: 2, cancellation: Token);
        reached.WriteHtml(path);
        Assert.Contains("Time to the target", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void ASweepSaysWhatItCannotDo()
    {
        DataSet<float> train = Points.Numbers(16, 1), none = new([], [], 3);
        Assert.Contains("batch size", Message(train, []), StringComparison.Ordinal);
        Assert.Contains("validation", Message(none, [8]), StringComparison.Ordinal);
        Assert.Contains("'0'", Message(train, [0]), StringComparison.Ordinal);
        BatchSizeTable never = BatchSizeSweep.Run(
            static batch => new Numbers(batch), train, train, [8], targetLoss: -1, epochs: 1, cancellation: Token);
        Assert.Null(never.Fastest);
        Assert.Contains("not reached", never.ToString(), StringComparison.Ordinal);

        string Message(DataSet<float> validation, int[] sizes) =>
            Assert.ThrowsAny<ArgumentException>(() => BatchSizeSweep.Run(static batch => new Numbers(batch), train, validation, sizes, 0.1)).Message;
    }

    private static FitResult Fit(TempFolder folder, string name, int epochs, int? stopAt, bool resume)
    {
        using var cancellation = new CancellationTokenSource();
        var network = new Classes(maxBatch: 16, seed: 5);
        var options = new FitOptions
        {
            Epochs = epochs,
            BatchSize = 16,
            Seed = 9,
            Callbacks =
            [
                new CsvLog(folder.File(name + "/run.csv")),
                new TensorBoardLog(folder.File(name), histogramEvery: 2, new FixedClock()),
                new GradientProbe(every: 3, capacity: 8),
                new HtmlReport(folder.File(name + "/report.html")) { Title = "Classes" },
                new CancelAt(stopAt, cancellation),
            ],
            CheckpointDirectory = folder.File(name + "/checkpoints"),
            CheckpointEvery = 1,
            Resume = resume,
            Cancellation = cancellation.Token,
        };
        return network.Fit(Points.Classes(90, 1), Points.Classes(30, 2), options, [new Accuracy(), new LogLoss()]);
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(1_800_000_000);
    }

    private sealed class CancelAt(int? step, CancellationTokenSource cancellation) : Callback
    {
        public override void StepDone(FitContext context, in StepReport report)
        {
            if (report.Step == step)
                cancellation.Cancel();
        }
    }
}
