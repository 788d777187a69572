namespace FastOpt.Reference.Graphs;

/// <summary>Hessian-vector products of the double-precision oracle: differences of its gradients.</summary>
public static class CurvatureOracle
{
    /// <summary>(8·(∇(θ + hv) − ∇(θ − hv)) − (∇(θ + 2hv) − ∇(θ − 2hv))) / 12h, whose error is of fourth order.</summary>
    public static double[] Product(Func<double[], double[]> gradient, double[] parameters, double[] direction, double step)
    {
        double[] At(double length) => gradient([.. parameters.Zip(direction, (parameter, part) => parameter + (length * part))]);
        double[][] one = [At(-step), At(step)], two = [At(-2 * step), At(2 * step)];
        return [.. parameters.Select((_, i) => ((8 * (one[1][i] - one[0][i])) - (two[1][i] - two[0][i])) / (12 * step))];
    }

    /// <summary>The Hessian, column by column, made symmetric.</summary>
    public static double[,] Hessian(Func<double[], double[]> gradient, double[] parameters, double step)
    {
        int n = parameters.Length;
        var hessian = new double[n, n];
        for (int column = 0; column < n; column++)
        {
            var unit = new double[n];
            unit[column] = 1;
            double[] product = Product(gradient, parameters, unit, step);
            for (int row = 0; row < n; row++)
            {
                hessian[row, column] += 0.5 * product[row];
                hessian[column, row] += 0.5 * product[row];
            }
        }

        return hessian;
    }

    /// <summary>The eigenvalues of a symmetric matrix, ascending, by rotations that zero one element after the other (Jacobi 1846).</summary>
    public static double[] Eigenvalues(double[,] symmetric)
    {
        int n = symmetric.GetLength(0);
        var a = (double[,])symmetric.Clone();
        for (int sweep = 0; sweep < 60; sweep++)
        {
            double off = 0;
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    off += a[p, q] * a[p, q];
                    if (a[p, q] != 0)
                        Rotate(a, p, q);
                }
            }

            if (off == 0)
                break;
        }

        return [.. Enumerable.Range(0, n).Select(i => a[i, i]).Order()];
    }

    /// <summary>The gradient of a training pass as a function of the parameters.</summary>
    public static Func<double[], double[]> GradientOf(ReferenceGraph graph, TestBatch batch, ulong seed) => parameters =>
        graph.Train(parameters, graph.InitialBuffers, batch.ExactInputs, batch.ExactTargets, draws: ReferencePhilox.Draws(seed, step: 1)).Gradients;

    /// <summary>uᵀv over numbers that are exact in double.</summary>
    public static double Dot(float[] left, float[] right) => left.Zip(right, static (one, other) => (double)one * other).Sum();

    /// <summary>√Σv².</summary>
    public static double Norm(float[] vector) => Math.Sqrt(Dot(vector, vector));

    private static void Rotate(double[,] a, int p, int q)
    {
        double theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        double tangent = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double cosine = 1 / Math.Sqrt((tangent * tangent) + 1), sine = tangent * cosine;
        int n = a.GetLength(0);
        for (int k = 0; k < n; k++)
            (a[k, p], a[k, q]) = ((cosine * a[k, p]) - (sine * a[k, q]), (sine * a[k, p]) + (cosine * a[k, q]));
        for (int k = 0; k < n; k++)
            (a[p, k], a[q, k]) = ((cosine * a[p, k]) - (sine * a[q, k]), (sine * a[p, k]) + (cosine * a[q, k]));
    }
}
