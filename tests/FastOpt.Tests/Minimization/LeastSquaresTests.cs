using FastOpt.Reference;

namespace FastOpt.Tests.Minimization;

/// <summary>
/// Closed-form fits against solutions that are known beforehand, normal equations solved in decimals, and the condition that every best fit meets.
/// </summary>
public class LeastSquaresTests
{
    [Theory]
    [InlineData(3, 1, 7, 0)]
    [InlineData(5, 3, 200, 0)]
    [InlineData(5, 3, 200, 2.5)]
    [InlineData(20, 2, 10, 0.5)]
    [InlineData(17, 4, 129, 0.01)]
    public void The_fit_is_that_of_the_normal_equations(int inputSize, int outputSize, int examples, double ridge)
    {
        var generator = new IntegerGenerator((ulong)(inputSize + examples));
        float[] inputs = generator.Floats(examples * inputSize), targets = generator.Floats(examples * outputSize, 2);
        var parameters = new float[(inputSize + 1) * outputSize];
        LeastSquaresFit fit = LeastSquares.Solve(inputs, targets, inputSize, parameters, ridge);
        Assert.Equal(inputSize + 1, fit.Rank);
        for (int output = 0; output < outputSize; output++)
        {
            decimal[] expected = NormalEquations(inputs, [.. Enumerable.Range(0, examples).Select(i => targets[i * outputSize + output])], inputSize, (decimal)ridge);
            for (int i = 0; i < inputSize; i++)
                Assert.Equal((double)expected[i], parameters[output * inputSize + i], 3e-7 * (1 + Math.Abs((double)expected[i])));
            Assert.Equal((double)expected[inputSize], parameters[inputSize * outputSize + output], 3e-7 * (1 + Math.Abs((double)expected[inputSize])));
        }

        double sum = 0;
        for (int i = 0; i < targets.Length; i++)
            sum += Math.Pow(Predicted(inputs, parameters, inputSize, outputSize, i / outputSize, i % outputSize) - targets[i], 2);
        Assert.Equal(sum / targets.Length, fit.MeanSquaredError, 1e-12 * (1 + sum));
    }

    /// <summary>Powers of x up to the ninth, whose normal equations have a condition of 1e13 and more: the polynomial comes back.</summary>
    [Fact]
    public void An_ill_conditioned_fit_keeps_its_digits()
    {
        double[] polynomial = [1, -2, 0.5, 3, -1, 0.25, 2, -0.5, 1.5, -1];
        const int Examples = 64;
        var inputs = new float[Examples * 9];
        var targets = new float[Examples];
        for (int i = 0; i < Examples; i++)
        {
            // Sixty-fourths: their powers are doubles exactly, but floats only nearly; the targets are those of the floats.
            double x = i / 64.0, y = polynomial[0];
            for (int power = 1; power < 10; power++)
            {
                inputs[i * 9 + power - 1] = (float)Math.Pow(x, power);
                y += polynomial[power] * inputs[i * 9 + power - 1];
            }

            targets[i] = (float)y;
        }

        var parameters = new float[10];
        LeastSquaresFit fit = LeastSquares.Solve(inputs, targets, 9, parameters);
        Assert.Equal(10, fit.Rank);
        Assert.True(fit.MeanSquaredError < 1e-13, fit.ToString());
    }

    [Fact]
    public void Inputs_that_depend_on_each_other_leave_the_best_fit()
    {
        var generator = new IntegerGenerator(4);
        const int Examples = 40;
        float[] two = generator.Floats(Examples * 2), targets = generator.Floats(Examples);
        var inputs = new float[Examples * 5];
        for (int i = 0; i < Examples; i++)
        {
            // The sum of both, twice the first one, and a constant besides the bias.
            (inputs[i * 5], inputs[i * 5 + 1], inputs[i * 5 + 2], inputs[i * 5 + 3], inputs[i * 5 + 4]) =
                (two[i * 2] * 0.5f + two[i * 2 + 1] * 0.5f, two[i * 2], two[i * 2 + 1], 2 * two[i * 2], 1);
        }

        float[] parameters = new float[6], independent = new float[3];
        LeastSquaresFit fit = LeastSquares.Solve(inputs, targets, 5, parameters), expected = LeastSquares.Solve(two, targets, 2, independent);
        Assert.Equal((3, 3), (fit.Rank, expected.Rank));
        Assert.Equal(expected.MeanSquaredError, fit.MeanSquaredError, 1e-6 * expected.MeanSquaredError);
        Assert.Equal(3, parameters.Count(static value => value == 0));
    }

    [Fact]
    public void Without_room_for_a_bias_there_is_none()
    {
        float[] inputs = [1, 2, 3], targets = [3, 5, 7];
        var weights = new float[1];
        LeastSquaresFit fit = LeastSquares.Solve(inputs, targets, 1, weights);
        Assert.Equal((1, (3 + 10 + 21) / 14f), (fit.Rank, weights[0]));
    }

    /// <summary>A network of one dense layer, minimized by Newton's method, comes to the same.</summary>
    [Fact]
    public void It_is_what_a_linear_network_converges_to()
    {
        var generator = new IntegerGenerator(9);
        float[] inputs = generator.Floats(50 * 4), targets = generator.Floats(50), parameters = new float[5], minimized = new float[5];
        LeastSquaresFit fit = LeastSquares.Solve(inputs, targets, 4, parameters);
        var network = new CurvedLinear(16);
        Minimum minimum = Minimize.NewtonCg(new NetworkObjective<CurvedLinear, float>(network, inputs, targets));
        network.CopyParametersTo(minimized);
        Assert.True(minimum.IsSuccess);
        Assert.Equal(fit.MeanSquaredError, minimum.Value, 1e-8);
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(parameters[i], minimized[i], 1e-4f));
        network.LoadParameters(parameters);
        Assert.Equal(fit.MeanSquaredError, network.Evaluate(inputs, targets), 1e-6);
    }

    [Fact]
    public void What_does_not_fit_is_named_and_nothing_is_written()
    {
        float[] parameters = [7, 7, 7];
        AssertError("7 floats, but each example has 2", () => LeastSquares.Solve(new float[7], new float[3], 2, parameters));
        AssertError("3 targets, which 4 examples do not divide", () => LeastSquares.Solve(new float[8], new float[3], 2, parameters));
        AssertError("has 4 weights, and 6 with its bias", () => LeastSquares.Solve(new float[8], new float[8], 2, parameters));
        AssertError("Number 3 of the inputs is NaN", () => LeastSquares.Solve([1, 2, 3, float.NaN], new float[2], 2, parameters));
        AssertError("Number 1 of the targets is Infinity", () => LeastSquares.Solve(new float[4], [1, float.PositiveInfinity], 2, parameters));
        AssertError("ridge", () => LeastSquares.Solve(new float[4], new float[2], 2, parameters, -1));
        Assert.Equal([7, 7, 7], parameters);

        static void AssertError(string part, Action action) => Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
    }

    private static double Predicted(float[] inputs, float[] parameters, int inputSize, int outputSize, int example, int output)
    {
        double sum = parameters[inputSize * outputSize + output];
        for (int i = 0; i < inputSize; i++)
            sum += (double)inputs[example * inputSize + i] * parameters[output * inputSize + i];
        return sum;
    }

    /// <summary>(XᵀX + λI)·w = Xᵀy with a column of ones that λ leaves out, by elimination in decimals of 28 digits.</summary>
    private static decimal[] NormalEquations(float[] inputs, float[] targets, int inputSize, decimal ridge)
    {
        int n = inputSize + 1;
        var a = new decimal[n, n + 1];
        for (int example = 0; example < targets.Length; example++)
        {
            decimal Input(int i) => i < inputSize ? (decimal)(double)inputs[example * inputSize + i] : 1;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                    a[i, j] += Input(i) * Input(j);
                a[i, n] += Input(i) * (decimal)(double)targets[example];
            }
        }

        for (int i = 0; i < inputSize; i++)
            a[i, i] += ridge;
        for (int column = 0; column < n; column++)
        {
            int pivot = Enumerable.Range(column, n - column).MaxBy(row => Math.Abs(a[row, column]));
            for (int j = 0; j <= n; j++)
                (a[column, j], a[pivot, j]) = (a[pivot, j], a[column, j]);
            for (int row = 0; row < n; row++)
            {
                if (row == column)
                    continue;
                decimal factor = a[row, column] / a[column, column];
                for (int j = column; j <= n; j++)
                    a[row, j] -= factor * a[column, j];
            }
        }

        return [.. Enumerable.Range(0, n).Select(i => a[i, n] / a[i, i])];
    }
}
