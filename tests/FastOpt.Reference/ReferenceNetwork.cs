namespace FastOpt.Reference;

/// <summary>
/// A stack of dense layers and activations under a loss, computed naively in double precision. Parameters and gradients are flat, in canonical
/// order: layer by layer, weight [out, in] row by row, then bias [out]. Examples and targets are flat too, row by row.
/// </summary>
/// <param name="inputs">Floats per example.</param>
/// <param name="loss">The loss.</param>
/// <param name="layers">The layers, in order.</param>
public sealed class ReferenceNetwork(int inputs, ReferenceLoss loss, params ReferenceLayer[] layers)
{
    /// <summary>Floats per example.</summary>
    public int Inputs { get; } = inputs;

    /// <summary>Outputs per example.</summary>
    public int Outputs { get; } = layers.OfType<DenseLayer>().Select(layer => layer.Units).LastOrDefault(inputs);

    /// <summary>The loss.</summary>
    public ReferenceLoss Loss { get; } = loss;

    /// <summary>The layers, in order.</summary>
    public IReadOnlyList<ReferenceLayer> Layers { get; } = layers;

    /// <summary>Numbers per target: one per output, or one label.</summary>
    public int TargetSize => Loss.UsesLabels ? 1 : Outputs;

    /// <summary>Trainable scalars.</summary>
    public int ParameterCount => Tensors().Sum(tensor => tensor.Count);

    /// <summary>The tensors in canonical order: name ("dense1.weight"), shape and offset.</summary>
    public IEnumerable<ReferenceTensor> Tensors()
    {
        int width = Inputs;
        int offset = 0;
        int number = 0;
        foreach (DenseLayer dense in Layers.OfType<DenseLayer>())
        {
            number++;
            yield return new ReferenceTensor($"dense{number}.weight", [dense.Units, width], offset);
            offset += dense.Units * width;
            if (dense.HasBias)
            {
                yield return new ReferenceTensor($"dense{number}.bias", [dense.Units], offset);
                offset += dense.Units;
            }

            width = dense.Units;
        }
    }

    /// <summary>The outputs of every example.</summary>
    public double[] Predict(ReadOnlySpan<double> parameters, ReadOnlySpan<double> examples)
    {
        var outputs = new double[examples.Length / Inputs * Outputs];
        for (int example = 0; example < examples.Length / Inputs; example++)
        {
            double[][] values = Forward(parameters, examples.Slice(example * Inputs, Inputs));
            values[^1].CopyTo(outputs, example * Outputs);
        }

        return outputs;
    }

    /// <summary>The mean loss over the examples.</summary>
    public double MeanLoss(ReadOnlySpan<double> parameters, ReadOnlySpan<double> examples, ReadOnlySpan<double> targets) =>
        MeanLoss(parameters, examples, targets, gradients: default);

    /// <summary>The mean loss over the examples, and its gradient unless <paramref name="gradients"/> is empty.</summary>
    public double MeanLoss(ReadOnlySpan<double> parameters, ReadOnlySpan<double> examples, ReadOnlySpan<double> targets, Span<double> gradients)
    {
        int batch = examples.Length / Inputs;
        gradients.Clear();
        double sum = 0;
        var derivative = new double[Outputs];
        for (int example = 0; example < batch; example++)
        {
            double[][] values = Forward(parameters, examples.Slice(example * Inputs, Inputs));
            sum += Loss.OfExample(values[^1], targets.Slice(example * TargetSize, TargetSize), derivative);
            if (gradients.IsEmpty)
                continue;
            for (int i = 0; i < derivative.Length; i++)
                derivative[i] /= batch;
            Backward(parameters, values, derivative, gradients);
        }

        return sum / batch;
    }

    /// <summary>
    /// The input of every activation with a kink, over all examples: differences across a kink prove nothing, so checks look here first.
    /// </summary>
    public double SmallestDistanceToKink(ReadOnlySpan<double> parameters, ReadOnlySpan<double> examples)
    {
        double smallest = double.PositiveInfinity;
        for (int example = 0; example < examples.Length / Inputs; example++)
        {
            double[][] values = Forward(parameters, examples.Slice(example * Inputs, Inputs));
            for (int i = 0; i < Layers.Count; i++)
            {
                if (Layers[i] is not ActivationLayer layer)
                    continue;
                foreach (double kink in layer.Activation.Kinks)
                    smallest = Math.Min(smallest, values[i].Min(x => Math.Abs(x - kink)));
            }
        }

        return smallest;
    }

    /// <summary>The example itself, then every layer's output.</summary>
    private double[][] Forward(ReadOnlySpan<double> parameters, ReadOnlySpan<double> example)
    {
        var values = new double[Layers.Count + 1][];
        values[0] = example.ToArray();
        int offset = 0;
        for (int i = 0; i < Layers.Count; i++)
        {
            double[] input = values[i];
            if (Layers[i] is ActivationLayer activation)
            {
                values[i + 1] = Array.ConvertAll(input, x => activation.Activation.Value(x));
                continue;
            }

            var dense = (DenseLayer)Layers[i];
            values[i + 1] = DenseForward(dense, parameters.Slice(offset, dense.ParameterCount(input.Length)), input);
            offset += dense.ParameterCount(input.Length);
        }

        return values;
    }

    private static double[] DenseForward(DenseLayer dense, ReadOnlySpan<double> parameters, double[] input)
    {
        var output = new double[dense.Units];
        for (int o = 0; o < dense.Units; o++)
        {
            double sum = dense.HasBias ? parameters[(dense.Units * input.Length) + o] : 0;
            for (int i = 0; i < input.Length; i++)
                sum += parameters[(o * input.Length) + i] * input[i];
            output[o] = sum;
        }

        return output;
    }

    /// <summary>Adds one example's gradient, given the derivative of the loss in the outputs.</summary>
    private void Backward(ReadOnlySpan<double> parameters, double[][] values, double[] outputDerivative, Span<double> gradients)
    {
        double[] derivative = outputDerivative;
        int offset = parameters.Length;
        for (int i = Layers.Count - 1; i >= 0; i--)
        {
            double[] input = values[i];
            if (Layers[i] is ActivationLayer activation)
            {
                derivative = [.. derivative.Zip(input, (d, x) => d * activation.Activation.Derivative(x))];
                continue;
            }

            var dense = (DenseLayer)Layers[i];
            int count = dense.ParameterCount(input.Length);
            offset -= count;
            derivative = DenseBackward(dense, parameters.Slice(offset, count), input, derivative, gradients.Slice(offset, count));
        }
    }

    private static double[] DenseBackward(DenseLayer dense, ReadOnlySpan<double> parameters, double[] input, double[] outputDerivative, Span<double> gradients)
    {
        var inputDerivative = new double[input.Length];
        for (int o = 0; o < dense.Units; o++)
        {
            for (int i = 0; i < input.Length; i++)
            {
                gradients[(o * input.Length) + i] += outputDerivative[o] * input[i];
                inputDerivative[i] += outputDerivative[o] * parameters[(o * input.Length) + i];
            }

            if (dense.HasBias)
                gradients[(dense.Units * input.Length) + o] += outputDerivative[o];
        }

        return inputDerivative;
    }
}

/// <summary>One tensor of a network's parameters.</summary>
/// <param name="Name">"dense1.weight".</param>
/// <param name="Shape">[out, in] or [out].</param>
/// <param name="Offset">Position in the canonical order.</param>
public sealed record ReferenceTensor(string Name, int[] Shape, int Offset)
{
    /// <summary>Scalars.</summary>
    public int Count => Shape.Aggregate(1, (product, extent) => product * extent);
}
