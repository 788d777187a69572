using FastOpt.Training.Tests.Data;

namespace FastOpt.Training.Tests.Studies;

public sealed class SamplerTests
{
    [Fact]
    public void EqualFactorsOfALogarithmicRangeAreEquallyLikely()
    {
        var range = ParameterRange.Numbers("x", 1e-4, 1, isLog: true);
        int[] decades = new int[4];
        foreach (double value in Draws(range, 4000))
            decades[Math.Clamp((int)Math.Floor(Math.Log10(value)) + 4, 0, 3)]++;
        Assert.All(decades, count => Assert.InRange(count, 890, 1110)); // 1000 ± 4 deviations
    }

    [Fact]
    public void EveryWholeNumberAndStepAndChoiceIsEquallyLikely()
    {
        foreach (ParameterRange range in new[]
        {
            ParameterRange.Integers("x", 5, 8, isLog: false), ParameterRange.Integers("x", -6, 7, isLog: false, 4),
            ParameterRange.Numbers("x", 0, 0.8, isLog: false, 0.25), ParameterRange.OneOf("x", ["a", "b", "c", "d"]),
        })
        {
            var counts = Draws(range, 4000).GroupBy(static value => value).ToDictionary(static group => group.Key, static group => group.Count());
            Assert.Equal(4, counts.Count);
            Assert.All(counts.Values, count => Assert.InRange(count, 890, 1110));
        }
    }

    // Of 1 to 4 in logarithms, k has the share of k − ½ to k + ½: log(3) / log(9), log(5/3) / log(9), …
    [Fact]
    public void ALogarithmicWholeNumberHasTheShareOfTheHalfStepAroundIt()
    {
        double[] drawn = [.. Draws(ParameterRange.Integers("x", 1, 4, isLog: true), 9000)];
        for (int k = 1; k <= 4; k++)
        {
            double share = Math.Log((k + 0.5) / (k - 0.5)) / Math.Log(9), deviation = Math.Sqrt(9000 * share * (1 - share));
            Assert.InRange(drawn.Count(value => value == k), (9000 * share) - (4 * deviation), (9000 * share) + (4 * deviation));
        }
    }

    [Fact]
    public void AllValuesAreInTheirRangeAndOnTheirSteps()
    {
        using var folder = new TestFolder();
        foreach (Sampler sampler in new Sampler[] { new RandomSampler(), new TpeSampler { StartupTrials = 3 } })
        {
            using var study = Study.Open(folder[sampler.GetType().Name], 5, new StudyOptions { Sampler = sampler });
            study.Search(40, static trial =>
            {
                double a = trial.Uniform("a", -1, 1), b = trial.Uniform("b", 0.1, 1, step: 0.3);
                double c = trial.LogUniform("c", 1e-8, 1e-8), d = trial.LogUniform("d", 1e-3, 10);
                int e = trial.Integer("e", -3, 3), f = trial.Integer("f", 1, 9, step: 3), g = trial.LogInteger("g", 1, 1000);
                string h = trial.Choose("h", ["x", "y"]);
                Assert.InRange(a, -1, 1);
                Assert.Contains(Math.Round(b, 12), new[] { 0.1, 0.4, 0.7, 1.0 });
                Assert.Equal(1e-8, c);
                Assert.InRange(d, 1e-3, 10);
                Assert.InRange(e, -3, 3);
                Assert.Contains(f, new[] { 1, 4, 7 });
                Assert.InRange(g, 1, 1000);
                Assert.Contains(h, new[] { "x", "y" });
                return a + b + d + e - f + g + h.Length;
            });
            Assert.All(study.Trials, static trial => Assert.Equal((TrialState.Complete, ""), (trial.State, trial.Cause)));
        }
    }

    /// <summary>A bowl in four dimensions: a rate in decades, a share, a whole number, a choice.</summary>
    private static double Bowl(Trial trial)
    {
        double rate = Math.Log10(trial.LogUniform("rate", 1e-6, 1)), share = trial.Uniform("share", 0, 1);
        int size = trial.LogInteger("size", 1, 1024);
        double choice = trial.Choose("rule", ["good", "fair", "bad", "worse"]) switch { "good" => 0, "fair" => 0.1, "bad" => 0.3, _ => 0.5 };
        return Math.Pow((rate + 2.7) / 2, 2) + Math.Pow(2 * (share - 0.3), 2) + Math.Pow(Math.Log2(size / 90.0) / 4, 2) + choice;
    }

    [Fact]
    public void TpeFindsABetterPointThanRandomSearchInMostSeeds()
    {
        using var folder = new TestFolder();
        int better = 0;
        for (ulong seed = 0; seed < 20; seed++)
            better += Best(new TpeSampler(), seed) < Best(new RandomSampler(), seed) ? 1 : 0;
        Assert.InRange(better, 17, 20); // a coin would reach 17 in one of 776 such tests

        double Best(Sampler sampler, ulong seed)
        {
            using var study = Study.Open(folder[$"{sampler.GetType().Name}-{seed}"], seed, new StudyOptions { Sampler = sampler });
            return study.Search(60, Bowl).Best!.Value;
        }
    }

    [Fact]
    public void TpeFindsTheLargestValueWhereMoreIsBetter()
    {
        using var folder = new TestFolder();
        using var study = Study.Open(folder["max"], 1, new StudyOptions { Direction = StudyDirection.Maximize });
        StudyResult result = study.Search(60, static trial => 5 - Bowl(trial));
        Assert.Equal(result.Trials.Max(static trial => trial.Value), result.Best!.Value);
        Assert.InRange(result.Trials.Skip(40).Average(static trial => trial.Value), result.Trials.Take(10).Average(static trial => trial.Value) + 0.3, 5);
    }

    /// <summary>Trials that run elsewhere are left alone: with the liar, the next suggestion is farther from theirs than without them.</summary>
    [Fact]
    public void WhatRunsElsewhereIsTakenForBad()
    {
        var range = ParameterRange.Numbers("x", 0, 1, isLog: false);
        TrialRecord[] finished = [.. Enumerable.Range(0, 20).Select(i => Known(i, TrialState.Complete, i / 19.0, Math.Abs((i / 19.0) - 0.5)))];
        double alone = 0, beside = 0;
        for (int trial = 100; trial < 200; trial++)
        {
            TrialRecord[] running = [.. Enumerable.Range(20, 6).Select(i => Known(i, TrialState.Running, 0.5, double.NaN))];
            alone += Math.Abs(Suggest(finished, trial) - 0.5);
            beside += Math.Abs(Suggest([.. finished, .. running], trial) - 0.5);
        }

        Assert.True(beside > 1.5 * alone, $"{beside} from the running ones with them, {alone} without");

        double Suggest(TrialRecord[] others, int trial) => new TpeSampler().Suggest(others, StudyDirection.Minimize, "x", range, new TrialDraws(1, trial, "x"));

        TrialRecord Known(int number, TrialState state, double x, double value) =>
            new(number, state) { Value = value, Parameters = [new TrialParameter("x", range, x)] };
    }

    /// <summary>Where trainings diverge, TPE does not go: left of the middle, trials were all alike, and right of it, they failed.</summary>
    [Fact]
    public void WhereTrialsFailTpeDoesNotGo()
    {
        var range = ParameterRange.Numbers("x", 0, 1, isLog: false);
        TrialRecord[] finished = [.. Enumerable.Range(0, 20).Select(i => new TrialRecord(i, i < 10 ? TrialState.Complete : TrialState.Failed)
        {
            Value = i < 10 ? 1 : double.NaN,
            Parameters = [new TrialParameter("x", range, (i + 0.5) / 20)],
        })];
        int right = Enumerable.Range(100, 200).Count(trial =>
            new TpeSampler().Suggest(finished, StudyDirection.Minimize, "x", range, new TrialDraws(1, trial, "x")) > 0.5);
        Assert.InRange(right, 0, 40); // of 200; if they were left out, the right would be the part that is not known to be bad
    }

    [Fact]
    public void OtherRangesOfAParameterSpeakForThisOneWhereTheyOverlap()
    {
        var narrow = ParameterRange.Numbers("x", 0, 1, isLog: false);
        Assert.True(narrow.Takes(new TrialParameter("x", ParameterRange.Numbers("x", -5, 5, isLog: false), 0.5)));
        Assert.False(narrow.Takes(new TrialParameter("x", ParameterRange.Numbers("x", -5, 5, isLog: false), 1.5)));
        Assert.False(narrow.Takes(new TrialParameter("x", ParameterRange.Numbers("x", 0.1, 1, isLog: true), 0.5)));
        Assert.False(narrow.Takes(new TrialParameter("x", ParameterRange.Integers("x", 0, 1, isLog: false), 1)));
        var choice = ParameterRange.OneOf("x", ["a", "b"]);
        Assert.True(choice.Takes(new TrialParameter("x", ParameterRange.OneOf("x", ["a", "b"]), 1)));
        Assert.False(choice.Takes(new TrialParameter("x", ParameterRange.OneOf("x", ["b", "a"]), 1)));
    }

    public static TheoryData<string, Action> BadRanges => new()
    {
        { "2 to 1 is no range", () => ParameterRange.Numbers("x", 2, 1, false) },
        { "NaN to 1 is no range", () => ParameterRange.Numbers("x", double.NaN, 1, false) },
        { "0 to ", () => ParameterRange.Numbers("x", 0, double.PositiveInfinity, false) },
        { "begins above 0, not at 0", () => ParameterRange.Numbers("x", 0, 1, true) },
        { "steps of -1", () => ParameterRange.Numbers("x", 0, 1, false, -1) },
        { "steps of NaN", () => ParameterRange.Numbers("x", 0, 1, false, double.NaN) },
        { "has no steps", () => ParameterRange.Numbers("x", 1, 2, true, 0.5) },
        { "5 to 4 is no range", () => ParameterRange.Integers("x", 5, 4, false) },
        { "begins at 1 or above, not at 0", () => ParameterRange.Integers("x", 0, 4, true) },
        { "1 or more, not 0", () => ParameterRange.Integers("x", 0, 4, false, 0) },
        { "nothing to choose from", () => ParameterRange.OneOf("x", []) },
        { "a choice twice: a, a", () => ParameterRange.OneOf("x", ["a", "a"]) },
    };

    [Theory]
    [MemberData(nameof(BadRanges))]
    public void ABadRangeIsNamed(string message, Action make)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(make);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("'x'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SettingsOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TpeSampler { StartupTrials = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TpeSampler { Candidates = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TpeSampler { PriorWeight = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TpeSampler { PriorWeight = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MedianPruner { StartupTrials = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MedianPruner { WarmupStages = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HalvingPruner { FirstStage = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HalvingPruner { Reduction = 1 });
    }

    private static IEnumerable<double> Draws(ParameterRange range, int count) => Enumerable.Range(0, count).Select(trial =>
    {
        var draws = new TrialDraws(11, trial, "x");
        return RandomSampler.Draw(range, ref draws);
    });
}
