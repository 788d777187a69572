using System.Globalization;

namespace FastOpt.Playground;

/// <summary>A line through points, learned in batches: the fit, the way over the loss, and the loss itself.</summary>
internal sealed class RegressionFigure : PathFigure
{
    public const string Name = "regression";

    private const double Most = 4;

    private readonly NumberControl _count = new("m", "Examples m", 2, 200, 40) { Step = 1, Group = "Data" };
    private readonly NumberControl _trueWeight = new("tw", "True slope", -2, 2, 1.2) { Step = 0.05, Group = "Data" };
    private readonly NumberControl _trueBias = new("tb", "True value at 0", -2, 2, 0.4) { Step = 0.05, Group = "Data" };
    private readonly NumberControl _noise = new("noise", "Noise σ", 0, 2, 0.4) { Group = "Data" };
    private readonly NumberControl _seed = new("seed", "Seed", 0, 999_999, 1) { Step = 1, Group = "Data" };
    private readonly NumberControl _rate = new("rate", "Learning rate α", 0.001, 5, 0.1) { Logarithmic = true, Group = "Training" };
    private readonly NumberControl _batch = new("batch", "Batch", 1, 250, 8)
    {
        Step = 1,
        Group = "Training",
        Hint = "The number of examples or more is the full batch.",
    };

    private readonly NumberControl _steps = new("steps", "Steps", 1, 1000, 100) { Step = 1, Group = "Training" };
    private readonly NumberControl _weight = new("w", "Start w", -Most, Most, -2.5) { Step = 0.05, Group = "Training" };
    private readonly NumberControl _bias = new("b", "Start b", -Most, Most, -2) { Step = 0.05, Group = "Training" };
    private readonly FlagControl _compares = new("full", "Beside the full batch", false) { Group = "Training" };
    private readonly NumberControl _addX = new("px", "Point x", -LineData.Reach, LineData.Reach, 0) { Group = "Add a point" };
    private readonly NumberControl _addY = new("py", "Point y", -Most, Most, 2) { Step = 0.05, Group = "Add a point" };
    private readonly TextControl _points;
    private LineRun[] _runs = [];
    private LineMap? _map;

    public RegressionFigure()
    {
        _points = new("points", "Added points", static text => LineData.Format(LineData.ParsePoints(text, Most)))
        {
            Group = "Add a point",
            Hint = "x,y; x,y; … A click into the plot adds one, too.",
        };
        Controls = [_count, _trueWeight, _trueBias, _noise, _seed, _rate, _batch, _steps, _weight, _bias, _compares, _addX, _addY, _points];
        Data = Draw();
    }

    public override string Id => Name;

    public override IReadOnlyList<Control> Controls { get; }

    public override IReadOnlyList<FigureAction> Actions { get; } = [new("add", "Add the point"), new("clear", "Remove added points"), new("seed", "Draw anew")];

    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new("full", "Full batch", "batch=250"),
        new("compare", "Full batch against mini-batch", "batch=2&full=1&steps=80&rate=0.15&noise=0.8"),
        new("one", "One example a step", "batch=1&rate=0.05&steps=300&noise=0.8"),
        new("small", "Small rate", "rate=0.01&batch=250"),
        new("large", "Large rate", "rate=0.9&batch=250"),
        new("diverge", "Too large a rate", "rate=1.2&batch=250&steps=400"),
        new("outlier", "An outlier", "noise=0.1&batch=250&points=0.9%2C-4"),
    ];

    public override double StepsPerSecond => 15;

    public LineData Data { get; private set; }

    /// <summary>The run, and that of the full batch where it is asked for.</summary>
    public IReadOnlyList<LineRun> Runs
    {
        get
        {
            _ = Length; // computed if stale
            return _runs;
        }
    }

    public override string Status
    {
        get
        {
            LineRun run = Runs[0];
            int step = run.Shown(Position), perEpoch = (Data.Count + run.Batch - 1) / run.Batch;
            (double weight, double bias) = Data.Best;
            string line = $"y = {NumberText.Of(run.Weights[step])}·x + {NumberText.Of(run.Biases[step])}";
            string loss = $"loss {NumberText.Of(run.Losses[step])}; the least possible is {NumberText.Of(Data.Loss(weight, bias))}";
            return string.Create(CultureInfo.InvariantCulture, $"Step {step} of {run.Length}, epoch {(double)step / perEpoch:0.#}: {line}, {loss}.");
        }
    }

    public override Fault? Fault
    {
        get
        {
            LineRun? run = Runs.FirstOrDefault(static one => !one.IsFinite);
            if (run is null || Position < run.Length)
                return null;
            double limit = 2 / Data.Curvature;
            string cause = run.Rate > limit
                ? $"above 2/L = {NumberText.Of(limit)}, where L is the loss's largest curvature"
                : string.Create(CultureInfo.InvariantCulture, $"too large for batches of {run.Batch}, some of which curve more than all examples");
            string text = string.Create(
                CultureInfo.InvariantCulture,
                $"Step {run.Length + 1} gives no finite weights: the rate {NumberText.Of(run.Rate)} is {cause}.");
            return new(text, _rate.Name, NumberText.Of(Math.Min(1 / Data.Curvature, run.Rate / 4), 2));
        }
    }

    public override string Code => RegressionCode.Of(Data, _rate.Value, Runs[0].Batch, _steps.Whole, _weight.Value, _bias.Value, _seed.Whole);

    public override string Csv => RegressionCode.Csv(Runs);

    public override IReadOnlyList<Plot> Plots() => [Fit(), Plane(), Loss()];

    public override void Act(string action)
    {
        IReadOnlyList<(double, double)> points = LineData.ParsePoints(_points.Value, Most);
        if (action == "add")
            Set(_points.Name, LineData.Format(points.Append((_addX.Value, _addY.Value))));
        else if (action == "clear")
            Set(_points.Name, "");
        else if (action == "seed")
            Set(_seed.Name, ((_seed.Whole + 1) % 1_000_000).ToString(CultureInfo.InvariantCulture));
    }

    protected override void Changed(Control control)
    {
        if (control != _addX && control != _addY)
            base.Changed(control);
    }

    protected override int Compute()
    {
        Data = Draw();
        var start = (_weight.Value, _bias.Value);
        int[] batches = _compares.Value ? [_batch.Whole, Data.Count] : [_batch.Whole];
        _runs = [.. batches.Select(batch => new LineRun(Data, start, _rate.Value, batch, _steps.Whole, (ulong)_seed.Whole))];
        _map = LineMap.Of(Data, _map);
        return _runs.Max(static run => run.Length);
    }

    private LineData Draw() => new(
        _count.Whole, _trueWeight.Value, _trueBias.Value, _noise.Value, (ulong)_seed.Whole, LineData.ParsePoints(_points.Value, Most));

    private Plot Fit()
    {
        LineRun run = Runs[0];
        int step = run.Shown(Position);
        double[] xs = [-LineData.Reach * 1.1, LineData.Reach * 1.1];
        List<Series> series =
        [
            new(SeriesKind.Dots, "Examples", SeriesStyle.Data, [.. Data.Xs.Select(static x => (double)x)], [.. Data.Ys.Select(static y => (double)y)]),
            new(SeriesKind.Line, "Truth", SeriesStyle.Truth, xs, [.. xs.Select(x => (_trueWeight.Value * x) + _trueBias.Value)]),
            new(SeriesKind.Line, "Model", SeriesStyle.Start, xs, [.. xs.Select(x => (run.Weights[step] * x) + run.Biases[step])]),
        ];
        return new("fit", "The line and its examples", new("x", xs[0], xs[1]), new("y", -Most * 1.05, Most * 1.05), series)
        {
            Click = new(_addX.Name, _addY.Name, "add"),
        };
    }

    private Plot Plane()
    {
        _ = Length;
        List<Series> series = [_map!.Lines];
        for (int i = Runs.Count - 1; i >= 0; i--)
            series.Add(new(SeriesKind.Path, Label(Runs[i]), i, Runs[i].Weights, Runs[i].Biases) { Count = Runs[i].Shown(Position) + 1, MarksEnd = true });
        series.Add(new(SeriesKind.Dots, "Truth", SeriesStyle.Truth, [_trueWeight.Value], [_trueBias.Value]));
        series.Add(Series.Handle("Start", _weight, _bias, _bias.Value));
        return new("plane", "The way over the loss", new("weight w", -LineMap.Reach, LineMap.Reach), new("bias b", -LineMap.Reach, LineMap.Reach), series)
        {
            Map = _map.Map,
            Click = new(_weight.Name, _bias.Name, ""),
        };
    }

    private Plot Loss()
    {
        double[] steps = [.. Enumerable.Range(0, Length + 1).Select(static step => (double)step)];
        Series[] series = [.. Runs.Select((run, i) => new Series(SeriesKind.Line, Label(run), i, steps, run.Losses)
        {
            Count = run.Shown(Position) + 1,
            MarksEnd = true,
        })];
        Axis y = Ranges.Logarithmic("loss (mean squared error)", Runs.SelectMany(static run => run.Losses));
        return new("loss", "Loss over the steps", new("step", 0, Math.Max(1, Length)), y, series) { Wide = true };
    }

    private string Label(LineRun run) => run.Batch == Data.Count ? "Full batch" : $"Batch of {run.Batch}";
}
