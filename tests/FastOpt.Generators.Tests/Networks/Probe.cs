using System.Reflection;
using System.Runtime.InteropServices;
using FastOpt.Reference;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>A network of a compiled assembly, whatever its class and kind of target.</summary>
internal abstract class Probe
{
    /// <summary>Constructs a network.</summary>
    public static Probe Create(Assembly assembly, string name, int maxBatch, int threads = 1, ulong seed = 5)
    {
        Type type = assembly.GetType(name, throwOnError: true)!;
        Type target = type.GetInterfaces().Single(static i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(INetwork<,>)).GetGenericArguments()[1];
        return (Probe)Activator.CreateInstance(typeof(Probe<,>).MakeGenericType(type, target), maxBatch, threads, seed)!;
    }

    /// <summary>The network itself.</summary>
    public abstract object Network { get; }

    public abstract int ParameterCount { get; }

    public abstract NetworkSummary Summary { get; }

    public abstract float TrainStep(TestBatch batch);

    /// <summary>A step that also gives the outputs before it.</summary>
    public abstract (float Loss, float[] Outputs) TrainStepWithOutputs(TestBatch batch);

    /// <summary>One step on the gradients of several batches; gives the mean of their losses.</summary>
    public abstract float AccumulatedStep(IReadOnlyList<TestBatch> parts);

    public abstract float Evaluate(TestBatch batch);

    /// <summary>The running statistics.</summary>
    public abstract float[] Buffers { get; }

    public abstract float[] Gradients(TestBatch batch);

    /// <summary>The gradients of the inputs.</summary>
    public abstract float[] InputGradients(TestBatch batch);

    /// <summary>The Hessian of the mean loss times a direction.</summary>
    public abstract float[] HessianVectorProduct(TestBatch batch, float[] direction);

    public abstract float[] Outputs(TestBatch batch);

    /// <summary>The outputs of a predictor that folds what can be folded.</summary>
    public abstract float[] FoldedOutputs(TestBatch batch);

    public abstract float[] Parameters { get; set; }
}

/// <summary>A network whose targets are <typeparamref name="TTarget"/>.</summary>
internal sealed class Probe<TNetwork, TTarget>(int maxBatch, int threads, ulong seed) : Probe
    where TNetwork : class, INetwork<TNetwork, TTarget>
    where TTarget : unmanaged
{
    private readonly TNetwork _network = TNetwork.Create(maxBatch, seed, threads);

    public override object Network => _network;

    public override int ParameterCount => TNetwork.ParameterCount;

    public override NetworkSummary Summary => TNetwork.Summary;

    public override float[] Parameters
    {
        get
        {
            var parameters = new float[TNetwork.ParameterCount];
            _network.CopyParametersTo(parameters);
            return parameters;
        }
        set => _network.LoadParameters(value);
    }

    public override float TrainStep(TestBatch batch) => _network.TrainStep(batch.Inputs, Targets(batch));

    public override (float Loss, float[] Outputs) TrainStepWithOutputs(TestBatch batch)
    {
        var outputs = new float[batch.Size * TNetwork.OutputSize];
        return (_network.TrainStep(batch.Inputs, Targets(batch), outputs), outputs);
    }

    public override float AccumulatedStep(IReadOnlyList<TestBatch> parts)
    {
        var accumulating = (IGradientAccumulation<TTarget>)_network;
        float loss = parts.Select(part => accumulating.AccumulateGradients(part.Inputs, Targets(part))).Average();
        accumulating.ApplyGradients();
        return loss;
    }

    public override float[] Buffers
    {
        get
        {
            var buffers = new float[TNetwork.BufferCount];
            _network.CopyBuffersTo(buffers);
            return buffers;
        }
    }

    public override float Evaluate(TestBatch batch) => _network.Evaluate(batch.Inputs, Targets(batch));

    public override float[] Gradients(TestBatch batch)
    {
        var gradients = new float[TNetwork.ParameterCount];
        _network.ComputeGradients(batch.Inputs, Targets(batch), gradients);
        return gradients;
    }

    public override float[] InputGradients(TestBatch batch)
    {
        var gradients = new float[batch.Inputs.Length];
        ((IInputGradients<TTarget>)_network).ComputeInputGradients(batch.Inputs, Targets(batch), gradients);
        return gradients;
    }

    public override float[] HessianVectorProduct(TestBatch batch, float[] direction)
    {
        var product = new float[TNetwork.ParameterCount];
        ((ICurvature<TTarget>)_network).HessianVectorProduct(batch.Inputs, Targets(batch), direction, product);
        return product;
    }

    public override float[] Outputs(TestBatch batch)
    {
        var outputs = new float[batch.Size * TNetwork.OutputSize];
        _network.Predict(batch.Inputs, outputs);
        return outputs;
    }

    public override float[] FoldedOutputs(TestBatch batch)
    {
        var outputs = new float[batch.Size * TNetwork.OutputSize];
        _network.CreatePredictor(batch.Size, fold: true).Predict(batch.Inputs, outputs);
        return outputs;
    }

    private static ReadOnlySpan<TTarget> Targets(TestBatch batch) => typeof(TTarget) == typeof(int)
        ? MemoryMarshal.Cast<int, TTarget>(batch.Labels)
        : MemoryMarshal.Cast<float, TTarget>(batch.Targets);
}
