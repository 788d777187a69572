using System.ComponentModel;

namespace FastOpt;

/// <summary>
/// Declares a network. The attributes that follow on the same <c>partial class</c>, in source order, are its layers, its loss, and how it trains: gradient rules, optimizer, schedules;
/// the compiler then writes the members of <see cref="INetwork{TSelf, TTarget}"/> into the class. A loss there must be; without an optimizer, it is <see cref="Adam"/> with its defaults.
/// </summary>
/// <example>
/// <code>
/// [Network(28 * 28)]
/// [Dense(128), Relu]
/// [Dense(10)]
/// [SoftmaxCrossEntropy]
/// [Adam(LearningRate = 1e-3)]
/// public sealed partial class DigitClassifier;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>A network whose examples are vectors of <paramref name="inputs"/> floats.</summary>
    /// <param name="inputs">Floats per example, at least 1.</param>
    public NetworkAttribute(int inputs) => Shape = [inputs];

    /// <summary>A network whose examples are signals, channel by channel.</summary>
    /// <param name="channels">Channels, at least 1.</param>
    /// <param name="length">Samples of a channel, at least 1.</param>
    public NetworkAttribute(int channels, int length) => Shape = [channels, length];

    /// <summary>A network whose examples are images, channel by channel, each row by row.</summary>
    /// <param name="channels">Channels, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Columns, at least 1.</param>
    public NetworkAttribute(int channels, int height, int width) => Shape = [channels, height, width];

    /// <summary>The extents of one example.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Whether <c>WeightDecay</c>, of the optimizer and of the gradient rules, acts on biases too. Default: true.</summary>
    public bool DecayBiases { get; set; } = true;

    /// <summary>
    /// Whether the gradients of several batches can be added up before a step: the class then has <c>AccumulateGradients</c> and <c>ApplyGradients</c>, and
    /// its gradients are stored. Default: false.
    /// </summary>
    public bool AccumulateGradients { get; set; }

    /// <summary>
    /// Whether examples can be weighted: the class then has <c>TrainStep</c>, <c>Evaluate</c> and <c>ComputeGradients</c> that take a weight for each example
    /// besides, and the loss is
    /// <c>Σ wᵢ·lᵢ / Σ wᵢ</c>. Default: false.
    /// </summary>
    public bool ExampleWeights { get; set; }

    /// <summary>
    /// Whether the class has <c>HessianVectorProduct</c>, exact and derived from the network as its gradients are: it is then an
    /// <see cref="ICurvature{TTarget}"/>, and its buffer has room for a direction and for the product. Default: false.
    /// </summary>
    public bool Curvature { get; set; }

    /// <summary>
    /// Whether several processes can train the network together: it is then an <see cref="IDistributed{TTarget}"/>. Its gradients are stored, and its sums over
    /// the batch are made of granules, so its bits differ from those of the same network without; they do not depend on the number of processes. Default:
    /// false.
    /// </summary>
    public bool Distributed { get; set; }

    /// <summary>What becomes of a step whose loss or gradient is not finite. Default: <see cref="NonFinite.Propagate"/>, as it comes.</summary>
    public NonFinite NonFinite { get; set; }

    /// <summary>
    /// Has no effect: all shapes share kernels, which stand in FastOpt itself. In the first release it said how many shapes have kernels of their own.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int ExactShapes { get; set; } = 16;
}
