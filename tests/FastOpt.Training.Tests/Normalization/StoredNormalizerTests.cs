using System.Text.Json;
using FastOpt.Training.Tests.Data;

namespace FastOpt.Training.Tests.Normalization;

public sealed class StoredNormalizerTests
{
    private static readonly JsonElement Recorded = RecordedJson.Read("normalizers.json");

    public static TheoryData<string> Kinds => [.. Enum.GetNames<Scaling>(), "Pca", "Zca"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AStoredNormalizerDoesTheSameToTheLastBit(string kind)
    {
        Normalizer normalizer = Make(kind, "ä", "b\nc", "", "d", "e");
        var state = new RunState();
        normalizer.Save(state);
        var loaded = Normalizer.Load(state);
        float[] other = kind == "Log1p" ? [.. Recorded.Floats("other").Select(Math.Abs)] : Recorded.Floats("other");
        Assert.Equal(NormalizerTests.Applied(normalizer, other), NormalizerTests.Applied(loaded, other));
        Assert.Equal(normalizer.Fingerprint, loaded.Fingerprint);
        Assert.Equal(["ä", "b\nc", "", "d", "e"], loaded.Names);
    }

    [Fact]
    public void FingerprintsTellNormalizersApart()
    {
        Normalizer[] all = [.. Enum.GetNames<Scaling>().Append("Pca").Append("Zca").Select(kind => Make(kind))];
        Assert.Equal(all.Length, all.Select(normalizer => normalizer.Fingerprint).Distinct().Count());
        Assert.Equal(Make("Standard").Fingerprint, Make("Standard").Fingerprint);
        float[] other = Recorded.Floats("train");
        other[3] = MathF.BitIncrement(other[3]);
        Assert.NotEqual(Make("Standard").Fingerprint, Normalizer.Fit(NormalizerTests.Train(other, 5)).Fingerprint);
    }

    [Theory]
    [InlineData("scales", 4, 1)]
    [InlineData("offsets", 5, double.NaN)]
    [InlineData("fills", 5, double.PositiveInfinity)]
    public void DamagedNumbersAreRefused(string name, int count, double value) =>
        AssertRefused(state => state.Set(name, Enumerable.Repeat(value, count).ToArray()));

    [Fact]
    public void DamagedStatesAreRefused()
    {
        AssertRefused(state => state.Set("kind", "magic"));
        AssertRefused(state => state.Set("kind", "Pca"));
        AssertRefused(state => state.Set("scalings", [0L, 1, 2, 3, 99]));
        AssertRefused(state => state.Set("scalings", Array.Empty<long>()));
        AssertRefused(state => state.Set("names", "x"));
        AssertRefused(state => state.Set("names.lengths", [3L]));
        AssertRefused(state => state.Set("names.lengths", [-1L]));
        Assert.Throws<FormatException>(() => Normalizer.Load(new RunState()));
        Assert.Throws<FormatException>(() => TargetNormalizer.Load(new RunState()));
    }

    [Fact]
    public void TargetsComeBackInTheirUnits()
    {
        float[] prices = [100_000, 1, 250_000, 2, 75_000, 9, 500_001, 4];
        var train = new TrainSet<float>([1, 2, 3, 4], prices, 1, 2) { TargetNames = ["price", "rooms"] };
        foreach (Scaling scaling in Enum.GetValues<Scaling>())
        {
            TargetNormalizer normalizer = Normalizer.FitTargets(train, scaling);
            float[] targets = normalizer.Apply(train).Targets.ToArray();
            normalizer.Invert(targets);
            NormalizerTests.AssertClose([.. prices.Select(price => (double)price)], targets, 2e-6);

            var state = new RunState();
            normalizer.Save(state);
            var loaded = TargetNormalizer.Load(state);
            Assert.Equal(normalizer.Apply(train).Targets.ToArray(), loaded.Apply(train).Targets.ToArray());
            Assert.Equal(normalizer.Fingerprint, loaded.Fingerprint);
            Assert.Throws<FormatException>(() => Normalizer.Load(state));
        }

        // (100,000 - 231,250.25) / σ, with σ² = Σ(x - mean)² / 4 in double.
        double[] first = [100_000, 250_000, 75_000, 500_001];
        double mean = first.Average(), deviation = Math.Sqrt(first.Average(x => (x - mean) * (x - mean)));
        Assert.Equal((100_000 - mean) / deviation, Normalizer.FitTargets(train).Apply(train).Target(0)[0], 1e-6);
        Assert.Equal(train.Inputs.ToArray(), Normalizer.FitTargets(train).Apply(train).Inputs.ToArray());
    }

    [Fact]
    public void AConstantTargetComesBackToo()
    {
        var train = new TrainSet<float>([1, 2], [5, 5], 1, 1) { TargetNames = ["price"] };
        TargetNormalizer normalizer = Normalizer.FitTargets(train);
        Assert.Equal(["target 'price' has one value in all training examples; it becomes 0."], normalizer.Warnings);
        float[] predicted = [0.3f];
        normalizer.Invert(predicted);
        Assert.Equal([5], predicted);
    }

    private static Normalizer Make(string kind, params string[] names)
    {
        float[] values = kind == "Log1p" ? [.. Recorded.Floats("train").Select(Math.Abs)] : Recorded.Floats("train");
        TrainSet<int> train = NormalizerTests.Train(values, 5, names);
        return Enum.TryParse(kind, out Scaling scaling) ? Normalizer.Fit(train, scaling) : Normalizer.Whiten(train, Enum.Parse<Whitening>(kind));
    }

    private static void AssertRefused(Action<RunState> damage)
    {
        var state = new RunState();
        Make("Standard", "a", "b", "c", "d", "e").Save(state);
        damage(state);
        Assert.Throws<FormatException>(() => Normalizer.Load(state));
    }
}
