using System.Globalization;
using FastOpt.Training;

namespace FastOpt.Mpi;

/// <summary>What must be the same about a run's data and options, besides the network.</summary>
internal static class OptionFacts
{
    /// <summary>The facts: all that a checkpoint compares, too, and what decides how many steps the run makes.</summary>
    public static IEnumerable<(string What, string Value)> Of<TTarget>(
        DataSet<TTarget> train, DataSet<TTarget>? validation, FitOptions options, IReadOnlyList<Metric<TTarget>> metrics)
        where TTarget : unmanaged
    {
        var identity = RunIdentity.Of(train, validation, options, [.. metrics.Select(static metric => new MetricInfo(metric.Name, metric.HigherIsBetter))]);
        foreach ((string What, string Value) fact in identity.Facts)
            yield return fact;
        yield return ("epochs", options.Epochs.ToString(CultureInfo.InvariantCulture));
        yield return ("patience", options.Patience?.ToString(CultureInfo.InvariantCulture) ?? "none");
        yield return ("RestoreBest", options.RestoreBest.ToString());
        yield return ("StopOnNaN", options.StopOnNaN.ToString());
        yield return ("Resume", options.Resume.ToString());
        yield return ("steps between checkpoints", options.CheckpointEvery.ToString(CultureInfo.InvariantCulture));
        yield return ("a cancellation", options.Cancellation.CanBeCanceled ? "can come" : "cannot come");
    }
}
