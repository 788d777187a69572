using FastOpt.Training;

namespace FastOpt.Cli.Studies;

/// <summary>What a trial searches besides the network: rate, weight decay, batch, and how the rate runs.</summary>
/// <param name="Rate">The optimizer's learning rate.</param>
/// <param name="WeightDecay">The optimizer's weight decay.</param>
/// <param name="Batch">Examples of a step.</param>
/// <param name="Schedule">How the rate runs; null for a constant one.</param>
internal sealed record TrialSettings(double Rate, double WeightDecay, int Batch, Schedule? Schedule)
{
    private static readonly string[] Schedules = ["constant", "cosine", "exponential"];

    /// <summary>Asks a trial for them.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="epochs">The epochs of its training.</param>
    /// <param name="examples">Its training examples.</param>
    public static TrialSettings Ask(Trial trial, int epochs, int examples)
    {
        double rate = trial.LogUniform("rate", 1e-4, 1e-1), decay = trial.LogUniform("weight decay", 1e-6, 1e-1);
        int batch = trial.LogInteger("batch", Math.Min(8, examples), Math.Min(256, examples));
        Schedule? schedule = trial.Choose("schedule", Schedules) switch
        {
            "cosine" => Schedule.PerStep(new CosineAnnealing((long)epochs * ((examples + batch - 1) / batch))),
            "exponential" => Schedule.PerEpoch(new Exponential(trial.Uniform("factor", 0.5, 1))),
            _ => null,
        };
        return new TrialSettings(rate, decay, batch, schedule);
    }
}
