namespace FastOpt.Training.Tests.Ensembles;

/// <summary>The examples of docs/ensembles.md stand in this file, so that they compile, and run.</summary>
[Collection(nameof(CurrentFolder))]
public sealed class EnsemblesPageTests
{
    private static readonly DataSet<int> Train = Points.Classes(160, 1), Validation = Points.Classes(48, 2), Test = Points.Classes(64, 3);

    [Fact]
    public void EachExampleOfThePageStandsInThisFile() => DocsPage.StandsIn("ensembles.md", blocks: 6);

    [Fact]
    public void TheExamplesRun()
    {
        string printed = DocsPage.Printed(static () =>
        {
            Snapshots(new Classes(maxBatch: 16, seed: 1), Train, Validation, Test);
            Several(new Classes(maxBatch: 16, seed: 1), new Classes(maxBatch: 16, seed: 2), new Classes(maxBatch: 16, seed: 3), Test);
            Averages(new Classes(maxBatch: 16, seed: 1), Train, Validation);
        });
        Assert.Contains("accuracy 0.", printed, StringComparison.Ordinal);
        Assert.Contains("log loss ", printed, StringComparison.Ordinal);
    }

    private static void Snapshots(Classes network, DataSet<int> train, DataSet<int> validation, DataSet<int> test)
    {
        SnapshotResult<Classes, int> result = SnapshotEnsemble.Fit(
            network, train, validation, new FitOptions { Epochs = 20, BatchSize = 16 }, [new Accuracy()], cycles: 5);
        Ensemble<Classes, int> ensemble = result.Ensemble;
        float[] probabilities = new float[test.Count * Classes.OutputSize];
        ensemble.Predict(test.Inputs, probabilities);                                // the mean of the members' softmax
        Assert.Equal(5, ensemble.Count);
        Assert.Equal(test.Count, probabilities.Sum(), 1e-3f);

        ensemble.Save("ensemble.safetensors");                                       // member.0.dense1.weight, …
        Ensemble<Classes, int> loaded = Ensemble<Classes, int>.Load("ensemble.safetensors");
        Assert.Equal(ensemble.Measure(test, new LogLoss()), loaded.Measure(test, new LogLoss()));
    }

    private static void Several(Classes first, Classes second, Classes third, DataSet<int> test)
    {
        var seeds = new Ensemble<Classes, int>([first, second, third]);
        foreach (MetricValue figure in seeds.Measure(test, new Accuracy(), new LogLoss()))
            Console.WriteLine($"{figure.Name} {figure.Value}");
        double best = Enumerable.Range(0, seeds.Count).Max(i => seeds.Member(i).Measure(test, new Accuracy())[0].Value);
        Assert.InRange(best, 0, 1);
    }

    private static void Averages(Classes network, DataSet<int> train, DataSet<int> validation)
    {
        var ema = new ExponentialWeightAverage(decay: 0.99);                         // a ← d·a + (1 − d)·w, each step
        network.Fit(train, validation, new FitOptions { Epochs = 20, BatchSize = 16, Callbacks = [ema] }, [new Accuracy()]);
        AveragedEpoch last = ema.Epochs[^1];                                         // the average on the validation examples, behind each epoch
        Console.WriteLine($"{last.ValidationLoss} {last.Metrics[0].Value}");
        Assert.Equal(network.Evaluate(validation.Inputs, validation.Targets), last.ValidationLoss);

        var swa = new StochasticWeightAverage { StartEpoch = 15 };                   // the plain mean of the weights behind each epoch from the 15th on
        network.Fit(train, validation, new FitOptions { Epochs = 20, BatchSize = 16, Callbacks = [swa] });
        Assert.Equal(6, swa.Updates);

        float[] average = new float[Classes.ParameterCount];
        swa.CopyParametersTo(average);
        float[] before = States.Weights(network);
        network.LoadParameters(average);
        network.RecomputeStatistics(train, batchSize: 16);                           // means over the batches of one pass
        Assert.Equal(before, States.Weights(network));
    }
}
