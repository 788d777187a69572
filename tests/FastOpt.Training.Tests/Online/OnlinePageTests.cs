namespace FastOpt.Training.Tests.Online;

/// <summary>The examples of docs/online.md stand in this file, so that they compile, and run.</summary>
[Collection(nameof(CurrentFolder))]
public sealed class OnlinePageTests
{
    [Fact]
    public void EachExampleOfThePageStandsInThisFile() => DocsPage.StandsIn("online.md", blocks: 6);

    [Fact]
    public void TheExamplesRun()
    {
        (float[] inputs, int[] labels) = Streams.Of(2000, seed: 4, 1000);
        string printed = DocsPage.Printed(() =>
        {
            Learn(inputs, labels);
            Watch([.. Enumerable.Range(0, 400).Select(static i => i < 200 ? i % 2 : 5.0 + (i % 2))]);
            GoOn(inputs, labels);
        });
        Assert.Contains("Adwin: a change for the worse at sample 10", printed, StringComparison.Ordinal);
        Assert.Contains("up at 223, now 4", printed, StringComparison.Ordinal);
    }

    private static void Learn(float[] inputs, int[] labels)
    {
        var network = new Sides(maxBatch: 16, seed: 1);
        var trainer = new OnlineTrainer<Sides, int>(network);
        for (int i = 0; i < labels.Length; i++)
        {
            if (trainer.Learn(inputs.AsSpan(2 * i, 2), labels.AsSpan(i, 1)) is { } drift)
                Console.WriteLine(drift);                                 // Adwin: a change for the worse at sample 1023, mean 0.045.
        }

        double overall = trainer.Error.Overall;                           // of all samples so far
        double faded = trainer.Error.Faded;                               // old ones count less: S ← x + α·S, N ← 1 + α·N, S/N
        double newest = trainer.Error.Windowed;                           // of the newest 1,000
        double accuracy = trainer.Measure(new Accuracy(), new LogLoss())[0].Value;
        Assert.Equal(1 - newest, accuracy, 1e-12);
        Assert.InRange(overall, 0, 0.5);
        Assert.InRange(faded, 0, 0.5);
        Assert.Single(trainer.Drifts);
    }

    private static void Watch(double[] numbers)
    {
        var adwin = new Adwin(delta: 0.002);
        for (int i = 0; i < numbers.Length; i++)
        {
            if (adwin.Add(numbers[i]))
                Console.WriteLine($"{(adwin.IsIncrease ? "up" : "down")} at {i}, now {adwin.Mean}");
        }
    }

    private static void GoOn(float[] inputs, int[] labels)
    {
        static OnlineOptions Options() => new()
        {
            BatchSize = 8,                                                // samples of a step
            Detectors = [new Adwin(), new PageHinkley(threshold: 15)],
            Actions = [new ResetOptimizer(), new BoostRate(factor: 5, steps: 50)],
            Notify = drift => Console.WriteLine(drift),
            Replay = 1000,                                                // samples that are kept, each as likely as any other
            ReplayPerStep = 8,                                            // of which each step learns some again
        };

        var network = new Sides(maxBatch: 16, seed: 1);
        var trainer = new OnlineTrainer<Sides, int>(network, Options());
        trainer.Learn(inputs, labels);
        Assert.NotEmpty(trainer.Drifts);
        var train = new DataSet<int>(inputs, labels, 2);
        long steps = trainer.TrainFor(TimeSpan.FromSeconds(0.2));         // on kept samples, while no new ones come
        FitResult fitted = network.TrainFor(TimeSpan.FromSeconds(0.5), train, options: new FitOptions { BatchSize = 16 });
        Assert.Equal((true, FitEnd.Stopped), (steps > 0, fitted.End));

        trainer.Save("stream.safetensors");
        var resumed = new OnlineTrainer<Sides, int>(new Sides(maxBatch: 16), Options());
        resumed.Load("stream.safetensors");                               // from here on the bits of the one that was not stopped
        trainer.Learn(inputs, labels);
        resumed.Learn(inputs, labels);
        Assert.Equal(States.Of(network), States.Of(resumed.Network));
    }
}
