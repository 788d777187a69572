using System.Security.Cryptography;
using FastOpt.Training.Tests.Online;

namespace FastOpt.Training.Tests.Ensembles;

/// <summary>Averages are PyTorch's <c>AveragedModel</c>, recomputed here from the weights of each step, and change nothing of the training.</summary>
public sealed class WeightAverageTests
{
    private static readonly DataSet<int> Train = Points.Classes(80, seed: 1), Validation = Points.Classes(30, seed: 2);
    private static readonly FitOptions Options = new() { Epochs = 8, BatchSize = 8, RestoreBest = false };

    [Theory]
    [InlineData(0.9, 1, 1)]
    [InlineData(0.5, 3, 1)]
    [InlineData(0, 1, 1)]
    [InlineData(0.99, 4, 5)]
    public void AnExponentialAverageIsThatOfItsSteps(double decay, int every, int start)
    {
        var average = new ExponentialWeightAverage(decay) { Every = every, StartEpoch = start, LoadsAtEnd = false };
        var seen = new EachStep();
        new Classes(maxBatch: 8, seed: 4).Fit(Train, Validation, Options with { Callbacks = [seen, average] });
        double[]? expected = null;
        int updates = 0;
        for (int step = 10 * (start - 1) + 1; step <= 80; step++)
        {
            if (step % every != 0)
                continue;
            float[] weights = seen.Weights[step - 1];
            expected = expected is null
                ? Array.ConvertAll(weights, static w => (double)w)
                : [.. expected.Select((a, i) => (decay * a) + ((1 - decay) * weights[i]))];
            updates++;
        }

        Close(expected!, average);
        Assert.Equal(updates, average.Updates);
    }

    [Theory]
    [InlineData(null, null, 7)] // the last quarter, by epochs
    [InlineData(null, 3, 3)]
    [InlineData(5, 2, 2)]
    public void AStochasticAverageIsThePlainMean(int? every, int? start, int first)
    {
        var average = new StochasticWeightAverage { Every = every, StartEpoch = start };
        var seen = new EachStep();
        var network = new Classes(maxBatch: 8, seed: 4);
        network.Fit(Train, Validation, Options with { Callbacks = [seen, average] });
        int[] steps = [.. Enumerable.Range(1, 80).Where(step => step > 10 * (first - 1) && step % (every ?? 10) == 0)];
        double[] expected = [.. Enumerable.Range(0, Classes.ParameterCount).Select(i => steps.Average(step => (double)seen.Weights[step - 1][i]))];
        Close(expected, average);
        Assert.Equal(steps.Length, average.Updates);

        // The network has the average behind the run, with statistics of its own.
        float[] parameters = new float[Classes.ParameterCount], own = new float[Classes.ParameterCount];
        average.CopyParametersTo(parameters);
        network.CopyParametersTo(own);
        Assert.Equal(parameters, own);
        var fresh = new Classes(maxBatch: 8);
        fresh.LoadParameters(parameters);
        fresh.RecomputeStatistics(Train, 8);
        Assert.Equal(States.Weights(fresh), States.Weights(network));
    }

    [Fact]
    public void TheAverageIsMeasuredBehindEachEpochAndTrainingGoesOnAsWithoutIt()
    {
        var average = new ExponentialWeightAverage(0.95) { LoadsAtEnd = false };
        Classes with = new(maxBatch: 8, seed: 4), without = new(maxBatch: 8, seed: 4);
        FitResult averaged = with.Fit(Train, Validation, Options with { Callbacks = [average] }, [new Accuracy()]);
        FitResult plain = without.Fit(Train, Validation, Options, [new Accuracy()]);
        Assert.Equal(States.Of(without), States.Of(with));
        Assert.Equal(plain.History.Epochs.Select(static epoch => epoch.ValidationLoss), averaged.History.Epochs.Select(static epoch => epoch.ValidationLoss));
        Assert.Equal(Enumerable.Range(1, 8), average.Epochs.Select(static epoch => epoch.Epoch));
        Assert.Equal([10, 20, 30, 40, 50, 60, 70, 80], average.Epochs.Select(static epoch => epoch.Updates));

        float[] parameters = new float[Classes.ParameterCount];
        average.CopyParametersTo(parameters);
        var fresh = new Classes(maxBatch: 8);
        fresh.LoadParameters(parameters);
        fresh.RecomputeStatistics(Train, 8);
        AveragedEpoch last = average.Epochs[^1];
        Assert.Equal(fresh.Evaluate(Validation.Inputs, Validation.Targets), last.ValidationLoss);
        Assert.Equal(fresh.Measure(Validation, new Accuracy())[0], Assert.Single(last.Metrics));
    }

    [Fact]
    public void WithoutRecomputingTheTrainingsStatisticsStandForThoseOfTheAverage()
    {
        var average = new StochasticWeightAverage { StartEpoch = 2, Recompute = false };
        Classes network = new(maxBatch: 8, seed: 4), plain = new(maxBatch: 8, seed: 4);
        network.Fit(Train, Validation, Options with { Callbacks = [average] });
        plain.Fit(Train, Validation, Options);
        float[] buffers = new float[Classes.BufferCount], own = new float[Classes.BufferCount];
        network.CopyBuffersTo(buffers);
        plain.CopyBuffersTo(own);
        Assert.Equal(own, buffers);
    }

    /// <summary>Cut at any step and resumed: checkpoints, averages, figures and the last weights are those of the run that was not cut.</summary>
    [Fact]
    public void ARunThatIsCutGoesOnWithTheSameAverages()
    {
        string expected = Digest(Fitted(new MemoryFiles(), out string figures));
        for (int k = 1; k <= 80; k += 3)
        {
            var files = new MemoryFiles(seed: k);
            Assert.Throws<PowerFailure>(() => Fitted(files, out _, new AtStep(k, static _ => throw new PowerFailure())));
            files.Restart();
            Assert.Equal(expected, Digest(Fitted(files, out string resumed, resume: true)));
            Assert.Equal(figures, resumed);
        }
    }

    /// <summary>The step that spoils the weights is one before the one whose loss says so; the average behind it is of the weights before.</summary>
    [Fact]
    public void ARunThatDivergesHasAnAverageOfNumbers()
    {
        var average = new ExponentialWeightAverage(0.5);
        var network = new Numbers(maxBatch: 40, seed: 1);
        DataSet<float> data = Points.Numbers(40, seed: 1);
        var large = new DataSet<float>(data.Inputs.ToArray(), [.. data.Targets.ToArray().Select(static target => target * 100)], 3);
        FitOptions options = new() { Epochs = 9, BatchSize = 40, Callbacks = [average, new AtStep(3, static context => context.LearningRateFactor = 1e38)] };
        Assert.Equal(FitEnd.Diverged, network.Fit(large, options: options).End);
        Assert.Equal(3, average.Updates);
        Assert.All(States.Weights(network), static weight => Assert.True(float.IsFinite(weight)));
    }

    [Fact]
    public void ParametersOutOfRangeAreRefused()
    {
        foreach (double decay in new[] { -0.1, 1, double.NaN })
            Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialWeightAverage(decay));
        Refused("Every is -1", new StochasticWeightAverage { Every = -1 });
        Refused("StartEpoch is 0", new StochasticWeightAverage { StartEpoch = 0 });
        Refused("StartEpoch is 9, but the run has 8 epochs", new StochasticWeightAverage { StartEpoch = 9 });
        string timed = Assert.Throws<ArgumentException>(() => new Classes(maxBatch: 8).TrainFor(
            TimeSpan.FromSeconds(1), Train, options: Options with { Callbacks = [new StochasticWeightAverage()] })).Message;
        Assert.Contains("has no last quarter of epochs; set StartEpoch", timed, StringComparison.Ordinal);
        string early = Assert.Throws<InvalidOperationException>(() => new StochasticWeightAverage().CopyParametersTo(new float[1])).Message;
        Assert.Contains("no average before the first update", early, StringComparison.Ordinal);

        static void Refused(string message, WeightAverage average) => Assert.Contains(message, Assert.Throws<ArgumentException>(
            () => new Classes(maxBatch: 8).Fit(Train, Validation, Options with { Callbacks = [average] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARunThatABudgetEndsIsAveragedFromTheEpochThatIsNamed()
    {
        var average = new StochasticWeightAverage { StartEpoch = 2 };
        var clock = new TestClock();
        var network = new Classes(maxBatch: 8, seed: 4);
        FitResult result = network.TrainFor(
            TimeSpan.FromSeconds(1), Train, Validation,
            Options with { Callbacks = [average, new AtStep(30, _ => clock.Advance(TimeSpan.FromSeconds(1)))] }, time: clock);
        Assert.Equal((FitEnd.Stopped, 30L), (result.End, result.Steps));
        Assert.Equal(result.History.Epochs.Count - 1, average.Updates);
        Assert.True(average.Updates > 0);
    }

    private static MemoryFiles Fitted(MemoryFiles files, out string figures, Callback? cut = null, bool resume = false)
    {
        var swa = new StochasticWeightAverage { StartEpoch = 3, Every = 7 };
        var ema = new ExponentialWeightAverage(0.9) { LoadsAtEnd = false };
        var checkpoint = new ModelCheckpoint(Path.GetFullPath("checkpoints")) { Every = 4, Files = files };
        Callback[] callbacks = cut is null ? [swa, ema, checkpoint] : [swa, ema, cut, checkpoint];
        var network = new Classes(maxBatch: 8, seed: 4);
        network.Fit(Train, Validation, Options with { Callbacks = callbacks, Resume = resume }, [new Accuracy()]);
        figures = string.Join("\n", swa.Epochs.Concat(ema.Epochs).Select(static epoch => FormattableString.Invariant(
            $"{epoch.Epoch} {epoch.Updates} {epoch.ValidationLoss:R} {epoch.Metrics[0].Value:R}"))) + Convert.ToHexString(States.Of(network));
        return files;
    }

    private static string Digest(MemoryFiles files)
    {
        string folder = Path.GetFullPath("checkpoints");
        SafeTensorsFile file = SafeTensorsFile.Parse(files.Read(Path.Combine(folder, "checkpoint-000000080.safetensors")));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (SafeTensor tensor in file.Tensors.Where(static t => !t.Name.Contains("time.", StringComparison.Ordinal) && t.Name != "run.checksum"))
            hash.AppendData(tensor.Bytes.Span);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Close(double[] expected, WeightAverage average)
    {
        float[] found = new float[expected.Length];
        average.CopyParametersTo(found);
        for (int i = 0; i < found.Length; i++)
            Assert.Equal(expected[i], found[i], Math.Max(1e-9, Math.Abs(expected[i]) * 1e-7));
    }

    private sealed class EachStep : Callback
    {
        public List<float[]> Weights { get; } = [];

        public override void StepDone(FitContext context, in StepReport report)
        {
            float[] weights = new float[context.ParameterCount];
            context.CopyParametersTo(weights);
            Weights.Add(weights);
        }
    }
}
