using System.Globalization;
using FastOpt.Race;

namespace FastOpt.Playground;

/// <summary>Every rule of the library over every landscape: who comes down how, from where, at what rate.</summary>
internal sealed class RaceFigure : PathFigure
{
    public const string Name = "race";

    internal const string LaneGroup = "Optimizers";

    private const double Reach = 10;

    private static readonly string[] FirstOn = ["Sgd", "Momentum", "RmsProp", "Adam"];

    // Those that often race together have the eight plain colours.
    private static readonly string[] FirstStyles = [.. FirstOn, "Nesterov", "Bfgs", "NewtonCg"];

    private readonly ChoiceControl _landscape = new(
        "f", "Landscape", [.. Landscapes.All.Select(static one => (one.Name.ToLowerInvariant(), Words(one.Name)))], nameof(Rosenbrock).ToLowerInvariant());
    private readonly NumberControl _x = new("x", "Start x", -Reach, Reach, 0);
    private readonly NumberControl _y = new("y", "Start y", -Reach, Reach, 0);
    private readonly NumberControl _steps = new("steps", "Steps", 1, 2000, 300) { Step = 1 };
    private readonly NumberControl _seed = new("seed", "Seed of a drawn start", 0, 999_999, 1) { Step = 1 };
    private readonly Lane[] _lanes;
    private (Lane Lane, RaceRun Run)[] _runs = [];
    private double[][] _costs = [];
    private double[] _times = [];
    private Axis _costAxis;

    public RaceFigure()
    {
        Racer sgd = Racers.All.Single(static racer => racer.Name == nameof(Sgd));
        _lanes =
        [
            Of(sgd),
            // One rule twice, so that two settings of it can race.
            new Lane(sgd, "Sgd again", "sgd2", FirstStyles.Length, false, Landscape),
            .. Racers.All.Where(racer => racer != sgd).Select(Of),
        ];

        Lane Of(Racer racer) => new(racer, racer.Name, racer.Name.ToLowerInvariant(), Style(racer), FirstOn.Contains(racer.Name), Landscape);

        MoveTo(Landscape);
        Controls = [_landscape, _x, _y, _steps, _seed, .. _lanes.SelectMany(static lane => lane.Controls)];
    }

    public override string Id => Name;

    public override IReadOnlyList<Control> Controls { get; }

    public override IReadOnlyList<FigureAction> Actions { get; } = [new("draw", "Draw a start"), new("rates", "Rates that suit")];

    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new("ravine", "Momentum in a ravine", "f=ravine&steps=150&rmsprop=0&adam=0&sgd.rate=0.018&momentum.rate=0.018"),
        new("nesterov", "Nesterov against momentum", "f=ravine&steps=150&sgd=0&rmsprop=0&adam=0&nesterov=1&momentum.rate=0.015&nesterov.rate=0.015"),
        new("rates", "Small against large rate", "f=ravine&steps=120&momentum=0&rmsprop=0&adam=0&sgd.rate=0.002&sgd2=1&sgd2.rate=0.0199"),
        new("cliff", "Clipping at a cliff", "f=cliff&x=0.35&y=0.05&steps=200&momentum=0&rmsprop=0&adam=0&sgd.rate=0.02&sgd2=1&sgd2.rate=0.02&sgd2.clip=1"),
        new("saddle", "Leaving a saddle", "f=saddle&steps=200&newtoncg=1"),
        new("valleys", "Four minima", "f=himmelblau&steps=200&bfgs=1"),
        new("plateau", "Across a plateau", "f=plateau&steps=400"),
    ];

    public override double StepsPerSecond => 40;

    public Landscape Landscape => Landscapes.All.Single(one => one.Name.Equals(_landscape.Value, StringComparison.OrdinalIgnoreCase));

    public Point Start => new(_x.Value, _y.Value);

    /// <summary>Those that take part.</summary>
    public IReadOnlyList<(Lane Lane, RaceRun Run)> Runs
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
            if (Runs.Count == 0)
                return "Nobody takes part. Switch an optimizer on.";
            (Lane lane, RaceRun run) = Runs.MinBy(one => At(one.Run).Value);
            int near = Runs.Count(static one => one.Run.StepsToNear is not null);
            string end = Position < Length ? "" : string.Create(CultureInfo.InvariantCulture, $"; {near} of {Runs.Count} came within 0.001 of a minimum");
            string lowest = NumberText.Of(At(run).Value, 5);
            return string.Create(CultureInfo.InvariantCulture, $"Step {Position} of {Length}: {lane.Name} is lowest, f = {lowest}{end}.");
        }
    }

    public override Fault? Fault
    {
        get
        {
            foreach ((Lane lane, RaceRun run) in Runs)
            {
                if (run.Status != MinimumStatus.NotFinite || Position < run.Steps.Count - 1 || lane.Rate is null)
                    continue;
                string cause = $"the gradient is {NumberText.Of(run.Last.GradientNorm)}, too steep for the rate {NumberText.Of(lane.Rate.Value)}";
                string text = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{lane.Name}: step {run.Steps.Count} gives no finite number. At f = {NumberText.Of(run.Last.Value)} {cause}.");
                return new(text, lane.Rate.Name, NumberText.Of(lane.Rate.Value / 4, 2));
            }

            return null;
        }
    }

    public override PlotTable? Results => RaceResults.Of(this);

    public override string Code => RaceCode.Of(this, _steps.Whole);

    public override string Csv
    {
        get
        {
            using var writer = new StringWriter(CultureInfo.InvariantCulture);
            RaceCsv.Write(writer, [.. Runs.Select(static one => one.Run)]);
            return writer.ToString();
        }
    }

    public override IReadOnlyList<Plot> Plots() => [Plane(), Cost()];

    /// <summary>Where a run is at the step that is shown.</summary>
    public RaceStep At(RaceRun run) => run.Steps[Math.Min(Position, run.Steps.Count - 1)];

    public override void Act(string action)
    {
        if (action == "draw")
        {
            _seed.SetValue(_seed.Value + 1);
            Point drawn = Landscape.View.Draw((ulong)_seed.Value);
            _x.SetValue(Math.Round(drawn.X, 4));
            _y.SetValue(Math.Round(drawn.Y, 4));
            base.Changed(_seed);
        }
        else if (action == "rates")
        {
            foreach (Lane lane in _lanes)
                lane.MoveTo(Landscape);
            base.Changed(_seed);
        }
    }

    protected override void Changed(Control control)
    {
        if (control == _landscape)
            MoveTo(Landscape);
        base.Changed(control);
    }

    protected override int Compute()
    {
        _runs = [.. _lanes.Where(static lane => lane.On.Value).Select(lane => (lane, lane.Run(Landscape, Start, _steps.Whole)))];
        ComputeCosts();
        return _runs.Length == 0 ? 0 : _runs.Max(static one => one.Run.Steps.Count - 1);
    }

    // The start and the rates of a landscape are the standard ones while it is shown.
    private void MoveTo(Landscape landscape)
    {
        (_x.Standard, _y.Standard) = (landscape.Start.X, landscape.Start.Y);
        _x.Reset();
        _y.Reset();
        foreach (Lane lane in _lanes)
            lane.MoveTo(landscape);
    }

    private Plot Plane()
    {
        Landscape landscape = Landscape;
        LandscapeMap map = LandscapeMap.Of(landscape);
        List<Series> series = [map.Lines];
        if (landscape.Minima.Count > 0)
            series.Add(map.Minima);
        foreach ((Lane lane, RaceRun run) in Runs)
            series.Add(new(SeriesKind.Line, lane.Label, lane.Style, lane.Xs, lane.Ys) { Count = Count(run), MarksEnd = true });
        series.Add(Series.Handle("Start", _x, _y, _y.Value));
        View view = landscape.View;
        return new("plane", Words(landscape.Name) + ": the paths", new("x", view.Left, view.Right), new("y", view.Bottom, view.Top), series)
        {
            Map = map.Map,
            Aspect = view.Width / view.Height,
            Wide = true,
            Click = new(_x.Name, _y.Name, ""),
        };
    }

    private Plot Cost()
    {
        Series[] series = [.. Runs.Select((one, i) => new Series(SeriesKind.Line, one.Lane.Name, one.Lane.Style, _times, _costs[i])
        {
            Count = Count(one.Run),
            MarksEnd = true,
        })];
        return new("cost", "Cost over the steps", new("step", 0, Math.Max(1, Length)), _costAxis, series) { Wide = true };
    }

    // The cost above the lowest minimum, of which a logarithmic axis shows all; or the cost itself, where there is none. What rounding leaves below the minimum
    // counts as at it.
    private void ComputeCosts()
    {
        Landscape landscape = Landscape;
        bool hasLowest = landscape.Minima.Count > 0;
        double lowest = hasLowest ? landscape.Minima.Min(landscape.Value) : 0;
        _costs = [.. _runs.Select(one => (double[])[.. one.Run.Steps.Select(step => hasLowest ? Math.Max(0, step.Value - lowest) : step.Value)])];
        _times = [.. Enumerable.Range(0, _costs.Length == 0 ? 0 : _costs.Max(static costs => costs.Length)).Select(static step => (double)step)];
        IEnumerable<double> all = _costs.SelectMany(static costs => costs);
        _costAxis = hasLowest ? Ranges.Logarithmic("cost above the minimum", all) : Ranges.Linear("cost f", all.Select(static cost => Math.Max(cost, -1e3)));
    }

    private int Count(RaceRun run) => Math.Min(Position + 1, run.Steps.Count);

    private static int Style(Racer racer)
    {
        int first = Array.IndexOf(FirstStyles, racer.Name);
        return first >= 0 ? first : FirstStyles.Length + 1 + Racers.All.Where(static one => !FirstStyles.Contains(one.Name)).ToList().IndexOf(racer);
    }

    // "GoldsteinPrice" to "Goldstein–Price"; racers keep the library's names.
    private static string Words(string name) => name switch
    {
        nameof(GoldsteinPrice) => "Goldstein–Price",
        nameof(StyblinskiTang) => "Styblinski–Tang",
        nameof(MonkeySaddle) => "Monkey saddle",
        _ => name,
    };
}
