namespace FastOpt;

/// <summary>
/// The mean loss of a network over a whole data set as a function of its parameters that train, with exact gradients and Hessian-vector products: what
/// <see cref="Minimize"/>, <see cref="Spectrum"/> and <see cref="StationaryPoint"/> take. The loss is that of a training step: statistics of the batch, the
/// random numbers of the next step, no weight decay. A data set of more examples than <see cref="INetwork{TSelf, TTarget}.MaxBatch"/> is passed through in
/// parts of nearly equal size, whose means are put together; statistics of the batch are then those of each part.
/// </summary>
/// <remarks>
/// Points are doubles, parameters are floats: a point is rounded to the nearest floats before the network sees it, and a direction is scaled to a largest
/// magnitude of 1 before it is rounded. Values and derivatives are those of floats, so that a gradient's tolerance below about 1e-6 of its size is out of reach
/// (<see cref="MinimizeOptions.ForNetworks"/>). Every evaluation leaves its point in the network. Nothing is allocated after construction.
/// </remarks>
/// <typeparam name="TNetwork">A network declared with <see cref="NetworkAttribute.Curvature"/>.</typeparam>
/// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for all others.</typeparam>
public sealed class NetworkObjective<TNetwork, TTarget> : ISinglePrecision
    where TNetwork : class, INetwork<TNetwork, TTarget>, ICurvature<TTarget>
    where TTarget : unmanaged
{
    private readonly ReadOnlyMemory<float> _inputs;
    private readonly ReadOnlyMemory<TTarget> _targets;
    private readonly int _examples;
    private readonly int _targetsPerExample;
    private readonly int _parts;
    private readonly double _divisor;
    private readonly (int Canonical, int Start, int Count)[] _runs;
    private readonly float[] _parameters;
    private readonly float[] _direction;
    private readonly float[] _result;
    private readonly double[] _start;

    /// <summary>The loss over a data set, which is not copied.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">[examples × InputSize], at least one example.</param>
    /// <param name="targets">One label per example, or [examples × OutputSize].</param>
    /// <param name="penalty">λ of a penalty λ/2·‖θ‖² on all parameters that train, in double, at least 0. Default: 0.</param>
    /// <exception cref="ArgumentException">A length does not fit; the penalty is negative or not finite.</exception>
    public NetworkObjective(TNetwork network, ReadOnlyMemory<float> inputs, ReadOnlyMemory<TTarget> targets, double penalty = 0)
    {
        ArgumentNullException.ThrowIfNull(network);
        int inputSize = TNetwork.InputSize;
        _targetsPerExample = typeof(TTarget) == typeof(int) ? 1 : TNetwork.OutputSize;
        if (inputs.Length == 0 || inputs.Length % inputSize != 0)
        {
            throw new ArgumentException(
                $"The inputs are {inputs.Length} floats, but each example has {inputSize}; there must be at least one.", nameof(inputs));
        }

        _examples = inputs.Length / inputSize;
        if (targets.Length != (long)_examples * _targetsPerExample)
            throw new ArgumentException($"There are {targets.Length} targets, but {_examples} examples with {_targetsPerExample} each.", nameof(targets));
        if (!(penalty >= 0 && double.IsFinite(penalty)))
            throw new ArgumentOutOfRangeException(nameof(penalty), penalty, "The penalty must be 0 or more, and finite.");
        (Network, _inputs, _targets, Penalty) = (network, inputs, targets, penalty);
        _parts = (_examples + network.MaxBatch - 1) / network.MaxBatch;
        _divisor = network.LossDivisor(targets.Span);
        _runs = Runs();
        Dimension = _runs.Sum(static run => run.Count);
        _parameters = new float[TNetwork.ParameterCount];
        _direction = new float[TNetwork.ParameterCount];
        _result = new float[TNetwork.ParameterCount];
        _start = new double[Dimension];
        network.CopyParametersTo(_parameters);
    }

    /// <summary>The network, which has the parameters of the last point that was evaluated.</summary>
    public TNetwork Network { get; }

    /// <summary>λ of the penalty λ/2·‖θ‖².</summary>
    public double Penalty { get; }

    /// <summary>The parameters that train.</summary>
    public int Dimension { get; }

    /// <summary>Writes the network's parameters that train, in canonical order.</summary>
    /// <param name="point">[<see cref="Dimension"/>].</param>
    public void CopyPointTo(Span<double> point)
    {
        CheckLength(point.Length, nameof(point));
        Network.CopyParametersTo(_parameters);
        foreach ((int canonical, int start, int count) in _runs)
        {
            for (int i = 0; i < count; i++)
                point[start + i] = _parameters[canonical + i];
        }
    }

    /// <summary>The network's parameters that train, in canonical order, in an array of its own.</summary>
    public double[] Point()
    {
        var point = new double[Dimension];
        CopyPointTo(point);
        return point;
    }

    /// <summary>Gives the network the parameters of a point, rounded to floats; those of frozen layers stay.</summary>
    /// <param name="point">[<see cref="Dimension"/>].</param>
    public void Load(ReadOnlySpan<double> point)
    {
        CheckLength(point.Length, nameof(point));
        Scatter(point, 1, _parameters);
        Network.LoadParameters(_parameters);
    }

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<double> point) => Evaluate(point, default);

    /// <inheritdoc/>
    public double ValueAndGradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        CheckLength(gradient.Length, nameof(gradient));
        return Evaluate(point, gradient);
    }

    /// <inheritdoc/>
    public void HessianVector(ReadOnlySpan<double> point, ReadOnlySpan<double> direction, Span<double> result)
    {
        CheckLength(direction.Length, nameof(direction));
        CheckLength(result.Length, nameof(result));
        Load(point);
        double largest = Vectors.Largest(direction);
        if (!(largest > 0) || !double.IsFinite(largest))
        {
            result.Fill(largest == 0 ? 0 : double.NaN);
            return;
        }

        Scatter(direction, 1 / largest, _direction);
        Vectors.Scale(Penalty, direction, result);
        for (int part = 0; part < _parts; part++)
        {
            (ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets) = Part(part);
            double weight = Network.LossDivisor(targets) / _divisor;
            if (!(weight > 0))
                continue;
            Network.HessianVectorProduct(inputs, targets, _direction, _result);
            Gather(weight * largest, result);
        }
    }

    /// <summary>The network's parameters that train, in memory that is used again.</summary>
    internal ReadOnlySpan<double> Start()
    {
        CopyPointTo(_start);
        return _start;
    }

    private double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        Load(point);
        double value = 0;
        if (Penalty > 0)
            value = 0.5 * Penalty * Vectors.Dot(point, point);
        if (!gradient.IsEmpty)
            Vectors.Scale(Penalty, point, gradient);
        for (int part = 0; part < _parts; part++)
        {
            (ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets) = Part(part);
            double weight = Network.LossDivisor(targets) / _divisor;
            if (!(weight > 0))
                continue;
            value += weight * Network.LossAndGradients(inputs, targets, _result);
            if (!gradient.IsEmpty)
                Gather(weight, gradient);
        }

        return value;
    }

    // Parts differ by one example at most, so that none is too small for statistics of its own.
    private Batch Part(int part)
    {
        int start = (int)((long)_examples * part / _parts), end = (int)((long)_examples * (part + 1) / _parts);
        int inputSize = TNetwork.InputSize;
        return new Batch(
            _inputs.Span[(start * inputSize)..(end * inputSize)], _targets.Span[(start * _targetsPerExample)..(end * _targetsPerExample)]);
    }

    private void Scatter(ReadOnlySpan<double> from, double scale, float[] to)
    {
        foreach ((int canonical, int start, int count) in _runs)
        {
            for (int i = 0; i < count; i++)
                to[canonical + i] = (float)(from[start + i] * scale);
        }
    }

    private void Gather(double scale, Span<double> to)
    {
        foreach ((int canonical, int start, int count) in _runs)
        {
            for (int i = 0; i < count; i++)
                to[start + i] += scale * _result[canonical + i];
        }
    }

    private void CheckLength(int length, string name)
    {
        if (length != Dimension)
            throw new ArgumentException($"The {name} has {length} numbers, but {Dimension} parameters train.", name);
    }

    // Parameters that train and follow one another: where they stand among all, and among those that train.
    private static (int Canonical, int Start, int Count)[] Runs()
    {
        var runs = new List<(int Canonical, int Start, int Count)>();
        int start = 0;
        foreach (ParameterInfo parameter in TNetwork.Parameters)
        {
            if (parameter.IsFrozen)
                continue;
            int count = parameter.Count;
            if (runs.Count > 0 && runs[^1].Canonical + runs[^1].Count == parameter.Offset)
                runs[^1] = runs[^1] with { Count = runs[^1].Count + count };
            else
                runs.Add((parameter.Offset, start, count));
            start += count;
        }

        return [.. runs];
    }

    private readonly ref struct Batch(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets)
    {
        private readonly ReadOnlySpan<float> _inputs = inputs;
        private readonly ReadOnlySpan<TTarget> _targets = targets;

        public void Deconstruct(out ReadOnlySpan<float> inputs, out ReadOnlySpan<TTarget> targets)
        {
            inputs = _inputs;
            targets = _targets;
        }
    }
}
