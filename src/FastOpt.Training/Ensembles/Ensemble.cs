using System.Buffers;
using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// Several networks of one declaration that predict together. For classes the average is that of the probabilities: the softmax of the logits for
/// <see cref="SoftmaxCrossEntropy"/>, the sigmoid for <see cref="BinaryCrossEntropy"/>; for all other losses it is that of the outputs. Averages are in double,
/// member by member. It has copies of the weights, does not change, and predicts on any number of threads at once.
/// </summary>
/// <typeparam name="TNetwork">The network.</typeparam>
/// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for numbers.</typeparam>
public sealed class Ensemble<TNetwork, TTarget>
    where TNetwork : class, INetwork<TNetwork, TTarget>
    where TTarget : unmanaged
{
    private readonly OutputMeaning _meaning = OutputMeanings.Of<TNetwork, TTarget>();
    private readonly (float[] Parameters, float[] Buffers)[] _weights;
    private readonly Predictor[] _predictors;

    /// <summary>Makes an ensemble of networks as they are now.</summary>
    /// <param name="networks">The members, at least one.</param>
    /// <exception cref="ArgumentException">There are no members, or one is null.</exception>
    public Ensemble(IReadOnlyList<TNetwork> networks)
        : this([.. (networks ?? throw new ArgumentNullException(nameof(networks))).Select(Weights)], networks.FirstOrDefault()?.MaxBatch ?? 0)
    {
    }

    internal Ensemble((float[] Parameters, float[] Buffers)[] weights, int maxBatch)
    {
        if (weights.Length == 0)
            throw new ArgumentException("An ensemble has at least one member.", nameof(weights));
        (_weights, MaxBatch) = (weights, maxBatch);
        _predictors = [.. Enumerable.Range(0, weights.Length).Select(index => Make(index, 1).CreatePredictor(maxBatch))];
    }

    /// <summary>Members.</summary>
    public int Count => _weights.Length;

    /// <summary>Examples that pass through a member together; a call may bring any number.</summary>
    public int MaxBatch { get; }

    /// <summary>A new network with a member's weights and running statistics.</summary>
    /// <param name="index">The member, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none of that number.</exception>
    public TNetwork Member(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return Make(index, MaxBatch);
    }

    /// <summary>Writes the averages for any number of examples: probabilities for classes, outputs for numbers. Any number of threads at once.</summary>
    /// <param name="inputs">[examples × InputSize], at least one example.</param>
    /// <param name="outputs">[examples × OutputSize].</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => Average(inputs, outputs, static (_, average) => (float)average);

    /// <summary>
    /// Predicts the examples of a data set and measures the averages. The metrics get them as they get a network's own: logarithms of the probabilities for
    /// classes, whose softmax they are, logits for the sigmoid's, outputs for numbers.
    /// </summary>
    /// <param name="data">The examples, normalized as those that the members were trained on.</param>
    /// <param name="metrics">The figures, which forget what was added to them before.</param>
    /// <returns>A figure for each metric, in their order.</returns>
    /// <exception cref="ArgumentException">There are no examples or no metrics, or the examples do not fit the network.</exception>
    public IReadOnlyList<MetricValue> Measure(DataSet<TTarget> data, params ReadOnlySpan<Metric<TTarget>> metrics)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (metrics.IsEmpty)
            throw new ArgumentException("There is no metric to measure by.", nameof(metrics));
        if (data.Count == 0)
            throw new ArgumentException("There is no example to measure.", nameof(data));
        if (data.InputSize != TNetwork.InputSize)
            throw new ArgumentException($"{TNetwork.Summary.Name} reads {TNetwork.InputSize} inputs; these examples have {data.InputSize}.", nameof(data));
        float[] outputs = new float[Math.Min(MaxBatch, data.Count) * TNetwork.OutputSize];
        foreach (Metric<TTarget> metric in metrics)
            metric.Reset();
        for (int done = 0; done < data.Count; done += MaxBatch)
        {
            int count = Math.Min(MaxBatch, data.Count - done);
            Span<float> some = outputs.AsSpan(0, count * TNetwork.OutputSize);
            Average(data.Inputs.Slice(done * data.InputSize, count * data.InputSize), some, AsOutput);
            foreach (Metric<TTarget> metric in metrics)
                metric.Add(some, data.Targets.Slice(done * data.TargetSize, count * data.TargetSize));
        }

        var values = new MetricValue[metrics.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = new MetricValue(metrics[i].Name, metrics[i].Value);
        return values;
    }

    /// <summary>Writes all members to one safetensors file, under "member.0.dense1.weight" and so on.</summary>
    /// <param name="path">The file; written beside, synchronized and renamed.</param>
    /// <exception cref="IOException">The file could not be written; what was there before is as it was.</exception>
    public void Save(string path) => EnsembleFile.Save<TNetwork, TTarget>([.. Enumerable.Range(0, Count).Select(index => Make(index, 1))], path);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBatch">Examples that pass through a member together. Default: 64.</param>
    /// <exception cref="InvalidDataException">The file is damaged, no ensemble, or of another network: the message names the tensor.</exception>
    public static Ensemble<TNetwork, TTarget> Load(string path, int maxBatch = 64)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBatch, 1);
        return new([.. EnsembleFile.Load<TNetwork, TTarget>(path).Select(Weights)], maxBatch);
    }

    internal static (float[] Parameters, float[] Buffers) Weights(TNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        float[] parameters = new float[TNetwork.ParameterCount], buffers = new float[TNetwork.BufferCount];
        network.CopyParametersTo(parameters);
        network.CopyBuffersTo(buffers);
        return (parameters, buffers);
    }

    private TNetwork Make(int index, int maxBatch)
    {
        TNetwork network = TNetwork.Create(maxBatch);
        network.LoadParameters(_weights[index].Parameters);
        network.LoadBuffers(_weights[index].Buffers);
        return network;
    }

    private void Average(ReadOnlySpan<float> inputs, Span<float> outputs, Func<OutputMeaning, double, float> finish)
    {
        int size = TNetwork.OutputSize, examples = inputs.Length / TNetwork.InputSize;
        if (examples == 0 || inputs.Length % TNetwork.InputSize != 0)
        {
            string what = Invariant($"{inputs.Length} inputs are no whole number of examples of {TNetwork.InputSize}, at least one");
            throw new ArgumentException($"{TNetwork.Summary.Name}: {what}.", nameof(inputs));
        }

        if (outputs.Length != (long)examples * size)
        {
            string what = Invariant($"there is room for {outputs.Length} outputs, but {examples} examples have {(long)examples * size}");
            throw new ArgumentException($"{TNetwork.Summary.Name}: {what}.", nameof(outputs));
        }

        int most = Math.Min(MaxBatch, examples);
        double[] sums = ArrayPool<double>.Shared.Rent(most * size);
        float[] rows = ArrayPool<float>.Shared.Rent(most * size);
        for (int done = 0; done < examples; done += most)
        {
            int count = Math.Min(most, examples - done);
            Span<double> sum = sums.AsSpan(0, count * size);
            Span<float> row = rows.AsSpan(0, count * size);
            sum.Clear();
            foreach (Predictor predictor in _predictors)
            {
                predictor.Predict(inputs.Slice(done * TNetwork.InputSize, count * TNetwork.InputSize), row);
                for (int i = 0; i < count; i++)
                    EnsembleSum.Add(_meaning, row.Slice(i * size, size), sum.Slice(i * size, size));
            }

            for (int i = 0; i < sum.Length; i++)
                outputs[(done * size) + i] = finish(_meaning, sum[i] / Count);
        }

        ArrayPool<double>.Shared.Return(sums);
        ArrayPool<float>.Shared.Return(rows);
    }

    /// <summary>An average as a network's output: what a metric takes.</summary>
    private static float AsOutput(OutputMeaning meaning, double average)
    {
        if (meaning == OutputMeaning.ClassLogits)
            return (float)Math.Log(average);
        if (meaning != OutputMeaning.BinaryLogits)
            return (float)average;
        double probability = Math.Clamp(average, double.Epsilon, 1 - Math.Pow(2, -53));
        return (float)(Math.Log(probability) - Math.Log(1 - probability));
    }
}
