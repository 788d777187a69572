namespace FastOpt.Members.Tests;

/// <summary>Three states, a narrow layer that stands transposed, and one without bias.</summary>
[Network(6), Dense(20), Tanh, Dense(18, Bias = false), Gelu, Dense(2), MeanSquaredError, AmsGrad(LearningRate = 0.01, Convention = Convention.Keras)]
public sealed partial class ThreeStates;

/// <summary>A warm-up in steps, then a decay by epochs, before an optimizer with momentum.</summary>
[Network(5), Dense(17), Relu, Dense(4), MeanSquaredError, Sgd(LearningRate = 0.05, Momentum = 0.9), Warmup(Steps = 9, Until = 9),
 CosineAnnealing(Steps = 7, Unit = ScheduleUnit.Epoch)]
public sealed partial class Warmed;

/// <summary>Gradients that are accumulated and clipped by their norm.</summary>
[Network(5, AccumulateGradients = true, DecayBiases = false), Dense(7), Silu, Dense(3), SoftmaxCrossEntropy, ClipNorm(MaxNorm = 0.4),
 AdamW(LearningRate = 0.02)]
public sealed partial class Accumulating;

/// <summary>Optimizers of three, two and no states that share memory.</summary>
[Network(4), Dense(9), Tanh, Dense(3), Huber, Adam(LearningRate = 0.01), Then<Adan>(0.003, At = 11), Then<SignSgd>(At = 40), Exponential(Factor = 0.98)]
public sealed partial class Sequence;

/// <summary>A frozen layer between two that train at different rates.</summary>
[Network(5), Dense(8, LearningRateScale = 0.5), Tanh, Dense(19, Frozen = true), Relu, Dense(3, WeightDecayScale = 0), SoftmaxCrossEntropy,
 L2(WeightDecay = 0.01), ClipValue(Limit = 0.2), NAdam(LearningRate = 0.01)]
public sealed partial class PartlyFrozen;

/// <summary>An optimizer without a learning rate in its signature, and so without a schedule.</summary>
[Network(4), Dense(6), Softplus, Dense(1), MeanAbsoluteError, Optimizer<RateFree>(0.7f, true, 3, Slope.Steep)]
public sealed partial class OwnOptimizer;

/// <summary>A wide layer that stands in blocks of columns.</summary>
[Network(40), Dense(512), Relu, Dense(512), Relu, Dense(2), MeanSquaredError, RmsProp(LearningRate = 1e-4, Momentum = 0.5)]
public sealed partial class Blocks;

/// <summary>The architecture of <see cref="Classifier"/> under another name.</summary>
[Network(6), Dense(20), Silu, Dense(9), Tanh, Dense(3), SoftmaxCrossEntropy, Adam(LearningRate = 0.5, Beta1 = 0.1)]
public sealed partial class Renamed;

/// <summary>How fast <see cref="RateFree"/> goes.</summary>
public enum Slope
{
    /// <summary>Slow.</summary>
    Flat,

    /// <summary>Fast.</summary>
    Steep = 7,
}

/// <summary>An optimizer with a hyperparameter of every kind.</summary>
/// <param name="Keep">The share of the mean gradient that is kept.</param>
/// <param name="Signs">Whether the step takes the sign.</param>
/// <param name="Divisor">What a step is divided by.</param>
/// <param name="Slope">How fast it goes.</param>
[Optimizer]
public readonly partial record struct RateFree(float Keep = 0.5f, bool Signs = false, int Divisor = 1, Slope Slope = Slope.Flat)
{
    /// <summary>Updates one weight.</summary>
    public void Update(ref float weight, float gradient, ref float mean, long step)
    {
        mean = Keep * mean + (1 - Keep) * gradient;
        float length = Slope == Slope.Steep ? 0.03f : 0.01f;
        weight -= (Signs ? MathF.Sign(mean) : mean) * length / (Divisor + MathF.Sqrt(step));
    }
}

/// <summary>A schedule of the user's, with a list.</summary>
/// <param name="Factors">What the rate is multiplied by, in turn.</param>
/// <param name="Period">Steps of each.</param>
[Schedule]
public readonly partial record struct Rotation(ValueList<double> Factors = default, long Period = 1)
{
    /// <summary>The learning rate at a time.</summary>
    public double At(double learningRate, long time) => Factors.Count == 0 ? learningRate : learningRate * Factors[(int)(time / Period % Factors.Count)];
}

/// <summary>A schedule that is a class by hand, which no state can hold.</summary>
public sealed class Unstored : ISchedule
{
    /// <inheritdoc/>
    public double At(double learningRate, long time) => learningRate / (1 + time);
}

/// <summary>A schedule that is a class by hand, and can be stored by hand.</summary>
/// <param name="halving">Steps between halvings.</param>
public sealed class Halving(int halving) : ISchedule, IStoredRule
{
    /// <inheritdoc/>
    public string Signature => "Halving(int)";

    /// <inheritdoc/>
    public double At(double learningRate, long time) => learningRate * Math.Pow(0.5, time / halving);

    /// <inheritdoc/>
    public void WriteTo(ref StateWriter writer) => writer.Write(halving);

    /// <inheritdoc/>
    public IStoredRule ReadFrom(ref StateReader reader) => new Halving(reader.ReadInt32());
}

/// <summary>The last layer has an activation whose derivative is taken from its input.</summary>
[Network(5), Dense(7), Tanh, Dense(3), Gelu, MeanSquaredError, Adam(LearningRate = 0.01)]
public sealed partial class GeluOutput;

/// <summary>The last layer has an activation, and the loss is one of rows.</summary>
[Network(5), Dense(7), Relu, Dense(19), Tanh, SoftmaxCrossEntropy, Sgd(LearningRate = 0.1)]
public sealed partial class TanhLogits;

/// <summary>Leaves out steps that are not finite.</summary>
[Network(5, NonFinite = NonFinite.SkipStep), Dense(18), Relu, Dense(3), MeanSquaredError, Adam(LearningRate = 0.01), CosineAnnealing(Steps = 900)]
public sealed partial class Skipping;

/// <summary>The same with accumulated gradients, a norm and optimizers in sequence.</summary>
[Network(5, AccumulateGradients = true, NonFinite = NonFinite.SkipStep), Dense(9), Relu, Dense(3), SoftmaxCrossEntropy, ClipNorm(MaxNorm = 0.5),
 Adam(LearningRate = 0.01), Then<Lion>(0.001, At = 30)]
public sealed partial class SkippingSums;

/// <summary>Says so.</summary>
[Network(5, NonFinite = NonFinite.Throw), Dense(18), Relu, Dense(3), MeanSquaredError, RmsProp(LearningRate = 0.001)]
public sealed partial class Throwing;

/// <summary>Goes on, with a frozen layer, a narrow one, and one whose width needs padding.</summary>
[Network(5), Dense(18), Relu, Dense(9, Frozen = true), Tanh, Dense(2), MeanSquaredError, Adam(LearningRate = 0.01)]
public sealed partial class Poisoned;

/// <summary>Running statistics, and random numbers that are keyed by the step.</summary>
[Network(6), Dense(12), BatchNorm, Relu, Dropout(0.25), Dense(9), LayerNorm, Tanh, Dropout(0.5), Dense(3), SoftmaxCrossEntropy,
 AdamW(LearningRate = 0.01), CosineAnnealing(Steps = 50)]
public sealed partial class Normalized;

/// <summary>A branch, trained slopes, noise, and gradients of several batches.</summary>
[Network(5, AccumulateGradients = true), Dense(8), BatchNorm, PRelu, Mark("in"), Dense(8), GaussianNoise(0.1), BatchNorm, Add("in"), Dense(2),
 MeanSquaredError, ClipNorm(MaxNorm = 0.5), NAdam(LearningRate = 0.01)]
public sealed partial class Branched;

/// <summary>A step of it that is not finite changes no running statistic either.</summary>
[Network(5, NonFinite = NonFinite.SkipStep), Dense(10), BatchNorm, Relu, Dropout(0.3), Dense(3), MeanSquaredError, Adam(LearningRate = 0.01)]
public sealed partial class SkippingStatistics;

/// <summary>The sum of the weights of examples is part of what waits for a step.</summary>
[Network(5, AccumulateGradients = true, ExampleWeights = true), Dense(7), Tanh, Dense(3), SoftmaxCrossEntropy, Adam(LearningRate = 0.01)]
public sealed partial class WeighedSums;

/// <summary>A batch that is not finite waits for a step, and its statistics are those of no step.</summary>
[Network(5, AccumulateGradients = true, NonFinite = NonFinite.SkipStep), Dense(10), BatchNorm, Relu, Dense(3), MeanSquaredError,
 Adam(LearningRate = 0.01)]
public sealed partial class SkippingSumsOfStatistics;
