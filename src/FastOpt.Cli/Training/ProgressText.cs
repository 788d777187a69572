using System.Globalization;

namespace FastOpt.Cli.Training;

/// <summary>The figures of a training as text, alike in every culture and in both kinds of progress.</summary>
internal static class ProgressText
{
    /// <summary>"epoch  3/10".</summary>
    public static string Epoch(int epoch, int epochs)
    {
        string last = epochs.ToString(CultureInfo.InvariantCulture);
        return $"epoch {epoch.ToString(CultureInfo.InvariantCulture).PadLeft(last.Length)}/{last}";
    }

    /// <summary>"loss 0.1234".</summary>
    public static string Loss(double loss) => string.Create(CultureInfo.InvariantCulture, $"loss {loss:F4}");

    /// <summary>"98.42 %".</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F2} %");

    /// <summary>"184,213 examples/s".</summary>
    public static string Rate(long examples, TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(time > TimeSpan.Zero ? examples / time.TotalSeconds : 0):N0} examples/s");

    /// <summary>A whole line for an epoch.</summary>
    public static string Line(in EpochReport report, int epochs) =>
        $"{Epoch(report.Epoch, epochs)}  {Loss(report.Loss)}  test accuracy {Percent(report.Accuracy)}  {Rate(report.Examples, report.Time)}";
}
