using System.Diagnostics;
using FastOpt.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FastOpt.Cli.Training;

/// <summary>
/// A line that moves with the training, and below it the curves of the finished epochs. A step only looks at the clock; ten times a second the display is drawn
/// anew.
/// </summary>
internal sealed class LiveProgress : IFitProgress
{
    private const int BarWidth = 20;
    private const int ChartHeight = 8;

    private static readonly long RefreshInterval = Stopwatch.Frequency / 10;

    private readonly LiveDisplayContext _display;
    private readonly ProgressText _text;
    private readonly List<double> _trainLosses = [], _watchedLosses = [], _watchedFigures = [];
    private readonly int _epochs, _examples;
    private string _watched = "", _chart = "";
    private long _nextRefresh;

    private LiveProgress(LiveDisplayContext display, ProgressText text, int epochs, int examples)
    {
        (_display, _text, _epochs, _examples) = (display, text, epochs, examples);
    }

    /// <summary>Shows the display while <paramref name="training"/> runs; the curves stay behind it.</summary>
    public static FitResult Show(ProgressText text, int epochs, int examples, Func<IFitProgress, FitResult> training) =>
        AnsiConsole.Console.Live(new Text("")).AutoClear(false).Start(display => training(new LiveProgress(display, text, epochs, examples)));

    public void StepDone(in StepReport report)
    {
        long now = Stopwatch.GetTimestamp();
        if (now < _nextRefresh)
            return;

        _nextRefresh = now + RefreshInterval;
        double done = (report.Epoch - 1 + ((double)report.Examples / _examples)) / _epochs;
        Draw($"{_text.Epoch(report.Epoch)} {Bar(done)} {ProgressText.Loss(report.MeanLoss)}{_watched}  {ProgressText.Rate(report.Examples, report.Time)}");
    }

    public void EpochDone(EpochReport report)
    {
        _trainLosses.Add(report.TrainLoss);
        _watchedLosses.Add(report.ValidationLoss);
        _watchedFigures.Add(report.Metrics[0].Value);
        _watched = $"  {_text.Watched(report)}";
        _chart = Curves(report.Metrics[0].Name);
        if (report.Epoch == _epochs)
            Draw(_text.Line(report));
    }

    private string Curves(string metric)
    {
        var writer = new StringWriter { NewLine = "\n" };
        var chart = new TextChart { Width = Math.Max(40, AnsiConsole.Profile.Width - 1), Height = ChartHeight };
        chart.Write(writer, "loss", [new TextCurve("training", _trainLosses), new TextCurve(_text.Part, _watchedLosses)]);
        chart.Write(writer, $"{_text.Part} {metric}", [new TextCurve(metric, _watchedFigures)]);
        return writer.ToString();
    }

    private static string Bar(double done)
    {
        int full = (int)(done * BarWidth);
        return new string('━', full) + new string('─', BarWidth - full);
    }

    private void Draw(string line) => _display.UpdateTarget(new Rows(new IRenderable[] { new Text(line), new Text(_chart) }));
}
