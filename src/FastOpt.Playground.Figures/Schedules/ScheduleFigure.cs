using System.Globalization;
using System.Text;

namespace FastOpt.Playground;

/// <summary>Learning rates over time, and what they make of a noisy descent.</summary>
internal sealed class ScheduleFigure : PathFigure
{
    public const string Name = "schedules";

    private const string Group = "Schedules";

    // Each for a run of so many steps.
    private static readonly (string Id, string Label, bool IsOn, Func<int, ISchedule> Create, string Source)[] Known =
    [
        ("constant", "Constant", true, static _ => new ConstantFactor(1, 1), "new ConstantFactor(1, 1)"),
        ("step", "Step decay", true, static n => new StepDecay(Math.Max(1, n / 4), 0.5), "new StepDecay({0} / 4, 0.5)"),
        ("exponential", "Exponential", false, static n => new Exponential(Math.Pow(0.01, 1.0 / n)), "new Exponential(Math.Pow(0.01, 1.0 / {0}))"),
        ("inverse", "Inverse time", true, static n => new InverseTime(10, n), "new InverseTime(10, {0})"),
        ("linear", "Linear", false, static n => new Polynomial(n), "new Polynomial({0})"),
        ("cosine", "Cosine", true, static n => new CosineAnnealing(n), "new CosineAnnealing({0})"),
        ("restarts", "Cosine with restarts", false, static n => new CosineWarmRestarts(Math.Max(1, n / 7), 2), "new CosineWarmRestarts({0} / 7, 2)"),
        ("onecycle", "One cycle", false, static n => new OneCycle(n), "new OneCycle({0})"),
        ("warmup", "Warm-up", false, static n => new Warmup(Math.Max(1, n / 10)), "new Warmup({0} / 10)"),
        ("cyclic", "Cyclic", false, static n => new Cyclic(0, Math.Max(1, n / 10)), "new Cyclic(0, {0} / 10)"),
    ];

    private readonly NumberControl _rate = new("rate", "Learning rate α", 0.001, 1.9, 0.3) { Logarithmic = true };
    private readonly NumberControl _steps = new("steps", "Steps n", 10, 1000, 400) { Step = 1 };
    private readonly NumberControl _noise = new("noise", "Noise σ of the gradient", 0, 5, 1) { Step = 0.05 };
    private readonly NumberControl _seed = new("seed", "Seed", 0, 999_999, 1) { Step = 1 };
    private readonly FlagControl[] _flags = [.. Known.Select(static one => new FlagControl(one.Id, one.Label, one.IsOn) { Group = Group })];
    private (int Style, ScheduleRun Run)[] _runs = [];

    public ScheduleFigure() => Controls = [_rate, _steps, _noise, _seed, .. _flags];

    public override string Id => Name;

    public override IReadOnlyList<Control> Controls { get; }

    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new("decay", "Constant against cosine", "step=0&inverse=0"),
        new("restarts", "Restarts", "step=0&inverse=0&restarts=1"),
        new("warm", "Warm-up and one cycle", "step=0&inverse=0&cosine=0&warmup=1&onecycle=1"),
        new("quiet", "Without noise", "noise=0"),
    ];

    public override double StepsPerSecond => 60;

    public IReadOnlyList<(int Style, ScheduleRun Run)> Runs
    {
        get
        {
            _ = Length; // computed if stale
            return _runs;
        }
    }

    public override string Status => Runs.Count == 0
        ? "No schedule is on."
        : string.Create(CultureInfo.InvariantCulture, $"Step {Position} of {Length}: {string.Join("; ", Runs.Select(one => At(one.Run)))}.");

    public override string Code
    {
        get
        {
            var text = new StringBuilder("using FastOpt;\n\nISchedule[] schedules =\n[\n");
            for (int i = 0; i < Known.Length; i++)
            {
                if (_flags[i].Value)
                    text.Append("    ").AppendFormat(CultureInfo.InvariantCulture, Known[i].Source, _steps.Whole).Append(",\n");
            }

            text.Append("];\n\n");
            text.Append("// On a network: model.Schedule = Schedule.PerStep(schedules[0]);\n");
            text.Append(CultureInfo.InvariantCulture, $"for (int t = 0; t <= {_steps.Whole}; t++)\n");
            text.Append("    Console.WriteLine(string.Join('\\t', schedules.Select(schedule => schedule.At(")
                .Append(_rate.Text)
                .Append(", t))));\n");
            return text.ToString();
        }
    }

    public override string Csv
    {
        get
        {
            var text = new StringBuilder("schedule,step,learning_rate,cost\n");
            foreach ((_, ScheduleRun run) in Runs)
            {
                for (int t = 0; t < run.Rates.Length; t++)
                    text.Append(CultureInfo.InvariantCulture, $"{run.Name},{t},{run.Rates[t]:R},{run.Costs[t]:R}\n");
            }

            return text.ToString();
        }
    }

    public override IReadOnlyList<Plot> Plots()
    {
        double[] times = [.. Enumerable.Range(0, _steps.Whole + 1).Select(static t => (double)t)];
        Axis x = new("step t", 0, _steps.Whole);
        Axis cost = Ranges.Logarithmic("cost ½·w², mean of about 20 steps", Runs.SelectMany(static one => one.Run.Costs));
        return
        [
            new("rates", "The learning rate", x, new("learning rate α", 0, 1.05 * _rate.Value), Lines(static run => run.Rates)) { Wide = true },
            new("costs", "The cost of a noisy descent", x, cost, Lines(static run => run.Costs)) { Wide = true },
        ];

        Series[] Lines(Func<ScheduleRun, double[]> values) =>
        [
            .. Runs.Select(one => new Series(SeriesKind.Line, one.Run.Name, one.Style, times, values(one.Run)) { Count = Position + 1, MarksEnd = true }),
        ];
    }

    protected override int Compute()
    {
        _runs = [.. Enumerable.Range(0, Known.Length).Where(i => _flags[i].Value).Select(i => (i, Run(i)))];
        return _steps.Whole;
    }

    private string At(ScheduleRun run) => $"{run.Name} α = {NumberText.Of(run.Rates[Position], 3)}, cost {NumberText.Of(run.Costs[Position], 3)}";

    private ScheduleRun Run(int i) => new(Known[i].Label, Known[i].Create(_steps.Whole), _rate.Value, _steps.Whole, _noise.Value, (ulong)_seed.Whole);
}
