using System.Globalization;
using FastOpt.Training;

namespace FastOpt.Crash;

/// <summary>A process that works on a study until it has its trials. It says each trial that it begins and each that it ended.</summary>
internal static class StudyChild
{
    public const ulong Seed = 12;

    public static int Run(string journal, int trials)
    {
        DataSet<int> train = Child.Points(80, 1), validation = Child.Points(40, 2);
        using var study = Study.Open(journal, Seed, new StudyOptions
        {
            MaxAttempts = int.MaxValue, // what kills here is not the trial
            Progress = static trial => Child.Say(FormattableString.Invariant($"ended {trial.Number}")),
        });
        Child.Say("open");
        StudyResult result = study.Run(trials, trial =>
        {
            Child.Say("begun " + trial.Number.ToString(CultureInfo.InvariantCulture));
            int batch = trial.LogInteger("batch", 2, 40);
            var network = new Patient(batch, seed: 4);
            network.Optimizer = network.Optimizer with { LearningRate = trial.LogUniform("rate", 1e-5, 1), WeightDecay = trial.LogUniform("decay", 1e-6, 1) };
            network.Schedule = trial.Choose("schedule", ["none", "exponential"]) == "none"
                ? null
                : Schedule.PerEpoch(new Exponential(trial.Uniform("factor", 0.5, 1)));
            return network.Fit(train, validation, new FitOptions { Epochs = 5, BatchSize = batch, Callbacks = [new PruneTrial(trial)] }).History.BestLoss;
        });
        return result.End == StudyEnd.Completed ? 0 : 1;
    }
}
