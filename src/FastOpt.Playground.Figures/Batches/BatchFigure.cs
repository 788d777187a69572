using System.Globalization;
using System.Text;
using FastOpt.Training;

namespace FastOpt.Playground;

/// <summary>
/// One network fitted anew with each batch size, as the library's <see cref="BatchSizeSweep"/> does it: examples a second as this page measures them, and
/// what they come to. Each step is a batch size.
/// </summary>
internal sealed class BatchFigure : Figure
{
    public const string Name = "batches";

    private const int TrainCount = 256, ValidationCount = 128;

    private const double Waiting = 250;

    private static readonly int[] Sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256];

    private readonly NumberControl _rate = new("rate", "Learning rate α", 0.001, 1, 0.1) { Logarithmic = true };
    private readonly NumberControl _epochs = new("epochs", "Epochs at most", 1, 40, 20) { Step = 1 };
    private readonly NumberControl _target = new("target", "Loss to reach", 0.001, 1, 0.06) { Logarithmic = true };
    private readonly FlagControl _scales = new("scale", "Rate grows with the root of the batch", false);
    private readonly NumberControl _seed = new("seed", "Seed", 0, 999_999, 1) { Step = 1 };
    private readonly List<BatchSizeRow> _rows = [];
    private int _shown;
    private double _elapsed;

    public BatchFigure() => Controls = [_rate, _epochs, _target, _scales, _seed];

    public override string Id => Name;

    public override IReadOnlyList<Control> Controls { get; }

    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new("same", "One rate for all", ""),
        new("scaled", "Rates that grow", "scale=1&rate=0.03"),
    ];

    public override bool IsLive => true;

    /// <summary>The sizes; each is a step.</summary>
    public override int Length => Sizes.Length;

    public override int Position => _shown;

    /// <summary>What was measured, up to the step that is shown.</summary>
    public IReadOnlyList<BatchSizeRow> Rows => [.. _rows.Take(_shown)];

    public override string Status
    {
        get
        {
            if (_shown == 0)
                return "Press Play: each step trains the same network with another batch size, and measures it in this page.";
            BatchSizeRow row = _rows[_shown - 1];
            string reached = row.StepsToTarget is long steps ? $"at {_target.Text} after {steps} steps" : $"not at {_target.Text} within {row.Epochs} epochs";
            string loss = $"best loss {NumberText.Of(row.BestLoss, 3)}, {reached}";
            return string.Create(CultureInfo.InvariantCulture, $"Batch {row.BatchSize}: {row.ExamplesPerSecond:N0} examples a second; {loss}.");
        }
    }

    public override Fault? Fault
    {
        get
        {
            BatchSizeRow? row = Rows.FirstOrDefault(static one => !double.IsFinite(one.BestLoss));
            return row is null
                ? null
                : new($"Batch {row.BatchSize}: the loss is no finite number, since the rate is too large.", _rate.Name, NumberText.Of(_rate.Value / 4, 2));
        }
    }

    public override string Code => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        using FastOpt;
        using FastOpt.Training;

        var random = new Random({{_seed.Whole}});
        BatchSizeTable table = BatchSizeSweep.Run<Curve, float>(
            batch => new Curve(batch, seed: {{_seed.Whole}}) { Optimizer = new Sgd({{_rate.Value:R}}{{(_scales.Value ? " * Math.Sqrt(batch)" : "")}}) },
            Draw({{TrainCount}}), Draw({{ValidationCount}}), [{{string.Join(", ", Sizes)}}],
            targetLoss: {{_target.Value:R}}, epochs: {{_epochs.Whole}}, seed: {{_seed.Whole}});
        Console.WriteLine(table);

        DataSet<float> Draw(int count)
        {
            float[] inputs = new float[2 * count], targets = new float[count];
            for (int i = 0; i < count; i++)
            {
                float x = 3 * random.NextSingle() - 1.5f, y = 3 * random.NextSingle() - 1.5f;
                (inputs[2 * i], inputs[2 * i + 1], targets[i]) = (x, y, MathF.Sin(2 * x) * MathF.Cos(y));
            }

            return new(inputs, targets, inputSize: 2);
        }

        [Network(2), Dense(16), Tanh, Dense(16), Tanh, Dense(1), MeanSquaredError, Sgd]
        public sealed partial class Curve;

        """);

    public override string Csv
    {
        get
        {
            var text = new StringBuilder("batch,epochs,steps,examples_per_second,best_loss,steps_to_target,milliseconds_to_target\n");
            foreach (BatchSizeRow row in _rows)
            {
                text.Append(CultureInfo.InvariantCulture, $"{row.BatchSize},{row.Epochs},{row.Steps},{row.ExamplesPerSecond:R},{row.BestLoss:R},")
                    .Append(CultureInfo.InvariantCulture, $"{row.StepsToTarget},{row.TimeToTarget?.TotalMilliseconds:R}\n");
            }

            return text.ToString();
        }
    }

    public override PlotTable? Results => new(
        ["Batch", "Examples a second", "Best loss", "Steps to the target", "Time to the target (ms)"],
        [.. Rows.Select(static row => (string[])
        [
            row.BatchSize.ToString(CultureInfo.InvariantCulture),
            row.ExamplesPerSecond.ToString("N0", CultureInfo.InvariantCulture),
            NumberText.Of(row.BestLoss, 3),
            row.StepsToTarget?.ToString("N0", CultureInfo.InvariantCulture) ?? "–",
            row.TimeToTarget?.TotalMilliseconds.ToString("N0", CultureInfo.InvariantCulture) ?? "–",
        ])]);

    public override IReadOnlyList<Plot> Plots()
    {
        double[] sizes = [.. Rows.Select(static row => (double)row.BatchSize)];
        var x = new Axis("batch size, examples", 0.6, 430, true);
        return
        [
            Of("speed", "Speed", "examples a second", Rows.Select(static row => row.ExamplesPerSecond)),
            Of("loss", $"Best loss within {_epochs.Whole} epochs", "validation loss", Rows.Select(static row => row.BestLoss)),
            Of("steps", "Steps to the target", "steps", Rows.Select(static row => row.StepsToTarget ?? double.NaN)),
            Of("time", "Time to the target", "time, ms", Rows.Select(static row => row.TimeToTarget?.TotalMilliseconds ?? double.NaN)),
        ];

        Plot Of(string id, string title, string label, IEnumerable<double> values)
        {
            double[] ys = [.. values];
            return new(id, title, x, Ranges.Logarithmic(label, ys), [new(SeriesKind.Path, title, id == "loss" ? 1 : 0, sizes, ys) { MarksEnd = true }]);
        }
    }

    public override void Seek(int step)
    {
        _shown = Math.Clamp(step, 0, _rows.Count + 1);
        while (_rows.Count < _shown)
            Measure(Sizes[_rows.Count]);
        _elapsed = 0;
    }

    // A batch size a call at most: each takes some tenths of a second, and the page draws in between.
    public override bool Advance(double elapsed, double budget)
    {
        _elapsed += elapsed;
        if (_elapsed >= Waiting && _shown < Length)
            Seek(_shown + 1);
        return _shown < Length;
    }

    protected override void Changed(Control control)
    {
        _rows.Clear();
        _shown = 0;
    }

    private void Measure(int size)
    {
        double rate = _rate.Value * (_scales.Value ? Math.Sqrt(size) : 1);
        DataSet<float> train = Draw(1, TrainCount), validation = Draw(2, ValidationCount);
        var network = new BatchNetwork(size, (ulong)_seed.Whole) { Optimizer = new Sgd(rate) };
        _rows.Add(BatchRun.Measure(network, train, validation, size, _target.Value, _epochs.Whole, (ulong)_seed.Whole));
    }

    // sin 2x · cos y and a little noise, over the square from −1.5 to 1.5.
    private DataSet<float> Draw(ulong stream, int count)
    {
        var random = new SplitMix64((ulong)_seed.Whole, stream);
        float[] inputs = new float[2 * count], targets = new float[count];
        for (int i = 0; i < count; i++)
        {
            float x = random.NextBetween(-1.5f, 1.5f), y = random.NextBetween(-1.5f, 1.5f);
            (inputs[2 * i], inputs[(2 * i) + 1]) = (x, y);
            targets[i] = (MathF.Sin(2 * x) * MathF.Cos(y)) + (0.05f * random.NextBell());
        }

        return new(inputs, targets, 2);
    }
}
