namespace FastOpt.Training;

/// <summary>
/// The coefficient of determination <c>1 − Σ(y − ŷ)² / Σ(y − ȳ)²</c>, as scikit-learn's <c>r2_score</c>: 1 is perfect, 0 as good as the mean of the targets,
/// below 0 worse. With several outputs the mean over them. Targets that are all the same give 1 if they are met exactly, else 0. NaN for fewer than two
/// examples. Sums in double; the deviations from the mean by Welford's method.
/// </summary>
public sealed class R2 : Metric<float>
{
    private readonly double[] _means, _deviations, _errors;
    private long _examples;

    /// <summary>For networks with so many outputs.</summary>
    /// <param name="outputs">Outputs for each example, at least 1. Default: 1.</param>
    public R2(int outputs = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        (_means, _deviations, _errors) = (new double[outputs], new double[outputs], new double[outputs]);
    }

    /// <inheritdoc/>
    public override string Name => "R²";

    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            if (_examples < 2)
                return double.NaN;
            double sum = 0;
            for (int j = 0; j < _means.Length; j++)
                sum += double.IsNaN(_errors[j]) ? double.NaN : _deviations[j] == 0 ? (_errors[j] == 0 ? 1 : 0) : 1 - (_errors[j] / _deviations[j]);
            return sum / _means.Length;
        }
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        Array.Clear(_means);
        Array.Clear(_deviations);
        Array.Clear(_errors);
        _examples = 0;
    }

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        MetricBatch.Same(Name, outputs, targets);
        if (targets.Length % _means.Length != 0)
            throw new ArgumentException($"{Name}: {targets.Length} targets are no whole number of examples of {_means.Length}.", nameof(targets));
        for (int i = 0; i < targets.Length; i += _means.Length)
        {
            _examples++;
            for (int j = 0; j < _means.Length; j++)
            {
                double target = targets[i + j], error = target - outputs[i + j], before = target - _means[j];
                _means[j] += before / _examples;
                _deviations[j] += before * (target - _means[j]);
                _errors[j] += error * error;
            }
        }
    }
}
