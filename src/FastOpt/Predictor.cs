using System.ComponentModel;
using System.Runtime.InteropServices;
using FastOpt.Runtime;

namespace FastOpt;

/// <summary>
/// A view of a network that predicts on any number of threads at once, also while the network trains. It has rows of its own for what passes through
/// the layers, and shares one copy of the weights with every other predictor of the network: those that were published last, by
/// <see cref="INetwork{TSelf, TTarget}.Publish"/> or by creating a predictor. A call reads one publication from beginning to end, so that training never shows through.
/// </summary>
/// <remarks>
/// The bits are those of the network's own <c>Predict</c>, unless layers are <see cref="Folded"/>: then they differ in their last places. A call allocates
/// nothing, unless more threads are inside than ever before: then the rows of one more batch are allocated and kept. Filters of convolutions stand as they are
/// read, which the network's own <c>Predict</c> lays out at each call. A predictor keeps the published weights alive, not the network; nothing is to be
/// disposed.
/// </remarks>
public abstract class Predictor
{
    private readonly string _model;
    private readonly int _rowFloats;
    private readonly PublishedWeights _weights;
    private Workspace? _workspaces;

    /// <summary>For generated code.</summary>
    /// <param name="model">The network's name.</param>
    /// <param name="inputSize">Floats per example.</param>
    /// <param name="outputSize">Outputs per example.</param>
    /// <param name="maxBatch">Examples that pass through the layers together.</param>
    /// <param name="floatsPerExample">Floats that forward needs for each.</param>
    /// <param name="weights">The published weights.</param>
    /// <param name="scratchFloats">Floats that forward needs besides, behind the rows.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Predictor(string model, int inputSize, int outputSize, int maxBatch, int floatsPerExample, PublishedWeights weights, int scratchFloats = 0)
    {
        NetworkArguments.CheckConstruction(model, maxBatch, 1, 0, floatsPerExample, scratchFloats);
        _model = model;
        InputSize = inputSize;
        OutputSize = outputSize;
        MaxBatch = maxBatch;
        _rowFloats = checked((floatsPerExample * maxBatch) + scratchFloats);
        _weights = weights;
        _workspaces = new Workspace(_rowFloats, null);
    }

    /// <summary>Floats per example.</summary>
    public int InputSize { get; }

    /// <summary>Outputs per example.</summary>
    public int OutputSize { get; }

    /// <summary>Examples that pass through the layers together; a call may bring any number.</summary>
    public int MaxBatch { get; }

    /// <summary>
    /// The layers that the weights in front of them have taken over, such as "batchnorm1", which a predictor created with <c>fold: true</c> does not compute.
    /// Empty where there are none.
    /// </summary>
    public virtual IReadOnlyList<string> Folded => [];

    /// <summary>The training steps that the network had taken when the weights in use were published.</summary>
    public long Step => _weights.Step;

    /// <summary>Writes the last layer's output (logits for softmax cross-entropy) for any number of examples. Any number of threads at once.</summary>
    /// <param name="inputs">[examples × InputSize], at least one example.</param>
    /// <param name="outputs">[examples × OutputSize].</param>
    /// <returns>The training steps behind the weights that were used: those of one publication from beginning to end.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public long Predict(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        int examples = NetworkArguments.CheckBatch(_model, inputs, InputSize, int.MaxValue);
        CheckInputs(inputs);
        NetworkArguments.CheckOutputs(_model, outputs, examples, OutputSize, inputs);
        int reader = Environment.CurrentManagedThreadId;
        Workspace workspace = Take();
        WeightSnapshot weights = _weights.Acquire(reader);
        try
        {
            for (int done = 0; done < examples; done += MaxBatch)
            {
                int batch = Math.Min(MaxBatch, examples - done);
                ref float first = ref MemoryMarshal.GetReference(inputs.Slice(done * InputSize));
                PredictBatch(ref weights.Start, ref workspace.Start, ref first, batch, outputs.Slice(done * OutputSize, batch * OutputSize));
            }

            return weights.Step;
        }
        finally
        {
            weights.Release(reader);
            workspace.Release();
        }
    }

    /// <summary>Forward over one batch. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void PredictBatch(ref float parameters, ref float rows, ref float inputs, int batch, Span<float> outputs);

    /// <summary>Checks what a layer asks of the inputs. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual void CheckInputs(ReadOnlySpan<float> inputs)
    {
    }

    /// <summary>Rows that no other thread uses.</summary>
    private Workspace Take()
    {
        for (Workspace? workspace = Volatile.Read(ref _workspaces); workspace is not null; workspace = workspace.Next)
        {
            if (workspace.TryTake())
                return workspace;
        }

        while (true)
        {
            Workspace? first = Volatile.Read(ref _workspaces);
            var fresh = new Workspace(_rowFloats, first);
            fresh.TryTake();
            if (Interlocked.CompareExchange(ref _workspaces, fresh, first) == first)
                return fresh;
        }
    }

    /// <summary>The rows of one batch, used by one thread at a time; once made, they stay in the predictor's list.</summary>
    private sealed class Workspace(int floats, Workspace? next)
    {
        private readonly PinnedBuffer _rows = new(floats);
        private int _taken;

        public Workspace? Next { get; } = next;

        public ref float Start => ref _rows.Start;

        public bool TryTake() => Volatile.Read(ref _taken) == 0 && Interlocked.CompareExchange(ref _taken, 1, 0) == 0;

        public void Release() => Volatile.Write(ref _taken, 0);
    }
}
