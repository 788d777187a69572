using System.Runtime.InteropServices;
using FastOpt.Runtime;
using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// Averages a run's weights as it goes, and measures the average on the validation examples behind each epoch. Training itself goes on from its own weights,
/// bit for bit as without it. Behind the run the network has the averaged weights, with running statistics recomputed for them. Averages are in double, and
/// weights that are no numbers do not count. A resumed run has the averages of one that was not cut. Its two kinds are
/// <see cref="ExponentialWeightAverage"/> and <see cref="StochasticWeightAverage"/>.
/// </summary>
public abstract class WeightAverage : Callback
{
    private readonly List<AveragedEpoch> _epochs = [];
    private double[] _average = [];
    private float[] _parameters = [], _own = [], _ownBuffers = [];
    private int _start;

    private protected WeightAverage()
    {
    }

    /// <summary>The first epoch, from 1, whose weights count. Default: null, what the kind of average says.</summary>
    public int? StartEpoch { get; init; }

    /// <summary>Steps from one update of the average to the next; 0 updates it behind each epoch. Default: null, what the kind of average says.</summary>
    public int? Every { get; init; }

    /// <summary>
    /// Whether running statistics, such as those of batch normalization, are recomputed for the averaged weights by a pass through the training examples,
    /// where the network has them (<see cref="RunningStatistics"/>): behind each epoch that is measured, and behind the run. Otherwise the training's own
    /// stand for them. Default: true.
    /// </summary>
    public bool Recompute { get; init; } = true;

    /// <summary>Whether the average is measured behind each epoch of a run with validation examples. Default: true.</summary>
    public bool Measures { get; init; } = true;

    /// <summary>
    /// Whether the network has the averaged weights behind the run, in place of those of its best epoch. They are those of the last update;
    /// <see cref="FitResult.BestEpoch"/> still tells of the training's own weights. Default: true.
    /// </summary>
    public bool LoadsAtEnd { get; init; } = true;

    /// <summary>Updates so far; the first one copies the weights.</summary>
    public long Updates { get; private set; }

    /// <summary>The average as it was measured behind each epoch that had one.</summary>
    public IReadOnlyList<AveragedEpoch> Epochs => _epochs;

    private protected abstract int DefaultEvery { get; }

    private bool IsByEpoch => (Every ?? DefaultEvery) == 0;

    /// <summary>Writes the averaged weights in canonical order, [ParameterCount].</summary>
    /// <exception cref="InvalidOperationException">There has been no update yet.</exception>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public void CopyParametersTo(Span<float> parameters)
    {
        if (Updates == 0)
            throw new InvalidOperationException($"{Name}: there is no average before the first update.");
        if (parameters.Length != _average.Length)
            throw new ArgumentException(Invariant($"{Name}: the average has {_average.Length} parameters, not {parameters.Length}."), nameof(parameters));
        for (int i = 0; i < _average.Length; i++)
            parameters[i] = (float)_average[i];
    }

    /// <inheritdoc/>
    public override void Begin(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Every is < 0)
            throw new ArgumentException(Invariant($"{Name}: Every is {Every}, but it must be at least 0."));
        if (StartEpoch is < 1)
            throw new ArgumentException(Invariant($"{Name}: StartEpoch is {StartEpoch}, but epochs count from 1."));
        _start = StartEpoch ?? DefaultStart(context.Options.Epochs);
        if (_start > context.Options.Epochs)
            throw new ArgumentException(Invariant($"{Name}: StartEpoch is {_start}, but the run has {context.Options.Epochs} epochs."));
        CheckParameters();
        _average = new double[context.ParameterCount];
        _parameters = new float[context.ParameterCount];
        (_own, _ownBuffers) = (new float[context.ParameterCount], new float[context.BufferCount]);
        Updates = 0;
        _epochs.Clear();
    }

    /// <inheritdoc/>
    public override void StepDone(FitContext context, in StepReport report)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!IsByEpoch && report.Epoch >= _start && report.Step % (Every ?? DefaultEvery) == 0)
            Update(context);
    }

    /// <inheritdoc/>
    public override void EpochDone(FitContext context, EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(report);
        if (IsByEpoch && report.Epoch >= _start)
            Update(context);
        if (!Measures || Updates == 0 || context.ValidationCount == 0)
            return;
        context.CopyParametersTo(_own);
        context.CopyBuffersTo(_ownBuffers);
        try
        {
            LoadAverage(context);
            (double loss, IReadOnlyList<MetricValue> metrics) = context.Validate();
            _epochs.Add(new AveragedEpoch(report.Epoch, Updates, loss, metrics));
        }
        finally
        {
            context.LoadParameters(_own);
            context.LoadBuffers(_ownBuffers);
        }
    }

    /// <inheritdoc/>
    public override void End(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (LoadsAtEnd && Updates > 0)
            LoadAverage(context);
    }

    /// <inheritdoc/>
    public override void Save(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Set("updates", Updates);
        state.Set("average", _average);
        state.Set("epochs", (long[])[.. _epochs.SelectMany(static epoch => new[] { epoch.Epoch, epoch.Updates })]);
        state.Set("losses", (double[])[.. _epochs.Select(static epoch => epoch.ValidationLoss)]);
        state.Set("metrics", (double[])[.. _epochs.SelectMany(static epoch => epoch.Metrics.Select(static metric => metric.Value))]);
        state.Set("metric_names", string.Join('\n', _epochs.Take(1).SelectMany(static epoch => epoch.Metrics.Select(static metric => metric.Name))));
    }

    /// <inheritdoc/>
    public override void Load(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        ReadOnlySpan<double> average = state.Get<double>("average"), losses = state.Get<double>("losses"), metrics = state.Get<double>("metrics");
        ReadOnlySpan<long> epochs = state.Get<long>("epochs");
        string[] names = state.GetString("metric_names") is { Length: > 0 } text ? text.Split('\n') : [];
        if (average.Length != _average.Length || epochs.Length != 2 * losses.Length || metrics.Length != losses.Length * names.Length)
            throw new FormatException(Invariant($"{Name}: the state has {average.Length} parameters, but the network has {_average.Length}."));
        average.CopyTo(_average);
        Updates = state.GetInt64("updates");
        for (int i = 0; i < losses.Length; i++)
        {
            var values = new MetricValue[names.Length];
            for (int j = 0; j < names.Length; j++)
                values[j] = new MetricValue(names[j], metrics[(i * names.Length) + j]);
            _epochs.Add(new AveragedEpoch((int)epochs[2 * i], epochs[(2 * i) + 1], losses[i], values));
        }
    }

    /// <summary>The first epoch that counts, of so many.</summary>
    private protected abstract int DefaultStart(int epochs);

    /// <summary>The share of the new weights in an average of so many updates, at least one.</summary>
    private protected abstract double Share(long updates);

    private protected virtual void CheckParameters()
    {
    }

    private void Update(FitContext context)
    {
        context.CopyParametersTo(_parameters);

        // A step that spoils the weights is found by the next one, which ends the run: the average is not spoiled with them.
        if (!FiniteValues.Are(ref MemoryMarshal.GetArrayDataReference(_parameters), 1, _parameters.Length, _parameters.Length))
            return;
        double share = Updates == 0 ? 1 : Share(Updates);
        for (int i = 0; i < _average.Length; i++)
            _average[i] = share == 1 ? _parameters[i] : _average[i] + (share * (_parameters[i] - _average[i]));
        Updates++;
    }

    private void LoadAverage(FitContext context)
    {
        CopyParametersTo(_parameters);
        context.LoadParameters(_parameters);
        if (Recompute)
            context.RecomputeStatistics();
    }
}

/// <summary>An average of weights behind an epoch.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Updates">The updates of the average until then.</param>
/// <param name="ValidationLoss">The mean loss over the validation examples with the averaged weights.</param>
/// <param name="Metrics">The run's metrics over them, in the order of the options; empty without any.</param>
public sealed record AveragedEpoch(int Epoch, long Updates, double ValidationLoss, IReadOnlyList<MetricValue> Metrics);
