namespace FastOpt.Playground;

/// <summary>Gradient descent on a parabola, by the library's Sgd.</summary>
internal sealed class ParabolaRun
{
    private readonly List<double> _points = [], _values = [];

    public ParabolaRun(double curvature, double rate, double start, int steps)
    {
        (Curvature, Rate) = (curvature, rate);
        var options = new MinimizeOptions
        {
            MaxIterations = steps,
            Observer = (in Iterate iterate) =>
            {
                if (!double.IsFinite(iterate.Value))
                    return;
                _points.Add(iterate.Point[0]);
                _values.Add(iterate.Value);
            },
        };
        Status = Minimize.With(new Sgd(rate), new Parabola(curvature), [start], options).Status;
        (Points, Values) = ([.. _points], [.. _values]);
    }

    public double Curvature { get; }

    public double Rate { get; }

    /// <summary>w: the start, and behind each step, as far as they are finite.</summary>
    public double[] Points { get; }

    /// <summary>f there.</summary>
    public double[] Values { get; }

    public MinimumStatus Status { get; }

    /// <summary>The number of the last step.</summary>
    public int Length => Points.Length - 1;

    /// <summary>The step that is shown when the figure shows another one's, which may have more.</summary>
    public int Shown(int position) => Math.Min(position, Length);
}
