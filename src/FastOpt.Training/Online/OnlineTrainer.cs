using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// Learns from a stream: each sample is predicted, the prediction is scored, and then the sample is learned, so that every figure is one of samples that the
/// network had not seen (prequential evaluation). Detectors watch the figures and say where the stream has changed. The same samples give the same bits,
/// however they are grouped into calls. One thread at a time; others predict through <see cref="INetwork{TSelf, TTarget}.CreatePredictor"/>.
/// </summary>
/// <typeparam name="TNetwork">The network.</typeparam>
/// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for numbers.</typeparam>
public sealed partial class OnlineTrainer<TNetwork, TTarget>
    where TNetwork : class, INetwork<TNetwork, TTarget>
    where TTarget : unmanaged
{
    private readonly int _targetSize = typeof(TTarget) == typeof(int) ? 1 : TNetwork.OutputSize;
    private readonly OutputMeaning _meaning = OutputMeanings.Of<TNetwork, TTarget>();
    private readonly float[] _inputs, _outputs;
    private readonly TTarget[] _targets;
    private readonly RateFactor _rate;
    private readonly SampleWindow<TTarget> _window;
    private readonly Reservoir<TTarget> _reservoir;
    private readonly DriftDetector[] _detectors;
    private readonly DriftAction[] _actions;
    private readonly List<Drift> _drifts = [];
    private int _waiting;

    /// <summary>Makes a trainer of a network, which goes on from the weights that it has.</summary>
    /// <param name="network">The network; nobody else trains it.</param>
    /// <param name="options">How it learns. Default: <see cref="OnlineOptions"/> with its defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range or does not fit the network: the message names it. Nothing is changed.</exception>
    public OnlineTrainer(TNetwork network, OnlineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        Options = options ?? new OnlineOptions();
        OnlineChecks.Options<TNetwork, TTarget>(network, Options);
        Network = network;
        int batch = Options.BatchSize + Options.ReplayPerStep;
        _inputs = new float[batch * TNetwork.InputSize];
        _targets = new TTarget[batch * _targetSize];
        _outputs = new float[Options.BatchSize * TNetwork.OutputSize];
        _rate = new RateFactor(network as IScheduled);
        _window = new SampleWindow<TTarget>(Options.Window, TNetwork.OutputSize, _targetSize);
        _reservoir = new Reservoir<TTarget>(Options.Replay, TNetwork.InputSize, _targetSize, Options.Seed);
        (Loss, Error) = (new PrequentialMean(Options.Fading, Options.Window), new PrequentialMean(Options.Fading, Options.Window));
        (_detectors, _actions) = ([.. Options.Detectors ?? [new Adwin()]], [.. Options.Actions]);
        foreach (DriftAction action in _actions)
            action.Begin(this);
    }

    /// <summary>The network.</summary>
    public TNetwork Network { get; }

    /// <summary>How it learns.</summary>
    public OnlineOptions Options { get; }

    /// <summary>What watches the stream.</summary>
    public IReadOnlyList<DriftDetector> Detectors => _detectors;

    /// <summary>Samples that were predicted and scored.</summary>
    public long Samples { get; private set; }

    /// <summary>Samples that wait for their step.</summary>
    public int Waiting => _waiting;

    /// <summary>Steps that were taken, those of <see cref="TrainFor"/> included.</summary>
    public long Steps { get; private set; }

    /// <summary>The network's loss of each sample before it was learned.</summary>
    public PrequentialMean Loss { get; }

    /// <summary>The error of each sample before it was learned, as <see cref="DriftSignal.Error"/> says.</summary>
    public PrequentialMean Error { get; }

    /// <summary>The drifts so far.</summary>
    public IReadOnlyList<Drift> Drifts => _drifts;

    /// <summary>
    /// Takes samples in their order. Of each: predicts it, scores the prediction, asks the detectors, and learns it, or lets it wait until there are
    /// <see cref="OnlineOptions.BatchSize"/>. Allocates nothing, but for a drift.
    /// </summary>
    /// <param name="inputs">[samples × InputSize], at least one sample.</param>
    /// <param name="targets">One label for each sample, or [samples × OutputSize].</param>
    /// <param name="outputs">Receives the predictions, [samples × OutputSize]. Default: they are not wanted.</param>
    /// <returns>The drift that the samples showed, the last of several; null where there was none.</returns>
    /// <exception cref="ArgumentException">
    /// A length does not fit, a value is no number, or a label is none of the network's: the message names sample and value. Nothing is changed.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// A prediction, its loss or that of a step is no number: the weights are spoiled. A sample whose prediction is no number is not taken.
    /// </exception>
    public Drift? Learn(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, Span<float> outputs = default)
    {
        int count = OnlineChecks.Samples<TNetwork, TTarget>(inputs, targets, _targetSize, outputs.Length, Samples);
        Drift? last = null;
        for (int done = 0; done < count;)
        {
            if (_waiting == Options.BatchSize)
                StepOfWaiting(); // an exception came before it
            int group = Math.Min(count - done, Options.BatchSize - _waiting);
            ReadOnlySpan<float> groupInputs = inputs.Slice(done * TNetwork.InputSize, group * TNetwork.InputSize);
            ReadOnlySpan<TTarget> groupTargets = targets.Slice(done * _targetSize, group * _targetSize);
            done += Take(groupInputs, groupTargets, outputs.IsEmpty ? default : outputs.Slice(done * TNetwork.OutputSize), ref last);
            if (_waiting == Options.BatchSize)
                StepOfWaiting();
        }

        return last;
    }

    /// <summary>Measures the predictions of the newest samples, each made before the sample was learned.</summary>
    /// <param name="metrics">The figures, which forget what was added to them before.</param>
    /// <returns>A figure for each metric, in their order; NaN where it is not defined.</returns>
    public IReadOnlyList<MetricValue> Measure(params ReadOnlySpan<Metric<TTarget>> metrics)
    {
        var values = new MetricValue[metrics.Length];
        for (int i = 0; i < metrics.Length; i++)
        {
            metrics[i].Reset();
            _window.AddTo(metrics[i]);
            values[i] = new MetricValue(metrics[i].Name, metrics[i].Value);
        }

        return values;
    }

    /// <summary>
    /// Predicts and scores samples, and lets them wait; ends behind one that shows a drift, since the network may have changed. Returns how many.
    /// </summary>
    private int Take(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, Span<float> outputs, ref Drift? drift)
    {
        int size = TNetwork.InputSize, count = inputs.Length / size;
        Span<float> predicted = _outputs.AsSpan(0, count * TNetwork.OutputSize);
        Network.Predict(inputs, predicted);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> input = inputs.Slice(i * size, size), output = predicted.Slice(i * TNetwork.OutputSize, TNetwork.OutputSize);
            ReadOnlySpan<TTarget> target = targets.Slice(i * _targetSize, _targetSize);
            Drift? told = Score(input, output, target);
            if (!outputs.IsEmpty)
                output.CopyTo(outputs.Slice(i * TNetwork.OutputSize));
            input.CopyTo(_inputs.AsSpan(_waiting * size));
            target.CopyTo(_targets.AsSpan(_waiting * _targetSize));
            _waiting++;
            if (told is null)
                continue;
            drift = told;
            Options.Notify?.Invoke(told);
            return i + 1;
        }

        return count;
    }

    private Drift? Score(ReadOnlySpan<float> input, ReadOnlySpan<float> output, ReadOnlySpan<TTarget> target)
    {
        foreach (float number in output)
        {
            if (!float.IsFinite(number))
                throw Spoiled(Invariant($"the prediction of sample {Samples} is {number}"));
        }

        float loss = Network.Evaluate(input, target);
        if (!float.IsFinite(loss))
            throw Spoiled(Invariant($"the loss of sample {Samples} is {loss}"));
        double error = OutputMeanings.Error(_meaning, output, target);
        Loss.Add(loss);
        Error.Add(error);
        _window.Add(output, target);
        Samples++;
        return Detect(Options.Signal == DriftSignal.Error ? error : loss);
    }

    private Drift? Detect(double figure)
    {
        DriftDetector? told = null;
        foreach (DriftDetector detector in _detectors)
        {
            if (detector.Add(figure) && told is null && (detector.IsIncrease || !Options.OnlyWorse))
                told = detector;
        }

        long sample = Samples - 1;
        if (told is null || (_drifts.Count > 0 && sample - _drifts[^1].Sample <= Options.Cooldown))
            return null;
        List<string> actions = [];
        foreach (DriftAction action in _actions)
            actions.Add(action.Act(this, sample));
        double recent = Options.Signal == DriftSignal.Error ? Error.Windowed : Loss.Windowed;
        var drift = new Drift(sample, told.Name, told.IsIncrease, recent, actions);

        // One change is one drift, however many watch.
        foreach (DriftDetector detector in _detectors)
            detector.Forget();
        _drifts.Add(drift);
        return drift;
    }

    private static InvalidOperationException Spoiled(string what) => new(
        $"{TNetwork.Summary.Name}: {what}. Its weights are no numbers any more: load a state from before, and lower the learning rate or clip gradients.");
}
