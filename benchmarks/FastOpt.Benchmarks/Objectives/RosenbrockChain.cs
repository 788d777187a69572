namespace FastOpt.Benchmarks.Objectives;

/// <summary>Σ 100·(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)², by hand.</summary>
internal readonly struct RosenbrockChain(int dimension) : IObjective
{
    public int Dimension => dimension;

    public double Value(ReadOnlySpan<double> point)
    {
        double sum = 0;
        for (int i = 0; i < point.Length - 1; i++)
        {
            double valley = point[i + 1] - point[i] * point[i], rest = 1 - point[i];
            sum += 100 * valley * valley + rest * rest;
        }

        return sum;
    }

    public double ValueAndGradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        double sum = 0, carried = 0;
        for (int i = 0; i < point.Length - 1; i++)
        {
            double valley = point[i + 1] - point[i] * point[i], rest = 1 - point[i];
            sum += 100 * valley * valley + rest * rest;
            gradient[i] = carried - 400 * point[i] * valley - 2 * rest;
            carried = 200 * valley;
        }

        gradient[^1] = carried;
        return sum;
    }

    public void HessianVector(ReadOnlySpan<double> point, ReadOnlySpan<double> direction, Span<double> result)
    {
        result.Clear();
        for (int i = 0; i < point.Length - 1; i++)
        {
            double valley = point[i + 1] - point[i] * point[i], change = direction[i + 1] - 2 * point[i] * direction[i];
            result[i] += -400 * (direction[i] * valley + point[i] * change) + 2 * direction[i];
            result[i + 1] += 200 * change;
        }
    }
}
