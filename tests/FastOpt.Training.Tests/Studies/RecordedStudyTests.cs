using System.Text.Json;
using FastOpt.Training.Tests.Data;

namespace FastOpt.Training.Tests.Studies;

/// <summary>Samplers and pruners beside Optuna: Recorded/studies.py ran it on the same trials.</summary>
public sealed class RecordedStudyTests
{
    private static readonly JsonElement Recorded = RecordedJson.Read("studies.json");

    [Fact]
    public void TheKernelsAndTheRatioOfTheDensitiesAreOptunas()
    {
        int cases = 0;
        foreach (JsonElement one in Recorded.GetProperty("estimators").EnumerateArray())
        {
            string name = one.GetProperty("range").GetString()!;
            ParameterRange range = Range(name);
            IParzenEstimator good = Estimator(range, one.Doubles("good")), bad = Estimator(range, one.Doubles("bad"));
            if (bad is NumberEstimator kernels)
            {
                Close(one.Doubles("weights"), kernels.Weights.ToArray(), 1e-12, name);
                Close(one.Doubles("centers"), kernels.Centers.ToArray(), 1e-12, name);
                Close(one.Doubles("deviations"), kernels.Deviations.ToArray(), 1e-12, name);
            }

            double[] samples = one.Doubles("samples");
            Close(one.Doubles("ratios"), [.. samples.Select(sample => good.LogDensity(sample) - bad.LogDensity(sample))], 1e-9, name);
            cases++;
        }

        Assert.Equal(35, cases);
    }

    [Fact]
    public void TheBestTrialsAreThoseThatOptunaTakes()
    {
        int cases = 0;
        foreach (JsonElement one in Recorded.GetProperty("splits").EnumerateArray())
        {
            TrialRecord[] trials = [.. one.GetProperty("trials").EnumerateArray().Select(static (trial, number) =>
                new TrialRecord(number, trial.GetProperty("pruned").GetBoolean() ? TrialState.Pruned : TrialState.Complete)
                {
                    Value = trial.GetProperty("value").GetDouble(),
                    Reports = [new TrialReport(trial.GetProperty("stage").GetInt32(), trial.GetProperty("value").GetDouble())],
                })];
            Assert.Equal(one.Integers("best"), TpeSampler.Best(trials, Direction(one)).Order());
            cases++;
        }

        Assert.Equal(10, cases);
    }

    [Fact]
    public void TrialsArePrunedAtTheStagesAtWhichOptunaDoes()
    {
        int cases = 0;
        foreach (JsonElement one in Recorded.GetProperty("prunings").EnumerateArray())
        {
            Pruner pruner = one.GetProperty("pruner").GetString() switch
            {
                "median" => new MedianPruner(),
                "median, warm" => new MedianPruner { StartupTrials = 2, WarmupStages = 2 }, // Optuna's stages count from 0
                "halving" => new HalvingPruner(),
                _ => new HalvingPruner { FirstStage = 2, Reduction = 3 },
            };
            var before = new List<TrialRecord>();
            foreach (JsonElement trial in one.GetProperty("trials").EnumerateArray())
            {
                double[] values = trial.Doubles("values");
                int ended = 0;
                var record = new TrialRecord(before.Count, TrialState.Running);
                for (int stage = 1; stage <= values.Length && ended == 0; stage++)
                {
                    record = record with { Reports = [.. record.Reports, new TrialReport(stage, values[stage - 1])], Value = values[stage - 1] };
                    ended = pruner.Reason(record, before, Direction(one)) is null ? 0 : stage;
                }

                Assert.Equal(trial.GetProperty("ended").GetInt32(), ended);
                before.Add(record with { State = ended > 0 ? TrialState.Pruned : TrialState.Complete });
            }

            cases++;
        }

        Assert.Equal(8, cases);
    }

    [Fact]
    public void TheNormalDistributionIsScipys()
    {
        JsonElement normal = Recorded.GetProperty("normal");
        Near(normal.Doubles("cumulative"), [.. normal.Doubles("points").Select(NormalDistribution.Cumulative)], 1e-13);
        double[] masses = [.. normal.GetProperty("intervals").EnumerateArray()
            .Select(static ends => NormalDistribution.Mass(ends[0].GetDouble(), ends[1].GetDouble()))];
        Near(normal.Doubles("masses"), masses, 1e-9);

        static void Near(double[] expected, double[] actual, double relative)
        {
            Assert.Equal(expected.Length, actual.Length);
            for (int i = 0; i < expected.Length; i++)
                Assert.InRange(actual[i] / expected[i], 1 - relative, 1 + relative);
        }
    }

    private static StudyDirection Direction(JsonElement one) =>
        one.GetProperty("direction").GetString() == "minimize" ? StudyDirection.Minimize : StudyDirection.Maximize;

    private static ParameterRange Range(string name) => name switch
    {
        "uniform" => ParameterRange.Numbers("x", -2, 3, isLog: false),
        "log" => ParameterRange.Numbers("x", 1e-5, 1, isLog: true),
        "stepped" => ParameterRange.Numbers("x", 0, 1, isLog: false, 0.125),
        "integer" => ParameterRange.Integers("x", 3, 40, isLog: false),
        "integer by 4" => ParameterRange.Integers("x", 8, 64, isLog: false, 4),
        "log integer" => ParameterRange.Integers("x", 1, 512, isLog: true),
        "choice" => ParameterRange.OneOf("x", ["a", "b", "c", "d"]),
        _ => throw new ArgumentException(name),
    };

    private static IParzenEstimator Estimator(ParameterRange range, double[] values) =>
        range.Kind == ParameterKind.Choice ? new ChoiceEstimator(range, values, 1) : new NumberEstimator(range, values, 1);

    private static void Close(double[] expected, double[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double allowed = tolerance * Math.Max(1, Math.Abs(expected[i]));
            Assert.True(Math.Abs(expected[i] - actual[i]) <= allowed, $"{what}, {i}: {expected[i]:R} recorded, {actual[i]:R} here");
        }

    }
}
