namespace FastOpt;

/// <summary>
/// What every compiled network offers: the class has these members, and generic code needs no reflection. What only some networks have stands in interfaces
/// of its own: <see cref="IOptimizedBy{TOptimizer}"/>, <see cref="IScheduled"/>,
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

    /// <summary>
    /// One training step: forward, loss, backward, update. Allocates nothing. Gradients that have been accumulated take part: the batch is then the last one
    /// of its step.
    /// </summary>
    /// <param name="inputs">[batch × InputSize]; the batch is 1 to <see cref="MaxBatch"/> examples.</param>
    /// <param name="targets">One label per example, or [batch × OutputSize].</param>
    /// <returns>The batch's mean loss before the update; not finite if training has diverged.</returns>
    /// <exception cref="ArgumentException">A length or a value does not fit; the network is as it was.</exception>
    /// <exception cref="InvalidOperationException">
    /// Another call is running; or the loss or a gradient is not finite, in a network declared with <see cref="NonFinite.Throw"/>, which is then as it was.
    /// </exception>
    float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets);

    /// <summary>
    /// One training step that also writes the batch's outputs before the update: those of its forward pass. The first call allocates room for one batch.
    /// </summary>
    /// <param name="inputs">[batch × InputSize]; the batch is 1 to <see cref="MaxBatch"/> examples.</param>
    /// <param name="targets">One label per example, or [batch × OutputSize].</param>
    /// <param name="outputs">[batch × OutputSize].</param>
    /// <returns>The batch's mean loss before the update; not finite if training has diverged.</returns>
    /// <exception cref="ArgumentException">A length or a value does not fit; the network is as it was.</exception>
    /// <exception cref="InvalidOperationException">
    /// Another call is running; or the loss or a gradient is not finite, in a network declared with <see cref="NonFinite.Throw"/>, which is then as it was.
    /// </exception>
    float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, Span<float> outputs);

    /// <summary>
    /// One training step from the derivative of a loss that the caller has, such as one of reinforcement learning; the network's own loss has no part in it.
    /// The first call allocates room for one batch.
    /// </summary>
    /// <param name="inputs">[batch × InputSize]; the batch is 1 to <see cref="MaxBatch"/> examples.</param>
    /// <param name="gradients">
    /// ∂loss/∂output, [batch × OutputSize]; where the loss is a mean over the batch, its derivative is already divided.
    /// </param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="InvalidOperationException">Accumulated gradients wait, or another call is running.</exception>
    void TrainStepWithOutputGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> gradients);

    /// <summary>
    /// An update from gradients that the caller has, averaged or made elsewhere: gradient rules, groups, optimizer, schedule and step count are those of a
    /// step. The first call may allocate room for them.
    /// </summary>
    /// <param name="gradients">[ParameterCount], in canonical order; those of frozen layers are not read.</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    /// <exception cref="InvalidOperationException">Accumulated gradients wait, or another call is running.</exception>
    void ApplyGradients(ReadOnlySpan<float> gradients);

    /// <summary>Epochs completed, as <see cref="TrainEpoch"/> counts them; a training loop of your own sets it, for schedules that count epochs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 0.</exception>
    /// <exception cref="InvalidOperationException">It is set while another call is running.</exception>
    long Epoch { get; set; }

    /// <summary>
    /// A whole epoch: the examples in mini-batches, the last of which may be smaller, each a training step; then <see cref="Epoch"/> is one more. The first
    /// call with an order allocates room for one batch, in which its examples are gathered; nothing else is allocated. The bits are those of the same calls of
    /// <see cref="TrainStep(ReadOnlySpan{float}, ReadOnlySpan{TTarget})"/>.
    /// </summary>
    /// <param name="inputs">[examples × InputSize], at least one example.</param>
    /// <param name="targets">One label per example, or [examples × OutputSize].</param>
    /// <param name="order">
    /// The positions of the examples in the order in which they are taken, such as a permutation that is shuffled before each epoch; empty for the order in
    /// which they stand.
    /// </param>
    /// <param name="batch">Examples of a mini-batch, 1 to <see cref="MaxBatch"/>; 0 for <see cref="MaxBatch"/>.</param>
    /// <returns>The mean loss of all examples, each before the update of its step.</returns>
    /// <exception cref="ArgumentException">A length or a value does not fit; the network is as it was.</exception>
    /// <exception cref="InvalidOperationException">
    /// Another call is running; or the loss or a gradient is not finite, in a network declared with <see cref="NonFinite.Throw"/>, which is then as it was.
    /// </exception>
    float TrainEpoch(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<int> order = default, int batch = 0);

    /// <summary>
    /// Writes the last layer's output (logits for softmax cross-entropy) for any number of examples: running statistics stand for those of the batch, nothing
    /// is dropped and no noise added. Allocates nothing.
    /// </summary>
    /// <param name="inputs">[examples × InputSize], at least one example.</param>
    /// <param name="outputs">[examples × OutputSize].</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    void Predict(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>The mean loss over any number of examples; nothing is updated and nothing allocated.</summary>
    /// <param name="inputs">[examples × InputSize], at least one example.</param>
    /// <param name="targets">One label per example, or [examples × OutputSize].</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">A length or a value does not fit.</exception>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    float Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets);

    /// <summary>Writes the gradient of the batch's mean loss, as a training step takes it; nothing is updated and nothing allocated.</summary>
    /// <param name="inputs">[batch × InputSize]; the batch is 1 to <see cref="MaxBatch"/> examples.</param>
    /// <param name="targets">One label per example, or [batch × OutputSize].</param>
    /// <param name="gradients">[ParameterCount], in the canonical order of <see cref="Parameters"/>; zeros for frozen layers.</param>
    /// <exception cref="ArgumentException">A length or a value does not fit.</exception>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    void ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, Span<float> gradients);

    /// <summary>
    /// A view that predicts on any number of threads at once, also while this network trains, with the weights as they are now; predictors created earlier get
    /// them too.
    /// </summary>
    /// <param name="maxBatch">Examples that pass through the layers together, at least 1; a call of the predictor may bring any number.</param>
    /// <param name="fold">Whether the weights in front of them take over normalizations where they can; <see cref="Predictor.Folded"/> says which.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="maxBatch"/> is below 1, or the predictor's rows would exceed the largest array.
    /// </exception>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    Predictor CreatePredictor(int maxBatch = 64, bool fold = false);

    /// <summary>
    /// Gives the weights as they are now to all predictors, at once: each of their calls has either the old ones or these. Without predictors it does nothing.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    void Publish();

    /// <summary>
    /// Writes all parameters in canonical order, layer by layer as <see cref="Parameters"/> lists them: of a dense layer weight [out, in] row-major, then bias
    /// [out]; of a rule what it trains, in the order of its method.
    /// </summary>
    /// <param name="parameters">[ParameterCount].</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    void CopyParametersTo(Span<float> parameters);

    /// <summary>Reads all parameters in canonical order; the optimizer's state and the step count stay as they are.</summary>
    /// <param name="parameters">[ParameterCount].</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
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
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    void LoadParameters(string prefix, ReadOnlySpan<float> parameters);

    /// <summary>
    /// Name, shape and role of every tensor that the network keeps: parameters, buffers, states of the optimizer. All in the canonical layout.
    /// </summary>
    static abstract ReadOnlySpan<TensorInfo> Tensors { get; }

    /// <summary>Those that are buffers, such as running statistics, in canonical order; empty for a network whose layers have none.</summary>
    static abstract ReadOnlySpan<TensorInfo> Buffers { get; }

    /// <summary>Scalars of all buffers.</summary>
    static abstract int BufferCount { get; }

    /// <summary>Writes all buffers in canonical order.</summary>
    /// <param name="buffers">[BufferCount].</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    void CopyBuffersTo(Span<float> buffers);

    /// <summary>Reads all buffers in canonical order; all else stays as it is.</summary>
    /// <param name="buffers">[BufferCount].</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    void LoadBuffers(ReadOnlySpan<float> buffers);

    /// <summary>Bytes of the state as it is now; a schedule that a program sets makes it longer or shorter, nothing else does.</summary>
    /// <exception cref="InvalidOperationException">The schedule has a rule that a state cannot hold, or the state is longer than a span.</exception>
    int StateBytes { get; }

    /// <summary>
    /// Writes everything that a run needs to go on bit for bit: parameters, buffers, states of the optimizer, gradients that wait for a step, step, epoch,
    /// seed, schedule and hyperparameters, with a checksum. Little-endian on every machine. Allocates nothing.
    /// </summary>
    /// <remarks>
    /// The schedule is stored with its rules' types and hyperparameters, the declared one or one that a program has set; its rules are structs marked
    /// [Schedule], or classes that are an <see cref="IStoredRule"/>.
    /// </remarks>
    /// <param name="state">[<see cref="StateBytes"/>].</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    /// <exception cref="InvalidOperationException">The schedule has a rule that a state cannot hold, or another call is running.</exception>
    void CopyStateTo(Span<byte> state);

    /// <summary>
    /// Reads a state that <see cref="CopyStateTo"/> wrote, of this class or of one with the same layers, loss, gradient rules and optimizers: the run goes on
    /// with the bits of the one that wrote it, whatever the largest batch and the threads here.
    /// </summary>
    /// <param name="state">A whole state.</param>
    /// <exception cref="ArgumentException">
    /// The state is damaged, cut off, of another version, or of another network, which the message names; this network is as it was.
    /// </exception>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    void LoadState(ReadOnlySpan<byte> state);

    /// <summary>
    /// A network with the same state, largest batch and threads: what one does from here on, the other does with the same bits. Fields that the class declares
    /// by hand, and predictors, are not taken over.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    TSelf Clone();

    /// <summary>
    /// Forgets what the optimizer has learnt: its states become zero and <see cref="Step"/> 0, and gradients that wait are discarded. Parameters,
    /// hyperparameters, schedule and <see cref="Epoch"/> stay. After <see cref="LoadParameters(ReadOnlySpan{float})"/>, it makes a network usable again whose
    /// weights have become NaN.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    void ResetOptimizer();

    /// <summary>
    /// Moves all parameters and buffers towards another network's, p += τ·(q − p): for target networks, and for averages of weights. The optimizer's states
    /// and the step count stay.
    /// </summary>
    /// <param name="other">The network whose q is read.</param>
    /// <param name="tau">τ in [0, 1]; 1, the default, copies exactly.</param>
    /// <exception cref="ArgumentException"><paramref name="other"/> is null, or <paramref name="tau"/> is out of its range.</exception>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    void CopyParametersFrom(TSelf other, double tau = 1);
}
