namespace FastOpt.Training.Tests.Online;

/// <summary>Predict, score, learn: against the same calls by hand, and with every mistake that a stream can have.</summary>
public sealed class OnlineTrainerTests
{
    private static readonly (float[] Inputs, int[] Labels) Still = Streams.Of(600, seed: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void ItIsPredictThenScoreThenStep(int batch)
    {
        var network = new Sides(maxBatch: 8, seed: 3);
        Sides own = network.Clone();
        var trainer = new OnlineTrainer<Sides, int>(network, new OnlineOptions { BatchSize = batch, Detectors = [], Window = 50 });
        float[] outputs = new float[2];
        double losses = 0, errors = 0;
        for (int i = 0; i < 600; i++)
        {
            ReadOnlySpan<float> input = Still.Inputs.AsSpan(2 * i, 2);
            ReadOnlySpan<int> label = Still.Labels.AsSpan(i, 1);
            float[] expected = new float[2];
            own.Predict(input, expected);
            losses += own.Evaluate(input, label);
            errors += (expected[1] > expected[0] ? 1 : 0) == label[0] ? 0 : 1;
            if (i % batch == batch - 1)
                own.TrainStep(Still.Inputs.AsSpan(2 * (i + 1 - batch), 2 * batch), Still.Labels.AsSpan(i + 1 - batch, batch));
            Assert.Null(trainer.Learn(input, label, outputs));
            Assert.Equal(expected, outputs);
            Assert.Equal((i + 1, (i + 1) % batch), (trainer.Samples, trainer.Waiting));
        }

        Assert.Equal(States.Of(own), States.Of(network));
        Assert.Equal(losses / 600, trainer.Loss.Overall, 1e-12);
        Assert.Equal(errors / 600, trainer.Error.Overall, 1e-12);
        Assert.Equal(600 / batch, trainer.Steps);
    }

    [Fact]
    public void TheSameSamplesGiveTheSameBitsHoweverTheyAreGrouped()
    {
        (float[] inputs, int[] labels) = Streams.Of(900, seed: 2, 450);
        List<byte[]> states = [];
        List<string> drifts = [];
        foreach (int group in new[] { 1, 7, 64, 900 })
        {
            var network = new Sides(maxBatch: 16, seed: 3);
            var options = new OnlineOptions { BatchSize = 10, Replay = 40, ReplayPerStep = 4, Actions = [new BoostRate(3, 5), new RollBack(100, 50)] };
            var trainer = new OnlineTrainer<Sides, int>(network, options);
            for (int i = 0; i < 900; i += group)
            {
                int count = Math.Min(group, 900 - i);
                trainer.Learn(inputs.AsSpan(2 * i, 2 * count), labels.AsSpan(i, count));
            }

            states.Add(States.Of(network));
            drifts.Add(string.Join("\n", trainer.Drifts) + trainer.Error.Faded.ToString("R", null) + trainer.Loss.Windowed.ToString("R", null));
        }

        Assert.Contains("at sample", drifts[0], StringComparison.Ordinal);
        Assert.All(states, state => Assert.Equal(states[0], state));
        Assert.All(drifts, drift => Assert.Equal(drifts[0], drift));
    }

    /// <summary>Metrics over the newest samples, as they were predicted before they were learned.</summary>
    [Fact]
    public void MetricsAreOfTheNewestPredictions()
    {
        var trainer = new OnlineTrainer<Sides, int>(new Sides(maxBatch: 1, seed: 3), new OnlineOptions { Window = 40, Detectors = [] });
        List<(float[] Outputs, int Label)> seen = [];
        for (int i = 0; i < 130; i++)
        {
            float[] outputs = new float[2];
            trainer.Learn(Still.Inputs.AsSpan(2 * i, 2), Still.Labels.AsSpan(i, 1), outputs);
            seen.Add((outputs, Still.Labels[i]));
            if (i is not (5 or 39 or 40 or 129))
                continue;
            var newest = seen.TakeLast(40).ToArray();
            double right = newest.Count(static sample => (sample.Outputs[1] > sample.Outputs[0] ? 1 : 0) == sample.Label);
            IReadOnlyList<MetricValue> values = trainer.Measure(new Accuracy(), new LogLoss());
            Assert.Equal(("accuracy", "log loss"), (values[0].Name, values[1].Name));
            Assert.Equal(right / newest.Length, values[0].Value, 1e-12);
            Assert.Equal(trainer.Loss.Windowed, values[1].Value, 1e-6);
            Assert.Equal(1 - values[0].Value, trainer.Error.Windowed, 1e-12);
        }
    }

    [Fact]
    public void ErrorsAreThoseOfTheOutputsMeaning()
    {
        var numbers = new OnlineTrainer<Numbers, float>(new Numbers(maxBatch: 1, seed: 1), new OnlineOptions { Detectors = [] });
        float[] output = new float[1];
        numbers.Learn([0.1f, 0.2f, 0.3f], [2f], output);
        Assert.Equal(Math.Abs(output[0] - 2.0), numbers.Error.Overall, 1e-12);
        var binary = new OnlineTrainer<YesOrNo, float>(new YesOrNo(maxBatch: 1, seed: 1), new OnlineOptions { Detectors = [] });
        binary.Learn([0.5f, -0.4f], [1f], output);
        Assert.Equal(output[0] > 0 ? 0 : 1, binary.Error.Overall);
        binary.Learn([0.5f, -0.4f], [0f], output);
        Assert.Equal(1, binary.Error.Count == 2 ? binary.Error.Overall * 2 : -1); // one of the two is wrong
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void AValueThatIsNoNumberIsRefusedByPlaceAndValueAndNothingIsChanged(float value)
    {
        var network = new Numbers(maxBatch: 2, seed: 1);
        var trainer = new OnlineTrainer<Numbers, float>(network, new OnlineOptions { BatchSize = 2 });
        trainer.Learn([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3]);
        byte[] before = States.Of(network);
        string input = Assert.Throws<ArgumentException>(() => trainer.Learn([1, 2, 3, 4, value, 6], [1, 2])).Message;
        Assert.Contains(FormattableString.Invariant($"Numbers: input 1 of sample 4 is {value}"), input, StringComparison.Ordinal);
        Assert.Contains("Nothing was learned", input, StringComparison.Ordinal);
        string target = Assert.Throws<ArgumentException>(() => trainer.Learn([1, 2, 3], [value])).Message;
        Assert.Contains(FormattableString.Invariant($"Numbers: target 0 of sample 3 is {value}"), target, StringComparison.Ordinal);
        Assert.Equal(before, States.Of(network));
        Assert.Equal((3, 1, 3), (trainer.Samples, trainer.Waiting, trainer.Loss.Count));
    }

    [Fact]
    public void SamplesThatDoNotFitAreRefused()
    {
        var network = new Sides(maxBatch: 2, seed: 1);
        var trainer = new OnlineTrainer<Sides, int>(network);
        byte[] before = States.Of(network);
        Refused("0 inputs are no whole number of samples of 2", [], []);
        Refused("3 inputs are no whole number of samples of 2", [1, 2, 3], [1]);
        Refused("2 targets, but 1 samples need 1", [1, 2], [1, 0]);
        Refused("the label of sample 0 is 2, but the network has classes 0 to 1", [1, 2], [2]);
        Refused("the label of sample 1 is -1", [1, 2, 3, 4], [0, -1]);
        string room = Assert.Throws<ArgumentException>(() => trainer.Learn([1, 2], [0], new float[3])).Message;
        Assert.Contains("room for 3 outputs, but 1 samples have 2", room, StringComparison.Ordinal);
        Assert.Equal(before, States.Of(network));
        Assert.Equal(0, trainer.Samples);

        void Refused(string message, float[] inputs, int[] labels) =>
            Assert.Contains(message, Assert.Throws<ArgumentException>(() => trainer.Learn(inputs, labels)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SpoiledWeightsAreToldBeforeAnythingIsLearned()
    {
        var network = new Numbers(maxBatch: 1, seed: 1);
        var trainer = new OnlineTrainer<Numbers, float>(network);
        trainer.Learn([1, 2, 3], [1]);
        network.LoadParameters([.. Enumerable.Repeat(float.NaN, Numbers.ParameterCount)]);
        string message = Assert.Throws<InvalidOperationException>(() => trainer.Learn([1, 2, 3], [1])).Message;
        Assert.Contains("Numbers: the prediction of sample 1 is NaN. Its weights are no numbers any more", message, StringComparison.Ordinal);
        Assert.Equal((1, 1, 0), (trainer.Samples, trainer.Steps, trainer.Waiting));
    }

    [Fact]
    public void OptionsOutOfRangeAreRefusedByName()
    {
        var network = new Sides(maxBatch: 4);
        Refused("BatchSize is 0, but it must be at least 1", new OnlineOptions { BatchSize = 0 });
        Refused("Cooldown is -1", new OnlineOptions { Cooldown = -1 });
        Refused("Replay is -1", new OnlineOptions { Replay = -1 });
        Refused("steps of 5 samples, but the network was made with maxBatch 4; make it with maxBatch: 5", new() { BatchSize = 3, ReplayPerStep = 2 });
        Refused("ReplayPerStep is 2, but Replay is 0", new OnlineOptions { ReplayPerStep = 2 });
        Refused("Fading is 2, but it must be above 0 and at most 1", new OnlineOptions { Fading = 2 });
        Refused("Fading is NaN", new OnlineOptions { Fading = double.NaN });
        Refused("Window is 0, but it must be at least 1", new OnlineOptions { Window = 0 });
        Refused("Window is -5", new OnlineOptions { Window = -5 });
        Refused("Window is 2147483647, but Sides has 2 numbers a sample", new OnlineOptions { Window = int.MaxValue });
        Refused("Replay is 2147483647, but Sides has 2 numbers a sample", new OnlineOptions { Replay = int.MaxValue });
        Refused("Time is null", new OnlineOptions { Time = null! });
        Refused("Detectors[0] is null", new OnlineOptions { Detectors = [null!] });
        var adwin = new Adwin();
        Refused("Detectors[0] and Detectors[1] are the same", new OnlineOptions { Detectors = [adwin, adwin] });
        Refused("Actions[0] is null", new OnlineOptions { Actions = [null!] });

        void Refused(string message, OnlineOptions options) => Assert.Contains(
            message, Assert.ThrowsAny<ArgumentException>(() => new OnlineTrainer<Sides, int>(network, options)).Message, StringComparison.Ordinal);
    }

    /// <summary>A batch of one has no statistics: that is said before the first sample.</summary>
    [Fact]
    public void BatchNormalizationNeedsABatch()
    {
        string message = Assert.Throws<ArgumentException>(() => new OnlineTrainer<Classes, int>(new Classes(maxBatch: 8))).Message;
        Assert.Contains("Classes cannot learn a single sample: set BatchSize above 1", message, StringComparison.Ordinal);
        var trainer = new OnlineTrainer<Classes, int>(new Classes(maxBatch: 8), new OnlineOptions { BatchSize = 8 });
        DataSet<int> data = Points.Classes(32, seed: 1);
        trainer.Learn(data.Inputs, data.Targets);
        Assert.Equal(4, trainer.Steps);
    }

    [Fact]
    public void ASampleAllocatesNothing()
    {
        DriftDetector[] detectors = [new Adwin(delta: 1e-9), new PageHinkley(threshold: 1e9)];
        var options = new OnlineOptions { BatchSize = 4, Replay = 50, ReplayPerStep = 4, Detectors = detectors };
        var trainer = new OnlineTrainer<Sides, int>(new Sides(maxBatch: 8, seed: 1), options);
        trainer.Learn(Still.Inputs.AsSpan(0, 800), Still.Labels.AsSpan(0, 400));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 400; i < 500; i++)
            trainer.Learn(Still.Inputs.AsSpan(2 * i, 2), Still.Labels.AsSpan(i, 1));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Empty(trainer.Drifts);
    }

    [Fact]
    public void FlushLearnsWhatWaits()
    {
        var network = new Sides(maxBatch: 8, seed: 3);
        Sides own = network.Clone();
        var trainer = new OnlineTrainer<Sides, int>(network, new OnlineOptions { BatchSize = 8 });
        trainer.Learn(Still.Inputs.AsSpan(0, 6), Still.Labels.AsSpan(0, 3));
        trainer.Flush();
        trainer.Flush();
        own.TrainStep(Still.Inputs.AsSpan(0, 6), Still.Labels.AsSpan(0, 3));
        Assert.Equal(States.Of(own), States.Of(network));
        Assert.Equal((1, 0), (trainer.Steps, trainer.Waiting));
    }
}
