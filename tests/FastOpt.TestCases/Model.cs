using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FastOpt.Reference;

namespace FastOpt.TestCases;

/// <summary>One network object, whatever its class and kind of target. Calls pass through <see cref="INetwork{TSelf, TTarget}"/> and allocate nothing.</summary>
public abstract class Model
{
    public abstract int MaxBatch { get; }

    public abstract long Step { get; }

    public float TrainStep(TestBatch batch) => TrainStep(batch.Inputs, batch.Targets, batch.Labels);

    public float Evaluate(TestBatch batch) => Evaluate(batch.Inputs, batch.Targets, batch.Labels);

    public void ComputeGradients(TestBatch batch, Span<float> gradients) => ComputeGradients(batch.Inputs, batch.Targets, batch.Labels, gradients);

    /// <summary>A step on targets or on labels, whichever the network takes.</summary>
    public abstract float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels);

    /// <summary>The mean loss.</summary>
    public abstract float Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels);

    /// <summary>The gradient of the mean loss.</summary>
    public abstract void ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, Span<float> gradients);

    public abstract void Predict(ReadOnlySpan<float> inputs, Span<float> outputs);

    public abstract void CopyParametersTo(Span<float> parameters);

    public abstract void LoadParameters(ReadOnlySpan<float> parameters);

    /// <summary>The norm of the last step's gradient; null for a network that takes none.</summary>
    public abstract float? GradientNorm { get; }

    /// <summary>Adds the gradients of a batch, in a network that accumulates them.</summary>
    public abstract float AccumulateGradients(TestBatch batch);

    /// <summary>One step on the accumulated gradients.</summary>
    public abstract void ApplyGradients();

    /// <summary>Trainable scalars.</summary>
    public abstract int ParameterCount { get; }

    /// <summary>Outputs per example.</summary>
    public abstract int OutputSize { get; }

    /// <summary>The scalar method of the optimizer with the hyperparameters that the model has now.</summary>
    public abstract ScalarRule Rule { get; }

    /// <summary>All parameters in canonical order.</summary>
    public float[] GetParameters()
    {
        var parameters = new float[ParameterCount];
        CopyParametersTo(parameters);
        return parameters;
    }

    /// <summary>All running statistics in canonical order.</summary>
    public abstract float[] GetBuffers();

    /// <summary>The gradient of the mean loss in canonical order.</summary>
    public float[] GetGradients(TestBatch batch)
    {
        var gradients = new float[ParameterCount];
        ComputeGradients(batch, gradients);
        return gradients;
    }

    /// <summary>One step, with the parameters before it, the gradient there, and the parameters after it.</summary>
    public (float[] Before, float[] Gradients, float[] After) Take(TestBatch batch)
    {
        float[] before = GetParameters(), gradients = GetGradients(batch);
        TrainStep(batch);
        return (before, gradients, GetParameters());
    }

    /// <summary>The outputs of all examples.</summary>
    public float[] GetOutputs(TestBatch batch)
    {
        var outputs = new float[batch.Size * OutputSize];
        Predict(batch.Inputs, outputs);
        return outputs;
    }

    /// <summary>SHA-256 of the bytes of parameters and running statistics in canonical order.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>((float[])[.. GetParameters(), .. GetBuffers()])));
}

/// <summary>A network whose targets are <typeparamref name="TTarget"/>.</summary>
internal sealed class Model<TNetwork, TTarget>(TNetwork network, Func<TNetwork, ScalarRule> rule) : Model
    where TNetwork : class, INetwork<TNetwork, TTarget>
    where TTarget : unmanaged
{
    public override int MaxBatch => network.MaxBatch;

    public override long Step => network.Step;

    public override float? GradientNorm => (network as IGradientNorm)?.GradientNorm;

    public override float AccumulateGradients(TestBatch batch) => ((IGradientAccumulation<TTarget>)network).AccumulateGradients(batch.Inputs, Pick(batch.Targets, batch.Labels));

    public override void ApplyGradients() => ((IGradientAccumulation<TTarget>)network).ApplyGradients();

    public override int ParameterCount => TNetwork.ParameterCount;

    public override int OutputSize => TNetwork.OutputSize;

    public override ScalarRule Rule => rule(network);

    public override float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels) =>
        network.TrainStep(inputs, Pick(targets, labels));

    public override float Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels) =>
        network.Evaluate(inputs, Pick(targets, labels));

    public override void ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, Span<float> gradients) =>
        network.ComputeGradients(inputs, Pick(targets, labels), gradients);

    public override void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => network.Predict(inputs, outputs);

    public override void CopyParametersTo(Span<float> parameters) => network.CopyParametersTo(parameters);

    public override void LoadParameters(ReadOnlySpan<float> parameters) => network.LoadParameters(parameters);

    public override float[] GetBuffers()
    {
        var buffers = new float[TNetwork.BufferCount];
        network.CopyBuffersTo(buffers);
        return buffers;
    }

    private static ReadOnlySpan<TTarget> Pick(ReadOnlySpan<float> targets, ReadOnlySpan<int> labels) => typeof(TTarget) == typeof(int)
        ? MemoryMarshal.Cast<int, TTarget>(labels)
        : MemoryMarshal.Cast<float, TTarget>(targets);
}
