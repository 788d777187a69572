namespace FastOpt.Training;

/// <summary>The mean of an error over all outputs of all examples, in double: what <see cref="Mse"/>, <see cref="Mae"/> and <see cref="Mape"/> share.</summary>
public abstract class MeanMetric : Metric<float>
{
    private long _count;
    private double _sum;

    private protected MeanMetric()
    {
    }

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override double Value => _count == 0 ? double.NaN : _sum / _count;

    /// <inheritdoc/>
    public override void Reset() => (_count, _sum) = (0, 0);

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        MetricBatch.Same(Name, outputs, targets);
        for (int i = 0; i < targets.Length; i++)
            _sum += Error(outputs[i], targets[i]);
        _count += targets.Length;
    }

    /// <summary>The error of one output.</summary>
    private protected abstract double Error(double output, double target);
}

/// <summary>The mean squared error <c>mean (ŷ − y)²</c>, as scikit-learn's <c>mean_squared_error</c>; in the square of the targets' unit.</summary>
public sealed class Mse : MeanMetric
{
    /// <inheritdoc/>
    public override string Name => "MSE";

    private protected override double Error(double output, double target) => (output - target) * (output - target);
}

/// <summary>The mean absolute error <c>mean |ŷ − y|</c>, as scikit-learn's <c>mean_absolute_error</c>; in the targets' unit.</summary>
public sealed class Mae : MeanMetric
{
    /// <inheritdoc/>
    public override string Name => "MAE";

    private protected override double Error(double output, double target) => Math.Abs(output - target);
}

/// <summary>
/// The mean absolute percentage error <c>mean |ŷ − y| / max(|y|, ε)</c> with ε = 2⁻⁵², as scikit-learn's <c>mean_absolute_percentage_error</c>: a fraction
/// (0.05 is 5 %), and huge where a target is 0.
/// </summary>
public sealed class Mape : MeanMetric
{
    /// <inheritdoc/>
    public override string Name => "MAPE";

    private protected override double Error(double output, double target) => Math.Abs(output - target) / Math.Max(Math.Abs(target), 1.0 / (1L << 52));
}
