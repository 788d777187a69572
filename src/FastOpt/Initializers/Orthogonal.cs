using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FastOpt;

/// <summary>
/// Weights that are a (semi-)orthogonal matrix times a gain, uniformly distributed among them, biases 0 (Saxe, McClelland, Ganguli, 2013): the rows are
/// orthonormal, or the columns where they are fewer. PyTorch's <c>orthogonal_</c>: Q of the QR decomposition of a normal matrix, with the signs that make
/// the diagonal of R positive, computed in double.
/// </summary>
/// <param name="Gain">The activation's factor, one of <see cref="Gains"/>. Default: 1.</param>
public readonly record struct Orthogonal(double Gain = 1) : IMatrixInitializer
{
    /// <summary>Gain 1.</summary>
    public Orthogonal()
        : this(1)
    {
    }

    /// <inheritdoc/>
    public void FillWeights(Span<float> weights, int rows, int columns, ulong seed, int layer)
    {
        // The shorter extent counts the vectors, each as long as the longer one and padded with zeros to whole vectors of the processor.
        bool byRows = rows < columns;
        int count = Math.Min(rows, columns), length = Math.Max(rows, columns), stride = (length + 3) & ~3;
        double[] vectors = new double[count * stride];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < length; j++)
                vectors[i * stride + j] = new ParameterRandom(seed, layer, byRows ? (long)i * columns + j : (long)j * columns + i).Normal;
        }

        Orthonormalize(MemoryMarshal.Cast<double, Vector256<double>>(vectors.AsSpan()), count);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < length; j++)
                weights[byRows ? i * columns + j : j * columns + i] = (float)(Gain * vectors[i * stride + j]);
        }
    }

    /// <inheritdoc/>
    public float SampleBias(ParameterRandom random, int fanIn, int fanOut) => 0;

    /// <summary>
    /// Gram and Schmidt's method, modified: its R has a positive diagonal. Products and sums are rounded apart and in one order, so that all machines have the same bits.
    /// </summary>
    private static void Orthonormalize(Span<Vector256<double>> vectors, int count)
    {
        int length = vectors.Length / count;
        for (int i = 0; i < count; i++)
        {
            Span<Vector256<double>> vector = vectors.Slice(i * length, length);
            double scale = 1 / Math.Sqrt(Dot(vector, vector));
            for (int k = 0; k < length; k++)
                vector[k] *= scale;
            for (int j = i + 1; j < count; j++)
            {
                Span<Vector256<double>> other = vectors.Slice(j * length, length);
                double share = Dot(vector, other);
                for (int k = 0; k < length; k++)
                    other[k] -= share * vector[k];
            }
        }
    }

    private static double Dot(ReadOnlySpan<Vector256<double>> a, ReadOnlySpan<Vector256<double>> b)
    {
        Vector256<double> sum = Vector256<double>.Zero;
        for (int k = 0; k < a.Length; k++)
            sum += a[k] * b[k];
        return (sum[0] + sum[1]) + (sum[2] + sum[3]);
    }
}
