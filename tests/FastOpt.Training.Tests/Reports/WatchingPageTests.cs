namespace FastOpt.Training.Tests.Reports;

/// <summary>The examples of docs/watching.md stand in this file, so that they compile, and run.</summary>
[Collection(nameof(CurrentFolder))]
public sealed class WatchingPageTests
{
    [Fact]
    public void EachExampleOfThePageStandsInThisFile() => DocsPage.StandsIn("watching.md", blocks: 8);

    [Fact]
    public void TheExamplesRun()
    {
        string printed = DocsPage.Printed(static () =>
        {
            Run();
            Assert.Equal(["epochs.csv", "report.html"], Directory.GetFiles("run").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        });
        foreach (string part in new[] { "confusion matrix", "weighted average", "loss", "validation loss is lowest", "examples/s" })
            Assert.Contains(part, printed, StringComparison.Ordinal);
    }

    private static void Run()
    {
        DataSet<int> train = Points.Classes(160, 1), validation = Points.Classes(64, 2);
        var network = new Classes(maxBatch: 16, seed: 5);
        var probe = new GradientProbe(every: 10);
        Callback[] callbacks =
        [
            new CsvLog("run/epochs.csv"),                             // a line for each epoch: epoch, step, losses, learning rate, metrics
            new TensorBoardLog("run/board", histogramEvery: 5),       // tensorboard --logdir run/board
            probe,
            new HtmlReport("run/report.html"),
        ];
        FitResult result = network.Fit(
            train, validation, new FitOptions { Epochs = 20, BatchSize = 16, Callbacks = callbacks }, [new Accuracy(), new FScore(), new LogLoss()]);
        double accuracy = result.History.Epochs[^1].Metrics[0].Value;
        Assert.InRange(accuracy, 0.34, 1);
        var matrix = new ConfusionMatrix();
        float[] outputs = new float[validation.Count * Classes.OutputSize];
        network.Predict(validation.Inputs, outputs);
        matrix.Add(outputs, validation.Targets);
        matrix.Write(Console.Out, ["ant", "bee", "cat"]);
        ClassificationReport.Write(Console.Out, matrix, ["ant", "bee", "cat"]);
        var report = new HtmlReport("run/report.html")
        {
            Title = "Three classes",
            Complete = content =>
            {
                network.Predict(validation.Inputs, outputs);
                matrix.Reset();
                matrix.Add(outputs, validation.Targets);
                content.Confusion = matrix;
                content.ClassNames = ["ant", "bee", "cat"];
                content.Facts.Add(("Data", "a test's"));
            },
        };
        network.Fit(train, validation, new FitOptions { Epochs = 1, BatchSize = 16, Callbacks = [report] });
        Assert.Contains("ant", File.ReadAllText("run/report.html"), StringComparison.Ordinal);
        TextChart.ForConsole().Write(Console.Out, result.History);
        Console.WriteLine(FitVerdict.Of(result.History).Sentence);
        foreach (string finding in probe.Findings)
            Console.WriteLine(finding);       // dense1: the gradient vanishes; at step 1 its norm is 1E-08, 5E-09 of the largest layer's, …
        BatchSizeTable table = BatchSizeSweep.Run(
            batch => new Classes(maxBatch: batch, seed: 1), train, validation, [8, 16, 32], targetLoss: 0.6, epochs: 30);
        Console.Write(table);                 // or table.ToMarkdown()
    }
}
