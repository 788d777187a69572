namespace FastOpt;

/// <summary>
/// What every compiled network offers, so that generic code needs no reflection. The members' meaning, shapes and errors are those of the class itself. What
/// only some networks have stands in interfaces of its own: <see cref="IOptimizedBy{TOptimizer}"/>, <see cref="IScheduled"/>,
/// <see cref="IGradientAccumulation{TTarget}"/>, <see cref="IExampleWeights{TTarget}"/>, <see cref="IInputGradients{TTarget}"/>,
/// <see cref="ICurvature{TTarget}"/>, <see cref="IGradientNorm"/>, <see cref="ISkippedSteps"/>.
/// </summary>
/// <typeparam name="TSelf">The network.</typeparam>
/// <typeparam name="TTarget"><see cref="int"/> for losses of labels (one per example), <see cref="float"/> for all others (OutputSize targets per
/// example).</typeparam>
public interface INetwork<TSelf, TTarget>
    where TSelf : class, INetwork<TSelf, TTarget>
    where TTarget : unmanaged
{
    /// <summary>Floats per example.</summary>
    static abstract int InputSize { get; }

    /// <summary>Outputs per example.</summary>
    static abstract int OutputSize { get; }

    /// <summary>Scalars of all parameters, those of frozen layers included.</summary>
    static abstract int ParameterCount { get; }

    /// <summary>Name, shape and canonical offset of every parameter tensor, in canonical order.</summary>
    static abstract ReadOnlySpan<ParameterInfo> Parameters { get; }

    /// <summary>What the compiler decided: layers, memory, arithmetic.</summary>
    static abstract NetworkSummary Summary { get; }

    /// <summary>Constructs the network.</summary>
    /// <param name="maxBatch">The largest batch of one step, at least 1.</param>
    /// <param name="seed">The seed of the initial weights.</param>
    /// <param name="threads">Threads that share a step, at least 1; the results do not depend on it. In a browser, which has one, that one does all.</param>
    static abstract TSelf Create(int maxBatch = 64, ulong seed = 0, int threads = 1);

    /// <summary>The largest batch of one step.</summary>
    int MaxBatch { get; }

    /// <summary>Threads that share a step.</summary>
    int Threads { get; }

    /// <summary>Training steps taken.</summary>
    long Step { get; }

    /// <summary>One step: forward, loss, backward, update. Returns the batch's mean loss before the update.</summary>
    float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets);

    /// <summary>The same, which also writes the batch's predictions before the update. The first call allocates room for one batch.</summary>
    /// <param name="inputs">[batch × InputSize].</param>
    /// <param name="targets">One label per example, or [batch × OutputSize].</param>
    /// <param name="outputs">[batch × OutputSize].</param>
    float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, Span<float> outputs);

    /// <summary>
    /// A step from the derivative of a loss that the caller has; it is not divided by the batch. The first call allocates room for one batch.
    /// </summary>
    /// <param name="inputs">[batch × InputSize].</param>
    /// <param name="gradients">∂loss/∂output, [batch × OutputSize].</param>
    void TrainStepWithOutputGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> gradients);

    /// <summary>
    /// An update from gradients in canonical order: gradient rules, optimizer, schedule and step count are those of a step. The first call may allocate room
    /// for them.
    /// </summary>
    /// <param name="gradients">[ParameterCount]; those of frozen layers are not read.</param>
    void ApplyGradients(ReadOnlySpan<float> gradients);

    /// <summary>Epochs completed; what counts epochs, such as a schedule, reads it.</summary>
    long Epoch { get; set; }

    /// <summary>A whole epoch in mini-batches, in the given order or, where it is empty, as the examples stand. Returns the mean loss.</summary>
    float TrainEpoch(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<int> order = default, int batch = 0);

    /// <summary>
    /// Writes the last layer's output for any number of examples: running statistics stand for those of the batch, nothing is dropped and no noise added.
    /// </summary>
    void Predict(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>The mean loss over any number of examples; nothing is updated.</summary>
    float Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets);

    /// <summary>Writes the gradient of the mean loss of a training step in canonical order; nothing is updated.</summary>
    void ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, Span<float> gradients);

    /// <summary>A view that predicts on any number of threads at once, with the weights as they are now; predictors created earlier get them too.</summary>
    /// <param name="maxBatch">Examples that pass through the layers together, at least 1.</param>
    /// <param name="fold">Whether the weights in front of them take over normalizations where they can; <see cref="Predictor.Folded"/> says which.</param>
    Predictor CreatePredictor(int maxBatch = 64, bool fold = false);

    /// <summary>Gives the weights as they are now to all predictors, at once; without predictors it does nothing.</summary>
    void Publish();

    /// <summary>
    /// Writes all parameters in canonical order, layer by layer as <see cref="Parameters"/> lists them: of a dense layer weight [out, in] row-major, then bias
    /// [out]; of a rule what it trains, in the order of its method.
    /// </summary>
    void CopyParametersTo(Span<float> parameters);

    /// <summary>Reads all parameters in canonical order; the optimizer's state and the step count stay as they are.</summary>
    void LoadParameters(ReadOnlySpan<float> parameters);

    /// <summary>
    /// Reads some parameters by name, such as those of a part that another network has, too; all others, the optimizer's state and the step count stay as
    /// they are.
    /// </summary>
    /// <param name="prefix">
    /// A tensor ("conv1.weight"), a layer ("conv1") or all layers of a stem ("conv"): a prefix ends where a part of the name does, so "conv1" does not
    /// mean "conv10.weight".
    /// </param>
    /// <param name="parameters">The values of all tensors that the prefix names, one behind the other in canonical order.</param>
    /// <exception cref="ArgumentException">
    /// The prefix names no tensor, and the message lists those that there are; or the length does not fit. Nothing is changed.
    /// </exception>
    void LoadParameters(string prefix, ReadOnlySpan<float> parameters);

    /// <summary>Name, shape and role of every tensor that the network keeps: parameters, buffers, states of the optimizer.</summary>
    static abstract ReadOnlySpan<TensorInfo> Tensors { get; }

    /// <summary>Those that are buffers, such as running statistics, in canonical order.</summary>
    static abstract ReadOnlySpan<TensorInfo> Buffers { get; }

    /// <summary>Scalars of all buffers.</summary>
    static abstract int BufferCount { get; }

    /// <summary>Writes all buffers in canonical order.</summary>
    void CopyBuffersTo(Span<float> buffers);

    /// <summary>Reads all buffers in canonical order; all else stays as it is.</summary>
    void LoadBuffers(ReadOnlySpan<float> buffers);

    /// <summary>Bytes of the state as it is now; a schedule that a program sets makes it longer or shorter, nothing else does.</summary>
    int StateBytes { get; }

    /// <summary>Writes everything that a run needs to go on bit for bit, with a checksum. Allocates nothing.</summary>
    /// <param name="state">[<see cref="StateBytes"/>].</param>
    /// <exception cref="InvalidOperationException">The schedule has a rule that is no <see cref="IStoredRule"/>, or a span is too short.</exception>
    void CopyStateTo(Span<byte> state);

    /// <summary>Reads a state of a network with the same layers, loss, gradient rules and optimizers.</summary>
    /// <exception cref="ArgumentException">The state is damaged, cut off, of another version, or of another network, which the message names; this network is
    /// as it was.</exception>
    void LoadState(ReadOnlySpan<byte> state);

    /// <summary>A network with the same state, largest batch and threads.</summary>
    TSelf Clone();

    /// <summary>Sets the optimizer's states to zero and <see cref="Step"/> to 0; parameters, hyperparameters, schedule and <see cref="Epoch"/> stay.</summary>
    void ResetOptimizer();

    /// <summary>Moves all parameters and buffers towards another network's: p += τ·(q − p).</summary>
    /// <param name="other">The network whose q is read.</param>
    /// <param name="tau">τ in [0, 1]; 1, the default, copies exactly.</param>
    void CopyParametersFrom(TSelf other, double tau = 1);
}
