using System.Globalization;

namespace FastOpt;

/// <summary>
/// The dense layer without an activation that fits targets best, in closed form: a baseline that every trained network should beat, or the last layer of a
/// network over what its other layers give. By Householder reflections of the examples, in double: normal equations, which square the condition, are never
/// formed.
/// </summary>
public static class LeastSquares
{
    // Rows of examples that go into the triangle at once.
    private const int BlockRows = 64;

    /// <summary>
    /// Finds the W and b that minimize <c>Σ ‖W·xᵢ + b − yᵢ‖² + λ·‖W‖²</c>; b is not penalized. Where inputs depend on each other linearly and λ is 0, the
    /// weights of as many inputs as that are 0; the fit is the best one all the same. Allocates (inputs + outputs)·(inputs + 64) doubles, however many examples
    /// there are.
    /// </summary>
    /// <param name="inputs">x, [examples × inputSize], at least one example.</param>
    /// <param name="targets">y, [examples × outputSize].</param>
    /// <param name="inputSize">Floats of an example, at least 1.</param>
    /// <param name="parameters">
    /// Receives W [out, in] and, behind it, b [out]: the canonical order of a dense layer, as <c>LoadParameters("dense2", parameters)</c> reads it; without b
    /// where it has room for W alone, which is then fitted without one.
    /// </param>
    /// <param name="ridge">λ, at least 0. Default: 0.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a number is not finite; nothing is written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The memory is more than an array can hold; nothing is written.</exception>
    public static LeastSquaresFit Solve(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, int inputSize, Span<float> parameters, double ridge = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        if (inputs.Length == 0 || inputs.Length % inputSize != 0)
        {
            throw new ArgumentException(
                $"The inputs are {inputs.Length} floats, but each example has {inputSize}; there must be at least one.", nameof(inputs));
        }

        int examples = inputs.Length / inputSize;
        if (targets.Length == 0 || targets.Length % examples != 0)
            throw new ArgumentException($"There are {targets.Length} targets, which {examples} examples do not divide.", nameof(targets));
        int outputSize = targets.Length / examples;
        long weights = (long)inputSize * outputSize;
        bool hasBias = parameters.Length == weights + outputSize;
        if (!hasBias && parameters.Length != weights)
        {
            throw new ArgumentException(
                $"The parameters have {parameters.Length} floats, but a layer of {inputSize} inputs and {outputSize} outputs has {weights} weights, "
                    + $"and {weights + outputSize} with its bias.",
                nameof(parameters));
        }

        if (!(ridge >= 0 && double.IsFinite(ridge)))
            throw new ArgumentOutOfRangeException(nameof(ridge), ridge, "The ridge must be 0 or more, and finite.");
        CheckFinite(inputs, nameof(inputs));
        CheckFinite(targets, nameof(targets));

        int columns = inputSize + (hasBias ? 1 : 0);
        _ = MinimizeArguments.Count((long)(columns + outputSize) * Math.Max(columns, BlockRows));
        var triangle = new Triangle(columns, outputSize, BlockRows);
        for (int example = 0; example < examples; example++)
        {
            Span<double> row = triangle.NextRow();
            Copy(inputs.Slice(example * inputSize, inputSize), row);
            if (hasBias)
                row[inputSize] = 1;
            Copy(targets.Slice(example * outputSize, outputSize), row[columns..]);
        }

        for (int i = 0; i < inputSize && ridge > 0; i++)
            triangle.NextRow()[i] = Math.Sqrt(ridge);
        var solution = new double[columns * outputSize];
        int rank = triangle.Solve(solution, examples);
        for (int output = 0; output < outputSize; output++)
        {
            for (int i = 0; i < inputSize; i++)
                parameters[output * inputSize + i] = (float)solution[i * outputSize + output];
            if (hasBias)
                parameters[(int)weights + output] = (float)solution[inputSize * outputSize + output];
        }

        return new LeastSquaresFit { Rank = rank, MeanSquaredError = Error(inputs, targets, inputSize, parameters, hasBias) };
    }

    private static double Error(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, int inputSize, ReadOnlySpan<float> parameters, bool hasBias)
    {
        int examples = inputs.Length / inputSize, outputSize = targets.Length / examples;
        double sum = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            (int example, int output) = (i / outputSize, i % outputSize);
            ReadOnlySpan<float> x = inputs.Slice(example * inputSize, inputSize), w = parameters.Slice(output * inputSize, inputSize);
            double difference = (hasBias ? parameters[inputSize * outputSize + output] : 0) - (double)targets[i];
            for (int k = 0; k < inputSize; k++)
                difference += (double)x[k] * w[k];
            sum += difference * difference;
        }

        return sum / targets.Length;
    }

    private static void Copy(ReadOnlySpan<float> from, Span<double> to)
    {
        for (int i = 0; i < from.Length; i++)
            to[i] = from[i];
    }

    private static void CheckFinite(ReadOnlySpan<float> values, string name)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Number {i} of the {name} is {values[i]}; all must be finite."), name);
        }
    }
}
