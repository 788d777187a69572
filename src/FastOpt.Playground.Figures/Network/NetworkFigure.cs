using System.Diagnostics;
using System.Globalization;
using System.Text;
using static System.FormattableString;

namespace FastOpt.Playground;

/// <summary>A network that trains while one looks on: one of those that are compiled into the page, on points in the plane or on small digits.</summary>
internal sealed class NetworkFigure : Figure
{
    public const string Name = "network";

    /// <summary>Steps that <see cref="Seek"/> takes at once at most.</summary>
    private const long MostSteps = 20_000;

    /// <summary>The part of the computing time that goes into the plots while it trains.</summary>
    private const double PlotShare = 0.25;

    private const int MostKept = 3;

    private const string Again = "seed", Keep = "keep", Forget = "forget";

    private readonly NetworkControls _controls = new();
    private IReadOnlyList<KeptRun> _kept = [];
    private NetworkData? _data;
    private NetworkRun? _run;
    private NetworkPlots? _plots;
    private int _position;
    private double _waiting;
    private long _trainingTicks, _plotTicks;
    private bool _plays;

    public override string Id => Name;

    public override IReadOnlyList<Control> Controls => _controls.All;

    public override IReadOnlyList<Preset> Presets => NetworkPresets.All;

    public override IReadOnlyList<FigureAction> Actions { get; } =
        [new(Again, "Another seed"), new(Keep, "Keep these curves"), new(Forget, "Forget kept curves")];

    public override IReadOnlyList<FigureFile> Files =>
    [
        new("fastopt-network.safetensors", "Download weights", () => _plots!.At(_position).ToSafeTensors()),
        new($"fastopt-{_controls.Data.Value}.csv", "Download data", () => Encoding.UTF8.GetBytes(Run.Data.ToCsv())),
    ];

    /// <summary>The run as far as it has come.</summary>
    public NetworkRun Run
    {
        get
        {
            if (_run is not null)
                return _run;
            _run = new NetworkRun(Settings, Data);
            _plots = new NetworkPlots(_run);
            while (!_run.Go())
            {
            }

            (_position, _waiting, _plays) = (0, 0, false);
            return _run;
        }
    }

    public NetworkData Data => _data ??= _controls.MakeData();

    public NetworkSettings Settings => _controls.Settings;

    public override int Length => Run.IsOver ? Math.Max(1, Run.Frames.Count - 1) : Settings.Epochs;

    public override int Position
    {
        get
        {
            _ = Run;
            return _position;
        }
    }

    public override bool IsLive => true;

    public override double StepsPerSecond => 24;

    public override string Status
    {
        get
        {
            if (Data.Error is not null)
                return "The table cannot be used yet; points of a circle stand in for it.";
            NetworkRun run = Run;
            NetworkFrame frame = run.Frames[_position];
            string speed = run.StepsPerSecond > 0 ? Invariant($", {run.StepsPerSecond:N0} steps per second") : "";
            string text = Invariant($"Epoch {frame.Epoch} of {Length}, step {frame.Step:N0}{speed}. Training: {frame.Train}. Validation: {frame.Validation}.");
            if (run.StoppedEarly)
            {
                text += Invariant(
                    $" Stopped early behind epoch {run.Frames.Count - 1}: the validation loss was lowest in epoch {run.Best}, whose weights are back.");
            }

            if (Settings.L1 > 0 && CompiledNetworks.Of(Settings.Network).IsNormed)
                text += " L1 is left out: batch norm undoes what it does to the weights in front.";
            return text;
        }
    }

    public override Fault? Fault
    {
        get
        {
            if (Data.Error is string error)
                return new(error, "", "");
            return Run.Failure is string failure && _position == Run.Frames.Count - 1
                ? new(failure, _controls.Rate.Name, (Settings.Rate / 10).ToString("G3", CultureInfo.InvariantCulture))
                : null;
        }
    }

    public override string Code => NetworkCode.Write(Settings, Data.Name, _controls.Share.Value);

    public override string Csv
    {
        get
        {
            var text = new StringBuilder("epoch,step,learning_rate,train_loss,train_accuracy,validation_loss,validation_accuracy");
            foreach (string layer in Run.Norms.Names)
                text.Append(CultureInfo.InvariantCulture, $",gradient_norm.{layer}");
            text.Append('\n');
            foreach (NetworkFrame frame in Run.Frames)
            {
                text.Append(CultureInfo.InvariantCulture, $"{frame.Epoch},{frame.Step},{frame.LearningRate:R},{frame.Train.Loss:R},{frame.Train.Accuracy:R},");
                text.Append(CultureInfo.InvariantCulture, $"{frame.Validation.Loss:R},{frame.Validation.Accuracy:R}");
                foreach (double norm in frame.GradientNorms)
                    text.Append(CultureInfo.InvariantCulture, $",{norm:R}");
                text.Append('\n');
            }

            return text.ToString();
        }
    }

    private NetworkMoment Moment => new(_position, Run.Frames.Count, _controls.Spread.Value, _kept);

    public override IReadOnlyList<Plot> Plots()
    {
        _ = Run;
        return _plots!.Draw(Moment, mayLag: _plays);
    }

    /// <remarks>An epoch that is not trained yet is trained at once, but for a run so long that the page would stand still.</remarks>
    public override void Seek(int step)
    {
        NetworkRun run = Run;
        step = Math.Clamp(step, 0, Length);
        long until = run.Frames[^1].Step + MostSteps;
        while (!run.IsOver && run.Frames.Count <= step && run.Frames[^1].Step < until)
            run.Go();
        _position = Math.Min(step, run.Frames.Count - 1);
        (_waiting, _plays) = (0, false);
    }

    public override bool Advance(double elapsed, double budget)
    {
        NetworkRun run = Run;
        if (Data.Error is not null)
            return false;
        _waiting += elapsed * StepsPerSecond / 1000;
        long end = Stopwatch.GetTimestamp() + (long)(Math.Min(budget, 1e9) * Stopwatch.Frequency / 1000);
        while (GoOn(run) && Stopwatch.GetTimestamp() < end)
        {
        }

        ShowTrained(run);
        // What it could not do in time, it does not owe: a reader who slows it down sees it slow down.
        _waiting = Math.Min(_waiting, 1);
        if (run.StoppedEarly && _position == run.Frames.Count - 1)
            _position = run.Best;
        bool isOver = run.IsOver && (run.StoppedEarly ? _position == run.Best : _position >= run.Frames.Count - 1);
        return _plays = !isOver;
    }

    public override void Act(string action)
    {
        switch (action)
        {
            case Again:
                Set(_controls.Seed.Name, ((_controls.Seed.Value % _controls.Seed.Maximum) + 1).ToString(CultureInfo.InvariantCulture));
                break;
            case Keep:
                KeepCurves();
                break;
            case Forget:
                _kept = [];
                break;
        }
    }

    protected override void Changed(Control control)
    {
        if (control == _controls.Spread)
            return;
        if (_controls.IsOfData(control))
            _data = null;
        _controls.Fit(control, () => Data);
        if (_data is not null && _data.Name != _controls.Data.Value)
            _data = null;
        (_run, _plots) = (null, null);
    }

    /// <summary>Does a piece of training or of the plots, each of which has its share of the time.</summary>
    /// <returns>Whether there was anything to do.</returns>
    private bool GoOn(NetworkRun run)
    {
        ShowTrained(run);
        bool trains = _waiting >= 1 && !run.IsOver;
        NetworkMoment moment = Moment;
        bool draws = !_plots!.AreAt(moment) && (!trains || _plotTicks < PlotShare * (_plotTicks + _trainingTicks));
        long start = Stopwatch.GetTimestamp();
        if (draws)
        {
            _plots.Go(moment);
            _plotTicks += Stopwatch.GetTimestamp() - start;
        }
        else if (trains)
        {
            run.Go();
            _trainingTicks += Stopwatch.GetTimestamp() - start;
        }

        return draws || trains;
    }

    // Epochs that are trained, lately or before a seek, go by as fast as the reader wants.
    private void ShowTrained(NetworkRun run)
    {
        int epochs = (int)Math.Min(_waiting, run.Frames.Count - 1 - _position);
        _position += epochs;
        _waiting -= epochs;
    }

    private void KeepCurves()
    {
        if (Run.Frames.Count < 2)
            return;
        NetworkSettings settings = Settings;
        string optimizer = OptimizerChoice.All.First(one => one.Value == settings.Optimizer).Label;
        string label = string.Create(
            CultureInfo.InvariantCulture, $"{CompiledNetworks.Of(settings.Network).Label}, {optimizer} {settings.Rate:G3}, batch {Run.Batch}");
        var kept = new KeptRun(
            label,
            [.. Run.Frames.Select(static one => (double)one.Epoch)],
            [.. Run.Frames.Select(static one => one.Validation.Loss)],
            [.. Run.Frames.Select(static one => one.Validation.Accuracy)]);
        _kept = [.. _kept.TakeLast(MostKept - 1), kept];
    }
}
