using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using FastOpt.Runtime;
using Xunit;

namespace FastOpt.Tests.Engine;

/// <summary>
/// Products of dense layers over rows and columns of every remainder: each sum has the bits of a plain loop that multiplies and adds in order, whatever tile it
/// is taken in, and nothing is written behind a row's padding.
/// </summary>
public sealed class DenseProductTests
{
    private const float Untouched = -12345;

    private static readonly int[] Columns =
        [1, 3, 4, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33, 47, 48, 49, 63, 64, 65, 79, 80, 96, 97, 112, 128, 144, 161, 208, 300];

    public static TheoryData<int> ColumnCounts => [.. Columns];

    [Theory]
    [MemberData(nameof(ColumnCounts))]
    public void ForwardAddsTermsInOrder(int columns)
    {
        int stride = RoundUp(columns) + 16;
        foreach (int terms in new[] { 1, 2, 5, 40 })
        {
            float[] weights = Values(terms * stride, 1), bias = Values(stride, 2);
            foreach ((int rows, bool fetches) in Enumerable.Range(1, 27).Select(static rows => (rows, rows % 2 == 0)).Append((1, true)))
            {
                float[] inputs = Values(rows * terms, 3);
                float[] outputs = Filled(rows * stride), kept = Filled(rows * stride), plain = Filled(rows * stride);
                ref float none = ref Unsafe.NullRef<float>();
                var relu = default(Relu).GetCoefficients();
                var gelu = default(Gelu).GetCoefficients();
                DenseProduct.Forward(
                    ref inputs[0], terms, ref weights[0], stride, ref bias[0], ref outputs[0], stride, ref none, relu, rows, terms, columns, fetches);
                DenseProduct.Forward(
                    ref inputs[0], terms, ref weights[0], stride, ref none, ref plain[0], stride, ref kept[0], gelu, rows, terms, columns, fetches: false);
                for (int row = 0; row < rows; row++)
                {
                    for (int column = 0; column < columns; column++)
                    {
                        float sum = bias[column], withoutBias = 0;
                        for (int term = 0; term < terms; term++)
                        {
                            sum = MultiplyAdd(inputs[(row * terms) + term], weights[(term * stride) + column], sum);
                            withoutBias = MultiplyAdd(inputs[(row * terms) + term], weights[(term * stride) + column], withoutBias);
                        }

                        AssertBits(sum <= 0 ? 0 : sum, outputs[(row * stride) + column]);
                        AssertBits(withoutBias, kept[(row * stride) + column]);
                        Assert.Equal(Gelu.Apply(withoutBias), plain[(row * stride) + column], 1e-5f);
                    }

                    AssertUntouched(outputs, (row * stride) + RoundUp(columns), (row + 1) * stride);
                    AssertUntouched(plain, (row * stride) + RoundUp(columns), (row + 1) * stride);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(ColumnCounts))]
    public void InputGradientsGoThroughTheActivation(int columns)
    {
        int stride = RoundUp(columns);
        foreach (int terms in new[] { 1, 3, 18 })
        {
            int weightStride = RoundUp(terms), transposedStride = stride;
            float[] weights = Values(columns * weightStride, 4), transposed = Values(terms * transposedStride, 5), panel = new float[terms * 48];
            for (int rows = 1; rows <= 27; rows++)
            {
                float[] gradients = Values(rows * terms, 6), kept = Values(rows * stride, 7);
                float[] results = Filled(rows * stride), ofTransposed = Filled(rows * stride);
                var relu = default(Relu).GetCoefficients();
                DenseProduct.InputGradient(
                    ref gradients[0],
                    terms,
                    ref weights[0],
                    weightStride,
                    ref panel[0],
                    ref results[0],
                    stride,
                    ref kept[0],
                    relu,
                    rows,
                    terms,
                    columns,
                    1,
                    Part.Whole);
                DenseProduct.InputGradientOfTransposed(
                    ref gradients[0],
                    terms,
                    ref transposed[0],
                    transposedStride,
                    ref ofTransposed[0],
                    stride,
                    ref Unsafe.NullRef<float>(),
                    default(NoActivation),
                    rows,
                    terms,
                    columns);
                for (int row = 0; row < rows; row++)
                {
                    for (int column = 0; column < columns; column++)
                    {
                        float sum = 0, transposedSum = 0;
                        for (int term = 0; term < terms; term++)
                        {
                            sum = MultiplyAdd(gradients[(row * terms) + term], weights[(column * weightStride) + term], sum);
                            transposedSum = MultiplyAdd(gradients[(row * terms) + term], transposed[(term * transposedStride) + column], transposedSum);
                        }

                        Assert.Equal(kept[(row * stride) + column] > 0 ? sum : 0, results[(row * stride) + column]);
                        AssertBits(transposedSum, ofTransposed[(row * stride) + column]);
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(ColumnCounts))]
    public void WeightGradientsAddTheBatchInOrder(int columns)
    {
        int stride = RoundUp(columns);
        for (int inputs = 1; inputs <= 35; inputs += inputs < 18 ? 1 : 16)
        {
            foreach (int rows in new[] { 1, 2, 9 })
            {
                float[] x = Values(rows * inputs, 8), dz = Values(rows * stride, 9);
                float[] stored = Filled(inputs * stride), canonical = Filled((inputs * columns) + 64), tile = new float[8 * 48];
                float[] added = Values(inputs * stride, 10), before = [.. added];
                DenseGradient.Store(ref x[0], inputs, ref dz[0], stride, ref stored[0], stride, added: 0, rows, columns, 0, inputs);
                DenseGradient.Store(ref x[0], inputs, ref dz[0], stride, ref added[0], stride, added: 1, rows, columns, 0, inputs);
                DenseGradient.Write(ref x[0], inputs, ref dz[0], stride, ref canonical[0], ref tile[0], rows, inputs, columns);
                foreach (CacheReach reach in Enum.GetValues<CacheReach>())
                {
                    float[] weights = Values(2 * inputs * stride, 11), moved = [.. weights];
                    var sgd = new Sgd(0.5, Momentum: 0.9).GetCoefficients(1);
                    DenseGradient.Update(
                        ref x[0], inputs, ref dz[0], stride, ref moved[0], stride, ref tile[0], sgd, inputs * stride, rows, columns, 0, inputs, reach);
                    ForEach((input, column, gradient) =>
                    {
                        (float weight, float state) = (weights[(input * stride) + column], weights[((inputs + input) * stride) + column]);
                        new Sgd(0.5, Momentum: 0.9).Update(ref weight, gradient, ref state, 1);
                        Assert.Equal(weight, moved[(input * stride) + column], 1e-5f);
                        Assert.Equal(state, moved[((inputs + input) * stride) + column], 1e-5f);
                    });
                }

                ForEach((input, column, gradient) =>
                {
                    AssertBits(gradient, stored[(input * stride) + column]);
                    AssertBits(gradient, canonical[(column * inputs) + input]);
                    AssertBits(Gradient(input, column, before[(input * stride) + column]), added[(input * stride) + column]);
                });
                AssertUntouched(canonical, inputs * columns, canonical.Length);

                void ForEach(Action<int, int, float> body)
                {
                    for (int input = 0; input < inputs; input++)
                    {
                        for (int column = 0; column < columns; column++)
                            body(input, column, Gradient(input, column, 0));
                    }
                }

                float Gradient(int input, int column, float sum)
                {
                    for (int row = 0; row < rows; row++)
                        sum = MultiplyAdd(x[(row * inputs) + input], dz[(row * stride) + column], sum);
                    return sum;
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(ColumnCounts))]
    public void BiasGradientsAddTheBatchInOrder(int columns)
    {
        int stride = RoundUp(columns);
        foreach (int rows in new[] { 1, 2, 17 })
        {
            float[] dz = Values(rows * stride, 12), stored = Filled(stride + 16), canonical = Filled(columns + 16), tile = new float[8 * 48];
            float[] added = Values(stride, 13), before = [.. added];
            BiasGradient.Store(ref dz[0], stride, ref stored[0], added: 0, rows, columns);
            BiasGradient.Store(ref dz[0], stride, ref added[0], added: 1, rows, columns);
            BiasGradient.Write(ref dz[0], stride, ref canonical[0], ref tile[0], rows, columns);
            for (int column = 0; column < columns; column++)
            {
                (float sum, float continued) = (0, before[column]);
                for (int row = 0; row < rows; row++)
                    (sum, continued) = (sum + dz[(row * stride) + column], continued + dz[(row * stride) + column]);
                AssertBits(sum, stored[column]);
                AssertBits(sum, canonical[column]);
                AssertBits(continued, added[column]);
            }

            AssertUntouched(stored, stride, stored.Length);
            AssertUntouched(canonical, columns, canonical.Length);
        }
    }

    /// <summary>Rounded once where vectors of the width that runs are.</summary>
    private static float MultiplyAdd(float left, float right, float addend) =>
        Fma.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported ? MathF.FusedMultiplyAdd(left, right, addend) : (left * right) + addend;

    private static int RoundUp(int columns) => (columns + 15) / 16 * 16;

    private static float[] Filled(int count)
    {
        float[] values = new float[count];
        Array.Fill(values, Untouched);
        return values;
    }

    private static float[] Values(int count, int seed)
    {
        var random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = random.NextSingle() - 0.5f;
        return values;
    }

    private static void AssertBits(float expected, float actual) =>
        Assert.Equal(BitConverter.SingleToUInt32Bits(expected), BitConverter.SingleToUInt32Bits(actual));

    private static void AssertUntouched(float[] values, int first, int end)
    {
        for (int i = first; i < end; i++)
            AssertBits(Untouched, values[i]);
    }
}
