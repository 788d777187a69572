using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>The checks at the door of every network: each names the model, the argument, the index and the value. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NetworkArguments
{
    // Below it a float has no reciprocal.
    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>Checks a constructor's arguments.</summary>
    public static void CheckConstruction(string model, int maxBatch, int threads, int fixedFloats, int floatsPerExample, int scratchFloats)
    {
        if (maxBatch < 1)
            throw new ArgumentOutOfRangeException(nameof(maxBatch), maxBatch, $"{model}: maxBatch is {Text(maxBatch)}, but a step takes at least 1 example.");
        if (threads < 1)
            throw new ArgumentOutOfRangeException(nameof(threads), threads, $"{model}: threads is {Text(threads)}, but a step takes at least 1 thread.");
        const int Alignments = 32;
        if ((long)scratchFloats * threads > Array.MaxLength - (long)fixedFloats - floatsPerExample - Alignments)
            throw new ArgumentOutOfRangeException(nameof(threads), threads, $"{model}: threads is {Text(threads)}, and their scratch would exceed the largest array.");
        long largest = (Array.MaxLength - (long)fixedFloats - ((long)scratchFloats * threads) - Alignments) / floatsPerExample;
        if (maxBatch > largest)
            throw new ArgumentOutOfRangeException(nameof(maxBatch), maxBatch, $"{model}: maxBatch is {Text(maxBatch)}, but the buffer of this network has room for {Text(largest)} examples.");
    }

    /// <summary>Checks the inputs of one batch and returns its size. Inlined, where the division is one by a constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CheckBatch(string model, ReadOnlySpan<float> inputs, int inputSize, int maxBatch)
    {
        int batch = inputs.Length / inputSize;
        if (batch * inputSize != inputs.Length || batch == 0 || batch > maxBatch)
            ThrowBatch(model, inputs.Length, inputSize, maxBatch);
        return batch;
    }

    /// <summary>Checks the length of a span for gradients of the inputs, and that it is not the inputs' own memory.</summary>
    public static void CheckInputGradients(string model, ReadOnlySpan<float> gradients, ReadOnlySpan<float> inputs)
    {
        if (gradients.Length != inputs.Length)
            Throw(nameof(gradients), $"{model}: gradients has {Text(gradients.Length)} elements, but inputs has {Text(inputs.Length)}.");
        CheckApart(model, gradients, nameof(gradients), inputs);
    }

    /// <summary>Checks that a batch has statistics over its examples.</summary>
    public static void CheckStatistics(string model, int batch, string layer)
    {
        if (batch == 1)
            Throw("inputs", $"{model}: the batch is 1 example, but {layer} takes its statistics over the batch, which needs at least 2 while training.");
    }

    /// <summary>Examples of the smallest mini-batch of an epoch, which is the last one.</summary>
    public static int LastBatch(int examples, int batch) => examples % batch == 0 ? batch : examples % batch;

    /// <summary>Checks one label per example, each a class of the network.</summary>
    public static void CheckLabels(string model, ReadOnlySpan<int> labels, int examples, int classes)
    {
        if (labels.Length != examples)
            Throw(nameof(labels), $"{model}: labels has {Text(labels.Length)} elements, but inputs has {Text(examples)} examples.");
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
                ThrowLabel(model, i, labels[i], classes);
        }
    }

    /// <summary>Checks one weight per example: each is finite and not negative, and a mean can be taken with them.</summary>
    public static void CheckWeights(string model, ReadOnlySpan<float> weights, int examples)
    {
        if (weights.Length != examples)
            Throw(nameof(weights), $"{model}: weights has {Text(weights.Length)} elements, but inputs has {Text(examples)} examples.");
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] >= 0 && weights[i] <= float.MaxValue))
                ThrowWeight(model, i, weights[i]);
            sum += weights[i];
        }

        if (!IsDivisor(sum))
            Throw(nameof(weights), $"{model}: weights sum to {Text(sum)}, but a mean needs a sum from {Text(SmallestNormal)} to {Text(float.MaxValue)}.");
    }

    /// <summary>The same where examples also count as much as the classes of their labels: a sum of 0 is that of classes that count nothing.</summary>
    public static void CheckWeights(string model, ReadOnlySpan<float> weights, int examples, ReadOnlySpan<int> labels, ReadOnlySpan<double> classWeights)
    {
        CheckWeights(model, weights, examples);
        double sum = LossMean.Weight(labels, classWeights, weights);
        if (sum == 0 || IsDivisor(sum))
            return;
        string range = $"from {Text(SmallestNormal)} to {Text(float.MaxValue)}";
        Throw(nameof(weights), $"{model}: weights times those of the labels' classes sum to {Text(sum)}, but a mean needs a sum {range}.");
    }

    /// <summary>Checks the length of target values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckTargets(string model, ReadOnlySpan<float> targets, int examples, int outputSize) =>
        CheckLength(model, targets.Length, (long)examples * outputSize, nameof(targets), examples, outputSize);

    /// <summary>
    /// Checks the length of a span for outputs, and that it is not the inputs' memory, which is still read when the first outputs are written.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckOutputs(string model, ReadOnlySpan<float> outputs, int examples, int outputSize, ReadOnlySpan<float> inputs)
    {
        CheckLength(model, outputs.Length, (long)examples * outputSize, nameof(outputs), examples, outputSize);
        CheckApart(model, outputs, nameof(outputs), inputs);
    }

    /// <summary>Checks that a span that is written does not overlap the inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckApart(string model, ReadOnlySpan<float> written, string argument, ReadOnlySpan<float> inputs)
    {
        if (written.Overlaps(inputs))
            ThrowOverlap(model, argument);
    }

    /// <summary>Checks the length of a span for parameters or gradients.</summary>
    public static void CheckParameters(string model, ReadOnlySpan<float> parameters, int parameterCount, string argument)
    {
        if (parameters.Length != parameterCount)
            Throw(argument, $"{model}: {argument} has {Text(parameters.Length)} elements, but the network has {Text(parameterCount)} parameters.");
    }

    /// <summary>Checks the length of a span for the gradients of a batch's outputs.</summary>
    public static void CheckOutputGradients(string model, ReadOnlySpan<float> gradients, int examples, int outputSize) =>
        CheckLength(model, gradients.Length, (long)examples * outputSize, nameof(gradients), examples, outputSize);

    /// <summary>Checks that no accumulated gradients wait, which those that a caller brings could not be added to.</summary>
    public static void CheckNoneWait(string model, string call, long accumulatedExamples)
    {
        if (accumulatedExamples != 0)
        {
            throw new InvalidOperationException(
                $"{model}: {call} was called while the gradients of {Text(accumulatedExamples)} examples wait; call ApplyGradients() or DiscardGradients() first.");
        }
    }

    /// <summary>What is thrown for a step whose loss or gradient is not finite.</summary>
    public static InvalidOperationException NonFinite(string model, long step, bool isLossFinite) =>
        new($"{model}: step {Text(step)} was not taken, because {(isLossFinite ? "a gradient" : "the loss")} is not finite; the network is as it was.");

    /// <summary>Checks the length of a span for buffers.</summary>
    public static void CheckBuffers(string model, ReadOnlySpan<float> buffers, int bufferCount)
    {
        if (buffers.Length != bufferCount)
            Throw(nameof(buffers), $"{model}: buffers has {Text(buffers.Length)} elements, but the network's buffers have {Text(bufferCount)}.");
    }

    /// <summary>Checks the length of a span for the state.</summary>
    public static void CheckState(string model, ReadOnlySpan<byte> state, int stateBytes)
    {
        if (state.Length != stateBytes)
            Throw(nameof(state), $"{model}: state has {Text(state.Length)} bytes, but the network's state has {Text(stateBytes)}; StateBytes says how many.");
    }

    /// <summary>Checks how far parameters are to be moved.</summary>
    public static void CheckTau(string model, double tau)
    {
        if (!(tau >= 0 && tau <= 1))
            throw new ArgumentOutOfRangeException(nameof(tau), tau, $"{model}: tau is {tau.ToString(CultureInfo.InvariantCulture)}, but it must be in [0, 1].");
    }

    /// <summary>Checks that a hyperparameter that is set is in the range that its rule declares.</summary>
    public static void CheckHyperparameter(string model, string hyperparameter, double value, bool isInRange, string range)
    {
        if (!isInRange)
            throw new ArgumentOutOfRangeException(nameof(value), value, $"{model}: {hyperparameter} is {value.ToString(CultureInfo.InvariantCulture)}, but it must be {range}.");
    }

    /// <summary>Checks that the learning rate of a step, which a schedule or a layer's factor may have moved, is in the range of the optimizer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckRate(string model, string optimizer, double rate, bool isInRange, string range, long step, long epoch, double scale)
    {
        if (!isInRange)
            ThrowRate(model, optimizer, rate, range, step, epoch, scale);
    }

    /// <summary>Checks that an order names examples that there are.</summary>
    public static void CheckOrder(string model, ReadOnlySpan<int> order, int examples)
    {
        for (int i = 0; i < order.Length; i++)
        {
            if ((uint)order[i] >= (uint)examples)
                ThrowOrder(model, i, order[i], examples);
        }
    }

    /// <summary>Checks the size of an epoch's mini-batches.</summary>
    public static void CheckEpochBatch(string model, int batch, int maxBatch)
    {
        if ((uint)batch > (uint)maxBatch)
            throw new ArgumentOutOfRangeException(nameof(batch), batch, $"{model}: batch is {Text(batch)}, but a step takes 1 to {Text(maxBatch)} examples (0 stands for {Text(maxBatch)}).");
    }

    /// <summary>Checks a count of epochs.</summary>
    public static void CheckEpoch(string model, long value)
    {
        if (value < 0)
            throw new ArgumentOutOfRangeException(nameof(value), value, $"{model}: Epoch is {Text(value)}, but epochs are counted from 0.");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CheckLength(string model, int length, long expected, string argument, int examples, int outputSize)
    {
        if (length != expected)
            ThrowLength(model, length, expected, argument, examples, outputSize);
    }

    [DoesNotReturn]
    private static void ThrowBatch(string model, int length, int inputSize, int maxBatch)
    {
        int batch = length / inputSize;
        Throw("inputs", batch * inputSize != length
            ? $"{model}: inputs has {Text(length)} elements, which is no multiple of {Text(inputSize)}, the floats of one example."
            : batch == 0
            ? $"{model}: inputs is empty, but a batch has at least 1 example of {Text(inputSize)} floats."
            : $"{model}: inputs has {Text(batch)} examples, but maxBatch is {Text(maxBatch)}.");
    }

    [DoesNotReturn]
    private static void ThrowLength(string model, int length, long expected, string argument, int examples, int outputSize) =>
        Throw(argument, $"{model}: {argument} has {Text(length)} elements, but {Text(examples)} examples of {Text(outputSize)} outputs make {Text(expected)}.");

    [DoesNotReturn]
    private static void ThrowOverlap(string model, string argument) => Throw(argument, $"{model}: {argument} overlaps inputs, which are still read while it is written.");

    [DoesNotReturn]
    private static void ThrowLabel(string model, int index, int label, int classes) =>
        throw new ArgumentOutOfRangeException("labels", label, $"{model}: labels[{Text(index)}] is {Text(label)}, but the network has classes 0 to {Text(classes - 1)}.");

    [DoesNotReturn]
    private static void ThrowWeight(string model, int index, float weight) => throw new ArgumentOutOfRangeException(
        "weights", weight, $"{model}: weights[{Text(index)}] is {weight.ToString(CultureInfo.InvariantCulture)}, but weights are finite and not negative.");

    [DoesNotReturn]
    internal static void ThrowNumber(string model, string layer, int example, int column, float value, int count) => Throw(
        "inputs",
        $"{model}: inputs has {Text(value)} in column {Text(column)} of example {Text(example)}, " +
        $"but {layer} takes the number of a vector there, an integer from 0 to {Text(count - 1)}.");

    [DoesNotReturn]
    private static void ThrowRate(string model, string optimizer, double rate, string range, long step, long epoch, double scale)
    {
        string whose = scale == 1 ? "" : $" in layers with {Text(scale)} times that,";
        throw new ArgumentOutOfRangeException(
            "LearningRate", rate, $"{model}: the learning rate of step {Text(step + 1)}, after {Text(epoch)} epochs,{whose} is {Text(rate)}, but that of {optimizer} must be {range}.");
    }

    [DoesNotReturn]
    private static void ThrowOrder(string model, int index, int example, int examples) =>
        throw new ArgumentOutOfRangeException("order", example, $"{model}: order[{Text(index)}] is {Text(example)}, but there are examples 0 to {Text(examples - 1)}.");

    [DoesNotReturn]
    private static void Throw(string argument, string message) => throw new ArgumentException(message, argument);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether its reciprocal is a float.</summary>
    private static bool IsDivisor(double sum) => sum >= SmallestNormal && sum <= float.MaxValue;
}
