using System.Globalization;
using FastOpt.Race;

namespace FastOpt.Playground;

/// <summary>A racer with its controls: whether it takes part, and how fast it goes.</summary>
internal sealed class Lane
{
    private const double MostDecay = 10, MostNorm = 1000;

    private (Landscape Landscape, Point Start, int Steps, Pace Pace) _key;
    private RaceRun? _run;

    /// <param name="racer">Who runs.</param>
    /// <param name="name">The name on the page.</param>
    /// <param name="id">The name in the address.</param>
    /// <param name="style">Its colour, dash and marker.</param>
    /// <param name="isOn">Whether it takes part unless it is told.</param>
    /// <param name="landscape">The first landscape.</param>
    public Lane(Racer racer, string name, string id, int style, bool isOn, Landscape landscape)
    {
        (Racer, Name, Style) = (racer, name, style);
        On = new FlagControl(id, "On", isOn) { Group = RaceFigure.LaneGroup, Row = name };
        Controls = [On];
        if (racer.Searches)
            return;
        double rate = racer.RateOn(landscape, null)!.Value;
        Rate = new NumberControl(id + ".rate", "Rate α", 1e-7, 100, rate) { Logarithmic = true, Group = RaceFigure.LaneGroup, Row = name };
        Decay = new NumberControl(id + ".decay", "Decay k", 0, MostDecay, 0) { Group = RaceFigure.LaneGroup, Row = name };
        Norm = new NumberControl(id + ".clip", "Clip", 0, MostNorm, 0) { Group = RaceFigure.LaneGroup, Row = name };
        Controls = [On, Rate, Decay, Norm];
    }

    public Racer Racer { get; }

    public string Name { get; }

    public int Style { get; }

    public FlagControl On { get; }

    public NumberControl? Rate { get; }

    public NumberControl? Decay { get; }

    public NumberControl? Norm { get; }

    public IReadOnlyList<Control> Controls { get; }

    public Pace Pace => Rate is null ? default : new(Rate.Value, Decay!.Value, Norm!.Value);

    /// <summary>"Adam, α = 0.2".</summary>
    public string Label
    {
        get
        {
            if (Rate is null)
                return Name;
            string text = $"{Name}, α = {RaceText.Rate(Rate.Value)}";
            if (Decay!.Value > 0)
                text += string.Create(CultureInfo.InvariantCulture, $", k = {NumberText.Of(Decay.Value)}");
            return Norm!.Value > 0 ? text + string.Create(CultureInfo.InvariantCulture, $", clipped at {NumberText.Of(Norm.Value)}") : text;
        }
    }

    /// <summary>The last run's path, horizontally.</summary>
    public double[] Xs { get; private set; } = [];

    /// <summary>The last run's path, vertically.</summary>
    public double[] Ys { get; private set; } = [];

    /// <summary>The rate that suits the landscape becomes the standard, and the rate.</summary>
    public void MoveTo(Landscape landscape)
    {
        if (Rate is null)
            return;
        Rate.Standard = Racer.RateOn(landscape, null)!.Value;
        Rate.Reset();
    }

    /// <summary>The run; the last one if nothing about it has changed.</summary>
    public RaceRun Run(Landscape landscape, Point start, int steps)
    {
        var key = (landscape, start, steps, Pace);
        if (_run is null || _key != key)
        {
            (_key, _run) = (key, RaceRun.Of(Racer, landscape, start, steps, Pace));
            Xs = [.. _run.Steps.Select(static step => step.Point.X)];
            Ys = [.. _run.Steps.Select(static step => step.Point.Y)];
        }

        return _run;
    }
}
