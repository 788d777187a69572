namespace FastOpt.Tests.Minimization;

/// <summary>
/// f(x) = ½·(x − c)ᵀ·A·(x − c) + t·Σ(xᵢ − cᵢ)⁴ with A of given eigenvalues, in axes that random reflections turn and a permutation orders: the
/// classification is known beforehand.
/// </summary>
internal sealed class QuadraticForm : IObjective
{
    private readonly double[] _matrix;
    private readonly double[] _center;
    private readonly double _quartic;

    public QuadraticForm(double[] eigenvalues, Random random, double quartic = 0, bool isTurned = true)
    {
        int n = eigenvalues.Length;
        (_matrix, _quartic) = (new double[n * n], quartic);
        double[] shuffled = [.. eigenvalues];
        random.Shuffle(shuffled);
        for (int i = 0; i < n; i++)
            _matrix[i * n + i] = shuffled[i];
        for (int turn = 0; isTurned && turn < 3; turn++)
            Reflect([.. Enumerable.Range(0, n).Select(_ => random.NextDouble() - 0.5)]);
        _center = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble() * 4 - 2)];
    }

    public ReadOnlySpan<double> Center => _center;

    public int Dimension => _center.Length;

    public double Value(ReadOnlySpan<double> point)
    {
        int n = Dimension;
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            double a = point[i] - _center[i];
            sum += _quartic * a * a * a * a;
            for (int j = 0; j < n; j++)
                sum += 0.5 * a * _matrix[i * n + j] * (point[j] - _center[j]);
        }

        return sum;
    }

    public double ValueAndGradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        int n = Dimension;
        for (int i = 0; i < n; i++)
        {
            double a = point[i] - _center[i], sum = 4 * _quartic * a * a * a;
            for (int j = 0; j < n; j++)
                sum += _matrix[i * n + j] * (point[j] - _center[j]);
            gradient[i] = sum;
        }

        return Value(point);
    }

    public void HessianVector(ReadOnlySpan<double> point, ReadOnlySpan<double> direction, Span<double> result)
    {
        int n = Dimension;
        for (int i = 0; i < n; i++)
        {
            double a = point[i] - _center[i], sum = 12 * _quartic * a * a * direction[i];
            for (int j = 0; j < n; j++)
                sum += _matrix[i * n + j] * direction[j];
            result[i] = sum;
        }
    }

    // A = H·A·H with H = I − 2·u·uᵀ/uᵀu.
    private void Reflect(double[] u)
    {
        int n = u.Length;
        double square = u.Sum(static a => a * a);
        for (int side = 0; side < 2; side++)
        {
            for (int row = 0; row < n; row++)
            {
                int start = side == 0 ? row * n : row, stride = side == 0 ? 1 : n;
                double dot = 0;
                for (int k = 0; k < n; k++)
                    dot += _matrix[start + k * stride] * u[k];
                for (int k = 0; k < n; k++)
                    _matrix[start + k * stride] -= 2 * dot / square * u[k];
            }
        }
    }
}
