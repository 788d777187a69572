using FastOpt.Training.Tests.Logs;

namespace FastOpt.Training.Tests.Online;

/// <summary>A trainer that is stored and read goes on as the one that was not stopped, bit for bit: network, figures, detectors, actions, samples.</summary>
public sealed class OnlineStateTests : IDisposable
{
    private static readonly (float[] Inputs, int[] Labels) Turning = Streams.Of(2400, seed: 4, 1000, 1700);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ATrainerThatIsCutAnywhereGoesOnWithTheSameBits()
    {
        OnlineTrainer<Sides, int> whole = Make();
        Learn(whole, 0, 2400);
        Assert.True(whole.Drifts.Count >= 2);
        whole.Save(_folder.File("whole.safetensors"));
        byte[] expected = File.ReadAllBytes(_folder.File("whole.safetensors"));

        // Inside a batch, right behind one, and while the rate is boosted.
        long drift = whole.Drifts[0].Sample;
        foreach (int cut in new[] { 0, 1, 41, 300, (int)drift, (int)drift + 1, (int)drift + 9, (int)drift + 60, 2399 })
        {
            OnlineTrainer<Sides, int> first = Make(), second = Make(seed: 77);
            Learn(first, 0, cut);
            first.Save(_folder.File("cut.safetensors"));
            second.Load(_folder.File("cut.safetensors"));
            Assert.Equal((first.Samples, first.Steps, first.Waiting), (second.Samples, second.Steps, second.Waiting));
            Learn(second, cut, 2400);
            second.Save(_folder.File("second.safetensors"));
            Assert.Equal(expected, File.ReadAllBytes(_folder.File("second.safetensors")));
            Learn(first, cut, 2400); // what was stored is not disturbed by it
            first.Save(_folder.File("first.safetensors"));
            Assert.Equal(expected, File.ReadAllBytes(_folder.File("first.safetensors")));
        }
    }

    [Fact]
    public void ATrainerOfNumbersGoesOnToo()
    {
        DataSet<float> data = Points.Numbers(120, seed: 3);
        var options = new OnlineOptions { BatchSize = 4, Replay = 20, ReplayPerStep = 2, Detectors = [new PageHinkley(), new Adwin()] };
        OnlineTrainer<Numbers, float> whole = Numbers(1), first = Numbers(1), second = Numbers(2);
        whole.Learn(data.Inputs, data.Targets);
        first.Learn(data.Inputs[..(3 * 57)], data.Targets[..57]);
        first.Save(_folder.File("numbers.safetensors"));
        second.Load(_folder.File("numbers.safetensors"));
        second.Learn(data.Inputs[(3 * 57)..], data.Targets[57..]);
        Assert.Equal(States.Of(whole.Network), States.Of(second.Network));
        Assert.Equal((whole.Loss.Faded, whole.Error.Windowed), (second.Loss.Faded, second.Error.Windowed));
        Assert.Equal(whole.Measure(new R2())[0].Value, second.Measure(new R2())[0].Value);

        OnlineTrainer<Numbers, float> Numbers(ulong seed) => new(
            new Numbers(maxBatch: 6, seed: seed), options with { Detectors = [new PageHinkley(), new Adwin()] });
    }

    [Fact]
    public void AnotherTrainersFileIsRefusedAndAllIsAsItWas()
    {
        OnlineTrainer<Sides, int> trainer = Make(), other = new(new Sides(maxBatch: 8, seed: 1), new OnlineOptions { BatchSize = 2 });
        Learn(trainer, 0, 640);
        Learn(other, 0, 10);
        other.Save(_folder.File("other.safetensors"));
        Checkpoint.Save(new Sides(maxBatch: 1), _folder.File("network.safetensors"));
        Checkpoint.Save(new Numbers(maxBatch: 1), _folder.File("numbers.safetensors"));
        trainer.Save(_folder.File("own.safetensors"));
        byte[] own = File.ReadAllBytes(_folder.File("own.safetensors"));
        byte[] damaged = [.. own];
        damaged[^3] ^= 1;
        File.WriteAllBytes(_folder.File("damaged.safetensors"), damaged);
        Refused<ArgumentException>("other", "is of a trainer with batch 2, replay 0");
        Refused<InvalidDataException>("network", "not of an online trainer");
        Refused<ArgumentException>("numbers", "another network than Sides");
        Refused<InvalidDataException>("damaged", "damaged");
        Refused<FileNotFoundException>("absent", "absent");

        void Refused<T>(string file, string message)
            where T : Exception
        {
            Assert.Contains(message, Assert.Throws<T>(() => trainer.Load(_folder.File(file + ".safetensors"))).Message, StringComparison.Ordinal);
            trainer.Save(_folder.File("after.safetensors"));
            Assert.Equal(own, File.ReadAllBytes(_folder.File("after.safetensors")));
        }
    }

    private static OnlineTrainer<Sides, int> Make(ulong seed = 3) => new(
        new Sides(maxBatch: 16, seed: seed),
        new OnlineOptions
        {
            BatchSize = 8,
            Replay = 60,
            ReplayPerStep = 4,
            Window = 100,
            Detectors = [new Adwin(clock: 8), new PageHinkley(threshold: 12)],
            Actions = [new BoostRate(3, 6), new RollBack(80, 120), new ResetOptimizer()],
        });

    private static void Learn(OnlineTrainer<Sides, int> trainer, int from, int to)
    {
        if (to > from)
            trainer.Learn(Turning.Inputs.AsSpan(2 * from, 2 * (to - from)), Turning.Labels.AsSpan(from, to - from));
    }
}
