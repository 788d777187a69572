using FastOpt.Training;

namespace FastOpt.Playground;

/// <summary>A compiled network behind one type, whatever its shape and optimizer.</summary>
internal abstract class NetworkTrainer
{
    public abstract int InputSize { get; }

    public abstract int OutputSize { get; }

    public abstract int ParameterCount { get; }

    public abstract int BufferCount { get; }

    public abstract IReadOnlyList<ParameterInfo> Parameters { get; }

    /// <summary>What it keeps besides parameters: running means and variances.</summary>
    public abstract IReadOnlyList<TensorInfo> Buffers { get; }

    /// <summary>What it computes when it predicts, as the compiler tells it.</summary>
    public abstract string Graph { get; }

    public abstract NetworkSummary Summary { get; }

    public abstract long Step { get; }

    public abstract long Epoch { get; set; }

    /// <summary>The rate of the next step.</summary>
    public abstract double LearningRate { get; }

    /// <summary>One step; the batch's loss before it.</summary>
    public abstract float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels);

    public abstract void Predict(ReadOnlySpan<float> inputs, Span<float> outputs);

    public abstract void ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Span<float> gradients);

    public abstract void CopyTo(Span<float> parameters, Span<float> buffers);

    public abstract void Load(ReadOnlySpan<float> parameters, ReadOnlySpan<float> buffers);

    /// <summary>Its weights as a safetensors file.</summary>
    public abstract byte[] ToSafeTensors();
}

/// <summary>A network that was compiled with an optimizer.</summary>
/// <typeparam name="TNetwork">The network.</typeparam>
/// <typeparam name="TOptimizer">Its optimizer.</typeparam>
internal sealed class NetworkTrainer<TNetwork, TOptimizer> : NetworkTrainer
    where TNetwork : class, INetwork<TNetwork, int>, IOptimizedBy<TOptimizer>, IScheduled, INetworkGraph
    where TOptimizer : struct
{
    private readonly TNetwork _network;
    private readonly L1 _penalty;
    private readonly float[] _gradients, _weights;

    public NetworkTrainer(NetworkSettings settings, int maxBatch, TOptimizer optimizer)
    {
        _network = TNetwork.Create(maxBatch, settings.Seed);
        _network.Optimizer = optimizer;
        _network.Schedule = ScheduleChoice.Make(settings.Schedule, settings.Epochs);
        _penalty = new L1(settings.L1);
        int penalized = settings.L1 > 0 ? TNetwork.ParameterCount : 0;
        (_gradients, _weights) = (new float[penalized], new float[penalized]);
    }

    public override int InputSize => TNetwork.InputSize;

    public override int OutputSize => TNetwork.OutputSize;

    public override int ParameterCount => TNetwork.ParameterCount;

    public override int BufferCount => TNetwork.BufferCount;

    public override IReadOnlyList<ParameterInfo> Parameters => [.. TNetwork.Parameters];

    public override IReadOnlyList<TensorInfo> Buffers => [.. TNetwork.Buffers];

    public override string Graph => TNetwork.Graph;

    public override NetworkSummary Summary => TNetwork.Summary;

    public override long Step => _network.Step;

    public override long Epoch
    {
        get => _network.Epoch;
        set => _network.Epoch = value;
    }

    public override double LearningRate => _network.LearningRate;

    /// <remarks>
    /// A gradient rule's strength is part of the declaration, but here a reader sets it. So with L1 the step is made of the library's parts: gradients, the
    /// rule for each weight, and the network's own update. The running means of a batch normalization would stand still; networks that have them get no L1.
    /// </remarks>
    public override float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        if (_gradients.Length == 0)
            return _network.TrainStep(inputs, labels);
        float loss = _network.Evaluate(inputs, labels);
        _network.ComputeGradients(inputs, labels, _gradients);
        _network.CopyParametersTo(_weights);
        foreach (ParameterInfo parameter in TNetwork.Parameters)
        {
            if (!parameter.Name.EndsWith(".weight", StringComparison.Ordinal))
                continue;
            for (int i = parameter.Offset; i < parameter.Offset + parameter.Count; i++)
                _gradients[i] = _penalty.Apply(_gradients[i], _weights[i]);
        }

        _network.ApplyGradients(_gradients);
        return loss;
    }

    public override void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => _network.Predict(inputs, outputs);

    public override void ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Span<float> gradients) =>
        _network.ComputeGradients(inputs, labels, gradients);

    public override void CopyTo(Span<float> parameters, Span<float> buffers)
    {
        _network.CopyParametersTo(parameters);
        _network.CopyBuffersTo(buffers);
    }

    public override void Load(ReadOnlySpan<float> parameters, ReadOnlySpan<float> buffers)
    {
        _network.LoadParameters(parameters);
        _network.LoadBuffers(buffers);
    }

    public override byte[] ToSafeTensors() => NetworkWeights.ToBytes(_network);
}
