namespace FastOpt.Training;

/// <summary>
/// Measures each layer every few steps: the norm of its gradient, of its weights, and of the step's update relative to the weights. <see cref="Findings"/> says
/// in sentences whether gradients vanish or explode, and whether layers hardly move or move too fast. A sample costs a second pass over its batch. When its
/// room is full, the probe drops every second sample and measures half as often, so that its samples cover the whole run; behind <see cref="Callback.Begin"/>
/// it allocates nothing. Layers whose parameters are all frozen are left out.
/// </summary>
public sealed class GradientProbe : Callback
{
    private readonly int _firstEvery, _capacity;
    private readonly long[] _steps;
    private LayerSeries[] _layers = [];
    private float[] _gradients = [], _before = [], _after = [];
    private int _count;
    private long _every;
    private bool _isSample;

    /// <summary>A probe.</summary>
    /// <param name="every">Steps from one sample to the next, at least 1; the first step is one. Default: 50.</param>
    /// <param name="capacity">Samples that are kept at most, even and at least 2. Default: 512.</param>
    public GradientProbe(int every = 50, int capacity = 512)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        ArgumentOutOfRangeException.ThrowIfNotEqual(capacity % 2, 0, nameof(capacity));
        (_firstEvery, _capacity, _every) = (every, capacity, every);
        _steps = new long[capacity];
    }

    /// <summary>Samples that are kept.</summary>
    public int Count => _count;

    /// <summary>Steps from one sample to the next: the constructor's number, doubled each time that the room was full.</summary>
    public long Every => _every;

    /// <summary>The step of each sample, from 1.</summary>
    public ReadOnlySpan<long> Steps => _steps.AsSpan(0, _count);

    /// <summary>What was measured, for each layer with parameters that train, in the order of the layers.</summary>
    public IReadOnlyList<LayerSeries> Layers => _layers;

    /// <summary>
    /// What is wrong, each in a sentence that names layer, step and value; empty where nothing is. <see cref="GradientVerdict"/> has the thresholds.
    /// </summary>
    public IReadOnlyList<string> Findings => GradientVerdict.Of(this);

    /// <inheritdoc/>
    public override void Begin(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        (_count, _every, _isSample) = (0, _firstEvery, false);
        int count = context.ParameterCount;
        (_gradients, _before, _after) = (new float[count], new float[count], new float[count]);
        var layers = new List<LayerSeries>();
        foreach (ParameterInfo parameter in context.Parameters)
        {
            if (parameter.IsFrozen)
                continue;
            int dot = parameter.Name.LastIndexOf('.');
            string name = dot < 0 ? parameter.Name : parameter.Name[..dot];
            LayerSeries? layer = layers.Find(layer => layer.Name == name);
            if (layer is null)
                layers.Add(layer = new LayerSeries(this, name, _capacity));
            layer.Parts.Add((parameter.Offset, parameter.Count));
        }

        _layers = [.. layers];
    }

    /// <inheritdoc/>
    public override void BeforeStep(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _isSample = context.Step % _every == 0;
        if (!_isSample)
            return;
        if (_count == _capacity)
            Thin();
        _isSample = context.Step % _every == 0;
        if (!_isSample)
            return;
        context.ComputeGradients(_gradients);
        context.CopyParametersTo(_before);
    }

    /// <inheritdoc/>
    public override void StepDone(FitContext context, in StepReport report)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!_isSample)
            return;
        _isSample = false;
        context.CopyParametersTo(_after);
        foreach (LayerSeries layer in _layers)
        {
            double norm = layer.Norm(_before);
            layer.Gradients[_count] = layer.Norm(_gradients);
            layer.Weights[_count] = norm;
            layer.Updates[_count] = norm == 0 ? double.NaN : layer.Norm(_after, _before) / norm;
        }

        _steps[_count++] = report.Step;
    }

    /// <inheritdoc/>
    public override void Save(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Set("every", _every);
        state.Set("steps", Steps);
        foreach (LayerSeries layer in _layers)
        {
            state.Set($"gradients.{layer.Name}", layer.GradientNorms);
            state.Set($"weights.{layer.Name}", layer.WeightNorms);
            state.Set($"updates.{layer.Name}", layer.UpdateRatios);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The checkpoint has more samples than this probe has room for.</exception>
    public override void Load(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        ReadOnlySpan<long> steps = state.Get<long>("steps");
        if (steps.Length > _capacity)
            throw new InvalidDataException($"The checkpoint's gradient probe has {steps.Length} samples, this one room for {_capacity}.");
        foreach (LayerSeries layer in _layers)
        {
            state.Get<double>($"gradients.{layer.Name}").CopyTo(layer.Gradients);
            state.Get<double>($"weights.{layer.Name}").CopyTo(layer.Weights);
            state.Get<double>($"updates.{layer.Name}").CopyTo(layer.Updates);
        }

        steps.CopyTo(_steps);
        (_count, _every) = (steps.Length, state.GetInt64("every"));
    }

    internal static void KeepEverySecond<T>(T[] values)
    {
        for (int i = 0; i < values.Length / 2; i++)
            values[i] = values[2 * i];
    }

    private void Thin()
    {
        KeepEverySecond(_steps);
        foreach (LayerSeries layer in _layers)
            layer.KeepEverySecond();
        _count /= 2;
        _every *= 2;
    }
}
