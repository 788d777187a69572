using System.Globalization;
using FastOpt.Training;

namespace FastOpt.Cli.Training;

/// <summary>Examples of numbers: how much of their variance is explained, and how far off predictions are in the target's own unit.</summary>
internal sealed class NumberTask : ITask<float>
{
    private readonly R2 _explained = new();
    private readonly Mae _error = new();
    private string _name = "";
    private float[] _predicted = [], _expected = [];

    public Metric<float> Watched { get; } = new R2();

    public string Text(double watched) => $"R² {Number(watched)}";

    public void Measure(ReadOnlySpan<float> outputs, TrainingData<float> data)
    {
        DataSet<float> test = data.Split.Test;
        _name = test.TargetNames is [string name, ..] ? name : "target";
        (_predicted, _expected) = (outputs.ToArray(), test.Targets.ToArray());
        if (data.Targets is { } targets)
        {
            targets.Invert(_predicted);
            targets.Invert(_expected);
        }

        _explained.Reset();
        _error.Reset();
        _explained.Add(_predicted, _expected);
        _error.Add(_predicted, _expected);
    }

    public void WriteResult(TextWriter output) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"test R² {Number(_explained.Value)}, mean absolute error {_error.Value:N0} ({_name})"));

    public void WriteDetails(TextWriter output)
    {
    }

    public void AddTo(ReportContent report)
    {
        report.Scatter = PredictionScatter.Of(_name, _predicted, _expected);
        report.Facts.Add(("test R²", Number(_explained.Value)));
        report.Facts.Add(("test mean absolute error", _error.Value.ToString("N0", CultureInfo.InvariantCulture)));
    }

    private static string Number(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}
