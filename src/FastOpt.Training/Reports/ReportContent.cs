namespace FastOpt.Training;

/// <summary>What a report shows. <see cref="HtmlReport"/> fills it from a run; a program may fill more of it, or make one of its own.</summary>
public sealed class ReportContent
{
    /// <summary>The heading. Default: the network's name.</summary>
    public string Title { get; set; } = "";

    /// <summary>A sentence below the heading, such as the task and its data. Default: none.</summary>
    public string Subtitle { get; set; } = "";

    /// <summary>What the compiler decided about the network. Default: none.</summary>
    public NetworkSummary? Network { get; set; }

    /// <summary>How the run went. Default: none.</summary>
    public FitOptions? Options { get; set; }

    /// <summary>The finished epochs. Default: none.</summary>
    public History History { get; set; } = new();

    /// <summary>Training examples. Default: 0, not shown.</summary>
    public int TrainCount { get; set; }

    /// <summary>Validation examples. Default: 0, not shown.</summary>
    public int ValidationCount { get; set; }

    /// <summary>Names of metrics for which less is better; best values are marked by it. Default: none; a run's own are known.</summary>
    public ISet<string> LowerIsBetter { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Further lines of the table of the run, such as a file's name or a test figure, in order. Default: none.</summary>
    public IList<(string Name, string Value)> Facts { get; } = [];

    /// <summary>Which examples were taken for which class. Default: none.</summary>
    public ConfusionMatrix? Confusion { get; set; }

    /// <summary>The names of the classes. Default: their numbers.</summary>
    public IReadOnlyList<string> ClassNames { get; set; } = [];

    /// <summary>Predicted against true numbers. Default: none.</summary>
    public PredictionScatter? Scatter { get; set; }

    /// <summary>The probe of the run's gradients. Default: none.</summary>
    public GradientProbe? Probe { get; set; }
}

/// <summary>Predicted against true numbers of one target.</summary>
/// <param name="Name">What the target is, with its unit.</param>
/// <param name="Actual">True numbers.</param>
/// <param name="Predicted">Predicted ones, in the same order.</param>
public sealed record PredictionScatter(string Name, IReadOnlyList<float> Actual, IReadOnlyList<float> Predicted)
{
    /// <summary>Of networks with several outputs, one of them.</summary>
    /// <param name="name">What the target is, with its unit.</param>
    /// <param name="outputs">[examples × outputs], what the network predicts.</param>
    /// <param name="targets">[examples × outputs].</param>
    /// <param name="size">Outputs for each example. Default: 1.</param>
    /// <param name="column">The output that is shown. Default: 0.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public static PredictionScatter Of(string name, ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int size = 1, int column = 0)
    {
        MetricBatch.Same("scatter", outputs, targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, size);
        if (targets.Length % size != 0)
            throw new ArgumentException($"scatter: {targets.Length} targets are no whole number of examples of {size}.", nameof(targets));
        float[] actual = new float[targets.Length / size], predicted = new float[actual.Length];
        for (int i = 0; i < actual.Length; i++)
            (actual[i], predicted[i]) = (targets[(i * size) + column], outputs[(i * size) + column]);
        return new PredictionScatter(name, actual, predicted);
    }
}
