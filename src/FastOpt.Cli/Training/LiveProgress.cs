using System.Diagnostics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FastOpt.Cli.Training;

/// <summary>
/// A bar that moves with the training, and above it a line per finished epoch. A step only stores its figures; ten times a second they are turned
/// into text, and Spectre's own thread draws it.
/// </summary>
internal sealed class LiveProgress : ITrainingProgress
{
    // With the figures beside it, a line of 80 characters.
    private const int BarWidth = 20;

    private static readonly long RefreshInterval = Stopwatch.Frequency / 10;

    private readonly IAnsiConsole _console;
    private readonly ProgressTask _task;
    private readonly int _epochs, _examplesPerEpoch;
    private readonly Figures _figures;
    private long _nextRefresh;
    private string _accuracy = "";

    private LiveProgress(IAnsiConsole console, ProgressTask task, Figures figures, int epochs, int examplesPerEpoch)
    {
        (_console, _task, _figures, _epochs, _examplesPerEpoch) = (console, task, figures, epochs, examplesPerEpoch);
    }

    /// <summary>Shows the bar while <paramref name="training"/> runs, then removes it.</summary>
    public static TrainingResult Show(int epochs, int examplesPerEpoch, Func<ITrainingProgress, TrainingResult> training)
    {
        IAnsiConsole console = AnsiConsole.Console;
        var figures = new Figures();
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn { Width = BarWidth }, figures)
            .Start(context =>
            {
                ProgressTask task = context.AddTask(ProgressText.Epoch(1, epochs), maxValue: (double)epochs * examplesPerEpoch);
                return training(new LiveProgress(console, task, figures, epochs, examplesPerEpoch));
            });
    }

    public void StepDone(in StepReport report)
    {
        long now = Stopwatch.GetTimestamp();
        if (now < _nextRefresh)
            return;

        _nextRefresh = now + RefreshInterval;
        Refresh(report);
    }

    public void EpochDone(in EpochReport report)
    {
        _accuracy = $"  accuracy {ProgressText.Percent(report.Accuracy)}";
        _console.WriteLine(ProgressText.Line(report, _epochs));
    }

    private void Refresh(in StepReport report)
    {
        _task.Description = ProgressText.Epoch(report.Epoch, _epochs);
        _task.Value = ((report.Epoch - 1d) * _examplesPerEpoch) + report.Examples;
        _figures.Text = $"{ProgressText.Loss(report.Loss)}{_accuracy}  {ProgressText.Rate(report.Examples, report.Time)}";
    }

    /// <summary>The column to the right of the bar. Its text is replaced as a whole, so that the drawing thread never sees half of it.</summary>
    private sealed class Figures : ProgressColumn
    {
        private volatile string _text = "";

        public string Text
        {
            set => _text = value;
        }

        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(_text);
    }
}
