using System.Globalization;
using FastOpt.Training;

namespace FastOpt.Cli.Training;

/// <summary>Examples of classes: how many are told right, and which are taken for which.</summary>
internal sealed class ClassTask : ITask<int>
{
    private readonly ConfusionMatrix _confusion = new();
    private IReadOnlyList<string> _names = [];

    public Metric<int> Watched { get; } = new Accuracy();

    public string Text(double watched) => $"accuracy {ProgressText.Percent(watched)}";

    public void Measure(ReadOnlySpan<float> outputs, TrainingData<int> data)
    {
        _names = data.Split.Test.ClassNames;
        _confusion.Reset();
        _confusion.Add(outputs, data.Split.Test.Targets);
    }

    public void WriteResult(TextWriter output) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"test accuracy {ProgressText.Percent(_confusion.Value)} ({_confusion.Correct:N0} of {_confusion.Total:N0})"));

    public void WriteDetails(TextWriter output)
    {
        output.WriteLine();
        _confusion.Write(output, _names);
    }

    public void AddTo(ReportContent report)
    {
        report.Confusion = _confusion;
        report.ClassNames = _names;
        report.Facts.Add(("test accuracy", ProgressText.Percent(_confusion.Value)));
    }
}
