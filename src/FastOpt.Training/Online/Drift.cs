using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>Which figure of each sample the detectors watch.</summary>
public enum DriftSignal
{
    /// <summary>
    /// The error of the prediction: 1 for a wrong class and 0 for the right one; of the network's logits or margins the share on the wrong side; of numbers the
    /// mean absolute error.
    /// </summary>
    Error,

    /// <summary>The network's own loss.</summary>
    Loss,
}

/// <summary>A change that a detector told, and what was done then.</summary>
/// <param name="Sample">The sample that showed it, from 0: it had been predicted, and not been learned yet.</param>
/// <param name="Detector">The detector's name.</param>
/// <param name="IsWorse">Whether what is watched rose.</param>
/// <param name="Recent">What is watched, as a mean over the newest samples (<see cref="OnlineOptions.Window"/>).</param>
/// <param name="Actions">What was done, in order: "the optimizer was reset". Empty without any.</param>
public sealed record Drift(long Sample, string Detector, bool IsWorse, double Recent, IReadOnlyList<string> Actions)
{
    /// <summary>One sentence for people.</summary>
    public override string ToString()
    {
        string what = Invariant($"{Detector}: a change {(IsWorse ? "for the worse" : "for the better")} at sample {Sample}, mean {Recent:G4}");
        return Actions.Count == 0 ? what + "." : $"{what}; {string.Join(", ", Actions)}.";
    }
}
