using System.Globalization;
using FastOpt.Training;

namespace FastOpt.Cli.Training;

/// <summary>The figures of a training as text, alike in every culture and in both kinds of progress.</summary>
/// <param name="epochs">The last epoch.</param>
/// <param name="part">What is watched: "test", or "validation".</param>
/// <param name="watched">The figure that is watched, as text.</param>
internal sealed class ProgressText(int epochs, string part, Func<double, string> watched)
{
    /// <summary>What is watched: "test", or "validation".</summary>
    public string Part => part;

    /// <summary>"loss 0.1234".</summary>
    public static string Loss(double loss) => string.Create(CultureInfo.InvariantCulture, $"loss {loss:F4}");

    /// <summary>"98.42 %".</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F2} %");

    /// <summary>"184,213 examples/s".</summary>
    public static string Rate(long examples, TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(time > TimeSpan.Zero ? examples / time.TotalSeconds : 0):N0} examples/s");

    /// <summary>"epoch  3/10".</summary>
    public string Epoch(int epoch)
    {
        string last = epochs.ToString(CultureInfo.InvariantCulture);
        return $"epoch {epoch.ToString(CultureInfo.InvariantCulture).PadLeft(last.Length)}/{last}";
    }

    /// <summary>"test accuracy 98.42 %".</summary>
    public string Watched(EpochReport report) => $"{part} {watched(report.Metrics[0].Value)}";

    /// <summary>A whole line for an epoch.</summary>
    public string Line(EpochReport report) =>
        $"{Epoch(report.Epoch)}  {Loss(report.TrainLoss)}  {Watched(report)}  {Rate(report.Examples, report.Time)}";
}
