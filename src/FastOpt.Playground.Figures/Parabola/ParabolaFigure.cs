using System.Globalization;
using System.Text;

namespace FastOpt.Playground;

/// <summary>Gradient descent on a parabola: how curvature and learning rate decide whether it crawls, jumps or diverges.</summary>
internal sealed class ParabolaFigure : PathFigure
{
    public const string Name = "parabola";

    private const double Reach = 3;

    private readonly NumberControl _curvature = new("c", "Curvature L", 0.1, 10, 1) { Step = 0.1 };
    private readonly NumberControl _rate = new("rate", "Learning rate α", 0.001, 10, 0.3) { Logarithmic = true };
    private readonly FlagControl _compares = new("compare", "Compare a second rate", false);
    private readonly NumberControl _second = new("rate2", "Second rate", 0.001, 10, 1.8) { Logarithmic = true };
    private readonly NumberControl _start = new("w", "Start w₀", -Reach, Reach, -2.6) { Step = 0.05 };
    private readonly NumberControl _steps = new("steps", "Steps", 1, 200, 30) { Step = 1 };
    private ParabolaRun[] _runs = [];

    public ParabolaFigure() => Controls = [_curvature, _rate, _compares, _second, _start, _steps];

    public override string Id => Name;

    public override IReadOnlyList<Control> Controls { get; }

    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new("small", "Small rate", "rate=0.05"),
        new("one", "Exactly 1/L", "rate=1"),
        new("sides", "Between 1/L and 2/L", "rate=1.8"),
        new("diverge", "Above 2/L", "rate=2.1&w=0.3"),
        new("both", "Small against large", "rate=0.1&compare=1&rate2=1.8"),
    ];

    public override double StepsPerSecond => 5;

    public override string Status
    {
        get
        {
            ParabolaRun run = Runs[0];
            int step = run.Shown(Position);
            string w = NumberText.Of(run.Points[step], 5), f = NumberText.Of(run.Values[step], 5);
            return string.Create(CultureInfo.InvariantCulture, $"Step {step} of {run.Length}: w = {w}, f = {f}. ") + Regime.Of(run.Rate, run.Curvature);
        }
    }

    public override Fault? Fault
    {
        get
        {
            ParabolaRun? run = Runs.FirstOrDefault(static one => one.Status == MinimumStatus.NotFinite);
            if (run is null || Position < run.Length)
                return null;
            string control = run == Runs[0] ? _rate.Name : _second.Name;
            string rate = NumberText.Of(run.Rate), limit = NumberText.Of(2 / run.Curvature);
            string text = string.Create(
                CultureInfo.InvariantCulture,
                $"Step {run.Length + 1} gives no finite number: the rate {rate} is above 2/L = {limit}, so that each step was longer than the last.");
            return new(text, control, NumberText.Of(1 / run.Curvature, 4));
        }
    }

    public override string Code => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        using FastOpt;

        var options = new MinimizeOptions { MaxIterations = {{_steps.Whole}} };
        Minimum minimum = Minimize.With(new Sgd({{_rate.Value:R}}), new Parabola({{_curvature.Value:R}}), [{{_start.Value:R}}], options);
        Console.WriteLine(minimum);

        [Objective]
        public readonly partial record struct Parabola(double Curvature)
        {
            public double Value(double w) => 0.5 * Curvature * w * w;
        }

        """);

    public override string Csv
    {
        get
        {
            var text = new StringBuilder("learning_rate,step,w,f\n");
            foreach (ParabolaRun run in Runs)
            {
                for (int i = 0; i < run.Points.Length; i++)
                    text.Append(CultureInfo.InvariantCulture, $"{run.Rate:R},{i},{run.Points[i]:R},{run.Values[i]:R}\n");
            }

            return text.ToString();
        }
    }

    /// <summary>One run, or two where rates are compared.</summary>
    public IReadOnlyList<ParabolaRun> Runs
    {
        get
        {
            _ = Length; // computed if stale
            return _runs;
        }
    }

    public override IReadOnlyList<Plot> Plots() => [Curve(), Cost()];

    protected override int Compute()
    {
        double[] rates = _compares.Value ? [_rate.Value, _second.Value] : [_rate.Value];
        _runs = [.. rates.Select(rate => new ParabolaRun(_curvature.Value, rate, _start.Value, _steps.Whole))];
        return _runs.Max(static run => run.Length);
    }

    private Plot Curve()
    {
        var f = new Parabola(_curvature.Value);
        double top = f.Value(Reach) * 1.05;
        double[] xs = [.. Enumerable.Range(0, 121).Select(static i => -Reach * 1.1 + (i * Reach * 2.2 / 120))];
        List<Series> series = [new(SeriesKind.Line, "Cost f", SeriesStyle.Truth, xs, [.. xs.Select(w => f.Value(w))])];

        ParabolaRun run = Runs[0];
        int step = run.Shown(Position);
        double at = run.Points[step], slope = f.Slope(at);
        double[] ends = [at - Reach, at + Reach];
        series.Add(new(SeriesKind.Line, "Tangent", SeriesStyle.Aid, ends, [.. ends.Select(w => run.Values[step] + (slope * (w - at)))]));
        double next = at - (run.Rate * slope), promised = run.Values[step] + (slope * (next - at));
        string error = string.Create(CultureInfo.InvariantCulture, $"Error of the tangent, {NumberText.Of(f.Value(next) - promised)}");
        series.Add(new(SeriesKind.Path, error, SeriesStyle.Error, [next, next], [promised, f.Value(next)]));

        for (int i = 0; i < Runs.Count; i++)
        {
            ParabolaRun one = Runs[i];
            series.Add(new(SeriesKind.Path, Label(one), i, one.Points, one.Values) { Count = one.Shown(Position) + 1, MarksEnd = true });
        }

        series.Add(Series.Handle("Start", _start, null, f.Value(_start.Value)));
        return new("curve", "Cost over the weight", new("weight w", -Reach * 1.1, Reach * 1.1), new("cost f(w)", -0.08 * top, top), series);
    }

    private Plot Cost()
    {
        Series[] series = [.. Runs.Select((run, i) => new Series(SeriesKind.Path, Label(run), i, Steps(run.Points.Length), run.Values)
        {
            Count = run.Shown(Position) + 1,
            MarksEnd = true,
        })];
        Axis y = Ranges.Logarithmic("cost f(w)", Runs.SelectMany(static run => run.Values));
        return new("cost", "Cost over the steps", new("step", 0, Math.Max(1, Length)), y, series);
    }

    private static double[] Steps(int count) => [.. Enumerable.Range(0, count).Select(static i => (double)i)];

    private static string Label(ParabolaRun run) => string.Create(CultureInfo.InvariantCulture, $"α = {NumberText.Of(run.Rate)}");
}
