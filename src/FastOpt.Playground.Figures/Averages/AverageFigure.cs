using System.Globalization;
using System.Text;

namespace FastOpt.Playground;

/// <summary>The exponentially weighted average of a noisy series: what momentum does to gradients.</summary>
internal sealed class AverageFigure : PathFigure
{
    public const string Name = "average";

    private readonly NumberControl _beta = new("beta", "β", 0, 0.999, 0.9) { Step = 0.005 };
    private readonly FlagControl _corrects = new("correct", "Show it corrected for its start", true);
    private readonly NumberControl _noise = new("noise", "Noise σ", 0, 10, 3) { Step = 0.1 };
    private readonly NumberControl _count = new("n", "Values", 10, 500, 200) { Step = 1 };
    private readonly NumberControl _seed = new("seed", "Seed", 0, 999_999, 1) { Step = 1 };
    private AverageRun? _run;

    public AverageFigure() => Controls = [_beta, _corrects, _noise, _count, _seed];

    public override string Id => Name;

    public override IReadOnlyList<Control> Controls { get; }

    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new("short", "Short memory, 0.5", "beta=0.5"),
        new("usual", "Momentum's 0.9", ""),
        new("long", "Long memory, 0.98", "beta=0.98"),
        new("start", "The start's bias", "beta=0.98&n=60"),
    ];

    public override double StepsPerSecond => 30;

    public AverageRun Run
    {
        get
        {
            _ = Length; // computed if stale
            return _run!;
        }
    }

    public override string Status
    {
        get
        {
            string value = NumberText.Of(Run.Series[Position]), average = NumberText.Of(Run.Average[Position]);
            string corrected = NumberText.Of(Run.Corrected[Position]);
            string memory = $"With β = {NumberText.Of(_beta.Value)} it remembers about {NumberText.Of(1 / (1 - _beta.Value), 3)} values.";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"Value {Position + 1} of {_count.Whole}: {value}, average {average}, corrected {corrected}. {memory}");
        }
    }

    public override string Code => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        using FastOpt;

        // v = β·v + (1 − β)·y: Sgd's momentum in the paper's form, with the series in the gradient's place.
        IOptimizerRule rule = new Sgd(LearningRate: 1, Momentum: {{_beta.Value:R}}, Convention: Convention.Paper);
        float[] series = [
            {{CodeText.Floats(Run.Series.Select(static value => (float)value))}},
        ];
        Span<float> weight = [0], average = [0];
        for (int t = 1; t <= series.Length; t++)
        {
            rule.UpdateAll(weight, series.AsSpan(t - 1, 1), average, t);
            Console.WriteLine($"{average[0]} {average[0] / (1 - Math.Pow({{_beta.Value:R}}, t))}");
        }

        """);

    public override string Csv
    {
        get
        {
            var text = new StringBuilder("t,truth,value,average,corrected\n");
            for (int t = 0; t < Run.Series.Length; t++)
                text.Append(CultureInfo.InvariantCulture, $"{t + 1},{Run.Truth[t]:R},{Run.Series[t]:R},{Run.Average[t]:R},{Run.Corrected[t]:R}\n");
            return text.ToString();
        }
    }

    public override IReadOnlyList<Plot> Plots()
    {
        double[] times = [.. Enumerable.Range(1, _count.Whole).Select(static t => (double)t)];
        List<Series> series =
        [
            new(SeriesKind.Dots, "Series y", SeriesStyle.Data, times, Run.Series) { Count = Position + 1 },
            new(SeriesKind.Line, "Without noise", SeriesStyle.Aid, times, Run.Truth) { Count = Position + 1 },
            new(SeriesKind.Line, "Average v", 0, times, Run.Average) { Count = Position + 1, MarksEnd = true },
        ];
        if (_corrects.Value)
            series.Add(new(SeriesKind.Line, "Corrected v / (1 − βᵗ)", 1, times, Run.Corrected) { Count = Position + 1, MarksEnd = true });
        Axis y = Ranges.Linear("value", Run.Series.Append(0));

        int lags = Math.Min(60, _count.Whole);
        double[] ages = [.. Enumerable.Range(0, lags).Select(static age => (double)age)];
        double[] shares = [.. ages.Select(age => (1 - _beta.Value) * Math.Pow(_beta.Value, age))];
        Series bars = new(SeriesKind.Bars, "Share (1 − β)·βᵃ", 0, ages, shares);
        var share = new Axis("share", 0, Math.Max(1e-3, 1.1 * (1 - _beta.Value)));
        return
        [
            new("series", "The series and its average", new("value number t", 0, _count.Whole + 1), y, series) { Wide = true },
            new("shares", "What each earlier value counts", new("age a, in values", -1, lags), share, [bars]) { Wide = true },
        ];
    }

    protected override int Compute()
    {
        _run = new(_beta.Value, _count.Whole, _noise.Value, (ulong)_seed.Whole);
        return _count.Whole - 1;
    }
}
