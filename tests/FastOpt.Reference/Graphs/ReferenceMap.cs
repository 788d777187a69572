namespace FastOpt.Reference.Graphs;

/// <summary>What a scalar rule may ask for; all of it is of one element.</summary>
public record struct MapArguments
{
    /// <summary>Makes arguments without statistics, draws or parameters.</summary>
    public MapArguments()
    {
    }

    /// <summary>The element.</summary>
    public double X { get; set; }

    /// <summary>Σx / n over the element's set.</summary>
    public double Mean { get; set; }

    /// <summary>Σ(x − mean)² / n, biased.</summary>
    public double Variance { get; set; }

    /// <summary>Σx² / n.</summary>
    public double MeanSquare { get; set; }

    /// <summary>The largest x.</summary>
    public double Maximum { get; set; }

    /// <summary>The smallest x.</summary>
    public double Minimum { get; set; }

    /// <summary>√Σx².</summary>
    public double Norm { get; set; }

    /// <summary>A draw from [0, 1).</summary>
    public double Uniform { get; set; }

    /// <summary>A draw of mean 0 and variance 1.</summary>
    public double Normal { get; set; }

    /// <summary>The trained parameters of the element's channel, in the order declared.</summary>
    public double[] Trained { get; set; } = [];

    /// <summary>The statistic of a kind.</summary>
    public double this[ReferenceStatistic statistic]
    {
        readonly get => statistic switch
        {
            ReferenceStatistic.Mean => Mean,
            ReferenceStatistic.Variance => Variance,
            ReferenceStatistic.MeanSquare => MeanSquare,
            ReferenceStatistic.Maximum => Maximum,
            ReferenceStatistic.Minimum => Minimum,
            _ => Norm,
        };
        set => _ = statistic switch
        {
            ReferenceStatistic.Mean => Mean = value,
            ReferenceStatistic.Variance => Variance = value,
            ReferenceStatistic.MeanSquare => MeanSquare = value,
            ReferenceStatistic.Maximum => Maximum = value,
            ReferenceStatistic.Minimum => Minimum = value,
            _ => Norm = value,
        };
    }
}

/// <summary>A statistic over a set of elements.</summary>
public enum ReferenceStatistic
{
    /// <summary>Σx / n.</summary>
    Mean,

    /// <summary>Σ(x − mean)² / n.</summary>
    Variance,

    /// <summary>Σx² / n.</summary>
    MeanSquare,

    /// <summary>The largest.</summary>
    Maximum,

    /// <summary>The smallest.</summary>
    Minimum,

    /// <summary>√Σx².</summary>
    Norm,
}

/// <summary>The sets over which statistics are taken.</summary>
public enum ReferenceAxis
{
    /// <summary>For each channel: over the batch and all positions.</summary>
    Batch,

    /// <summary>For each example, and each group of its channels: over the channels and positions.</summary>
    Features,

    /// <summary>For each channel of each example: over its positions.</summary>
    Positions,
}

/// <summary>Random numbers that a rule asks for.</summary>
public enum ReferenceDraw
{
    /// <summary>Uniform in [0, 1).</summary>
    Uniform,

    /// <summary>Normal with mean 0 and variance 1.</summary>
    Normal,
}

/// <summary>A trained parameter of each channel.</summary>
/// <param name="Name">"scale".</param>
/// <param name="Initial">The value it starts with.</param>
public sealed record TrainedParameter(string Name, double Initial);

/// <summary>The partial derivatives of a rule: in x, in each of its statistics, in each of its trained parameters, in the orders of the rule.</summary>
public delegate void MapPartials(MapArguments arguments, Span<double> partials);

/// <summary>
/// One scalar rule lifted over a batch: an activation, a normalization, a noise. It says what it asks for; its derivative through statistics is the graph's.
/// </summary>
/// <param name="Name">"batchnorm": the start of its tensors' names.</param>
/// <param name="Value">y of one element.</param>
public sealed record ReferenceMap(string Name, Func<MapArguments, double> Value)
{
    /// <summary>The partial derivatives; null takes them by differences, good to about 1e-10 away from kinks.</summary>
    public MapPartials? Partials { get; init; }

    /// <summary>y while predicting; null is <see cref="Value"/>.</summary>
    public Func<MapArguments, double>? Predicted { get; init; }

    /// <summary>The statistics that the rule reads.</summary>
    public IReadOnlyList<ReferenceStatistic> Statistics { get; init; } = [];

    /// <summary>What the statistics are over.</summary>
    public ReferenceAxis Over { get; init; }

    /// <summary>Equal groups of channels that <see cref="ReferenceAxis.Features"/> keeps apart.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>The share of the batch's statistic in the new running one.</summary>
    public double Momentum { get; init; } = 0.1;

    /// <summary>The trained parameters.</summary>
    public IReadOnlyList<TrainedParameter> Trained { get; init; } = [];

    /// <summary>Whether a trained parameter has a value for each element instead of each channel.</summary>
    public bool TrainsElements { get; init; }

    /// <summary>The random numbers that the rule reads while training.</summary>
    public IReadOnlyList<ReferenceDraw> Draws { get; init; } = [];

    /// <summary>Values of x where the derivative jumps: checks by differences keep away from there.</summary>
    public IReadOnlyList<double> Kinks { get; init; } = [];

    /// <summary>The number of partial derivatives.</summary>
    public int PartialCount => 1 + Statistics.Count + Trained.Count;

    /// <summary>The partial derivatives at a point.</summary>
    /// <param name="arguments">The point.</param>
    /// <param name="predicting">Whether those of <see cref="Predicted"/>, which are always taken by differences.</param>
    /// <param name="partials">Receives <see cref="PartialCount"/> of them.</param>
    public void Derive(MapArguments arguments, bool predicting, Span<double> partials)
    {
        if (Partials is not null && (!predicting || Predicted is null))
            Partials(arguments, partials);
        else
            NumericPartials.Of(this, predicting ? Predicted ?? Value : Value, arguments, partials);
    }
}
