using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// Finds where numbers stopped being finite. A step whose loss is not finite has spoiled all weights already, so the epoch is replayed from the state at its
/// beginning, bit for bit, up to the step before: that is one copy of the state for each epoch, and nothing for a step.
/// </summary>
internal sealed class EpochReplay<TNetwork, TTarget>
    where TNetwork : class, INetwork<TNetwork, TTarget>
    where TTarget : unmanaged
{
    private readonly TNetwork _network;
    private readonly RateFactor _rate;
    private readonly BatchReader<TTarget> _batch;
    private readonly FitOptions _options;
    private readonly List<(long Step, double Factor)> _factors = [];
    private byte[] _state = [];
    private int _firstExample;
    private long _firstStep;
    private double _firstFactor;
    private bool _isExact;

    public EpochReplay(TNetwork network, RateFactor rate, BatchReader<TTarget> batch, FitOptions options) =>
        (_network, _rate, _batch, _options) = (network, rate, batch, options);

    /// <summary>Takes the state at the beginning of an epoch, or where a resumed run enters it.</summary>
    public void Begin(int examplesDone, long stepsDone)
    {
        _factors.Clear();
        (_firstExample, _firstStep, _firstFactor, _isExact) = (examplesDone, stepsDone, _rate.Value, true);
        _rate.Remove();
        try
        {
            if (_state.Length != _network.StateBytes)
                _state = new byte[_network.StateBytes];
            _network.CopyStateTo(_state);
        }
        catch (InvalidOperationException)
        {
            _isExact = false; // a schedule by hand that cannot be stored
        }

        _rate.Apply();
    }

    /// <summary>A callback has set the rate's factor behind so many steps.</summary>
    public void FactorChanged(long stepsDone, double factor) => _factors.Add((stepsDone, factor));

    /// <summary>A callback has set weights: the epoch cannot be replayed.</summary>
    public void WeightsChanged() => _isExact = false;

    /// <summary>
    /// Says what was first not finite before a step, and leaves the network where the search ended: before that step, or behind the one that spoiled it. Where
    /// the epoch cannot be replayed, it says what there is to say, and the network stays as it is.
    /// </summary>
    public string Explain(long failedStep)
    {
        if (FirstNotFinite(_batch.Inputs) is var i and >= 0)
        {
            int size = TNetwork.InputSize;
            return Invariant($"Input {i % size} of training example {_batch.Examples[i / size]} is {_batch.Inputs[i]} behind the augmentation.");
        }

        if (!_isExact)
            return "The epoch cannot be replayed, so what caused it is not known: a callback set weights, or the schedule cannot be stored.";
        (int first, int count) = (_batch.First, _batch.Count);
        float[] parameters = new float[TNetwork.ParameterCount];
        _rate.Remove();
        _network.LoadState(_state);
        _rate.Load(_firstFactor);
        int change = 0;
        int example = _firstExample;
        for (long step = _firstStep; step < failedStep - 1; step++)
        {
            SetFactors(step);
            if (_options.Cancellation.IsCancellationRequested)
                return "The search for its cause was cancelled.";
            int taken = Math.Min(_options.BatchSize, _batch.Length - example);
            _batch.Read(example, taken);
            example += taken;
            double rate = _rate.LearningRate;
            _network.TrainStep(_batch.Inputs, _batch.Targets);
            _network.CopyParametersTo(parameters);
            if (FirstNotFinite(parameters) is var place and >= 0)
            {
                string text = Invariant($"{NameAt(place)} has a weight that is {parameters[place]} behind step {step + 1}, whose learning rate was {rate}.");
                return text + " A smaller learning rate, a warm-up or clipped gradients may help.";
            }
        }

        SetFactors(failedStep - 1);
        _batch.Read(first, count);
        return ExplainGradients(parameters);

        void SetFactors(long step)
        {
            while (change < _factors.Count && _factors[change].Step <= step)
                _rate.Set(_factors[change++].Factor);
        }
    }

    /// <summary>
    /// Where all weights and inputs are finite before the step: names the last layer whose gradient is finite no more, and the largest weight.
    /// </summary>
    private string ExplainGradients(float[] parameters)
    {
        _network.CopyParametersTo(parameters);
        if (FirstNotFinite(parameters) is var spoiled and >= 0)
            return Invariant($"{NameAt(spoiled)} has a weight that is {parameters[spoiled]} since before step {_firstStep + 1}, the first that was replayed.");
        float[] gradients = new float[parameters.Length];
        int largest = 0;
        for (int i = 0; i < parameters.Length; i++)
            largest = Math.Abs(parameters[i]) > Math.Abs(parameters[largest]) ? i : largest;
        string weights = Invariant($"the largest weight before it is {parameters[largest]} in {NameAt(largest)}");
        try
        {
            _network.ComputeGradients(_batch.Inputs, _batch.Targets, gradients);
        }
        catch (InvalidOperationException)
        {
            return $"All weights and inputs were finite, and what the layers made of them was not; {weights}.";
        }

        string where = FirstNotFinite(gradients) is var place and >= 0
            ? Invariant($"the gradient of {NameAt(place)} is the first that is {gradients[place]}")
            : "all gradients are finite";
        return $"All weights and inputs were finite, and what the layers made of them was not: {where}; {weights}.";
    }

    private static int FirstNotFinite(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                return i;
        }

        return -1;
    }

    private static string NameAt(int place)
    {
        foreach (ParameterInfo parameter in TNetwork.Parameters)
        {
            if (place < parameter.Offset + parameter.Count)
                return parameter.Name;
        }

        return TNetwork.Summary.Name;
    }
}
