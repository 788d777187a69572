namespace FastOpt;

/// <summary>
/// Eigenvalues and eigenvectors of symmetric matrices: Householder's reduction to a tridiagonal matrix, then implicit QL (Bowdler, Martin, Reinsch and
/// Wilkinson, Handbook for Automatic Computation II, 1971, as in EISPACK's tred2 and tql2).
/// </summary>
internal static class SymmetricEigen
{
    // Three to five sweeps per eigenvalue are usual.
    private const int MaxSweeps = 100;

    /// <summary>Solves in place.</summary>
    /// <param name="matrix">A, [n × n]; receives the eigenvectors, the i-th in column i.</param>
    /// <param name="values">Receives the n eigenvalues, ascending.</param>
    /// <param name="scratch">n numbers.</param>
    public static void Solve(Span<double> matrix, Span<double> values, Span<double> scratch)
    {
        Tridiagonalize(matrix, values, scratch);
        Diagonalize(matrix, values, scratch);
    }

    /// <summary>Diagonalizes a tridiagonal matrix.</summary>
    /// <param name="vectors">[n × n]: the transformation so far, or the identity; receives the eigenvectors in its columns.</param>
    /// <param name="diagonal">The diagonal; receives the eigenvalues, ascending.</param>
    /// <param name="below">The subdiagonal in 1 … n − 1; is used up.</param>
    public static void Diagonalize(Span<double> vectors, Span<double> diagonal, Span<double> below)
    {
        int n = diagonal.Length;
        for (int i = 1; i < n; i++)
            below[i - 1] = below[i];
        below[n - 1] = 0;
        double shift = 0, largest = 0;
        for (int l = 0; l < n; l++)
        {
            largest = Math.Max(largest, Math.Abs(diagonal[l]) + Math.Abs(below[l]));
            int m = l;
            while (m < n - 1 && Math.Abs(below[m]) > Vectors.Epsilon * largest)
                m++;
            for (int sweep = 0; m > l && sweep < MaxSweeps; sweep++)
            {
                Sweep(vectors, diagonal, below, l, m, ref shift);
                if (!(Math.Abs(below[l]) > Vectors.Epsilon * largest))
                    break;
            }

            diagonal[l] += shift;
            below[l] = 0;
        }

        Sort(vectors, diagonal);
    }

    private static void Sweep(Span<double> vectors, Span<double> diagonal, Span<double> below, int l, int m, ref double shift)
    {
        int n = diagonal.Length;
        double g = diagonal[l], p = (diagonal[l + 1] - g) / (2 * below[l]), r = double.Hypot(p, 1);
        r = p < 0 ? -r : r;
        diagonal[l] = below[l] / (p + r);
        diagonal[l + 1] = below[l] * (p + r);
        double second = diagonal[l + 1], h = g - diagonal[l];
        for (int i = l + 2; i < n; i++)
            diagonal[i] -= h;
        shift += h;

        p = diagonal[m];
        double c = 1, c2 = 1, c3 = 1, s = 0, s2 = 0, next = below[l + 1];
        for (int i = m - 1; i >= l; i--)
        {
            (c3, c2, s2) = (c2, c, s);
            g = c * below[i];
            h = c * p;
            r = double.Hypot(p, below[i]);
            below[i + 1] = s * r;
            s = below[i] / r;
            c = p / r;
            p = c * diagonal[i] - s * g;
            diagonal[i + 1] = h + s * (c * g + s * diagonal[i]);
            for (int k = 0; k < n; k++)
            {
                double right = vectors[k * n + i + 1], left = vectors[k * n + i];
                vectors[k * n + i + 1] = s * left + c * right;
                vectors[k * n + i] = c * left - s * right;
            }
        }

        p = -s * s2 * c3 * next * below[l] / second;
        below[l] = s * p;
        diagonal[l] = c * p;
    }

    private static void Sort(Span<double> vectors, Span<double> values)
    {
        int n = values.Length;
        for (int i = 0; i < n - 1; i++)
        {
            int least = i;
            for (int j = i + 1; j < n; j++)
                least = values[j] < values[least] ? j : least;
            if (least == i)
                continue;
            (values[i], values[least]) = (values[least], values[i]);
            for (int k = 0; k < n; k++)
                (vectors[k * n + i], vectors[k * n + least]) = (vectors[k * n + least], vectors[k * n + i]);
        }
    }

    // A = Q·T·Qᵀ, one Householder reflection for each row from the last one up; Q is then multiplied out in place.
    private static void Tridiagonalize(Span<double> v, Span<double> d, Span<double> e)
    {
        int n = d.Length;
        v.Slice((n - 1) * n, n).CopyTo(d);
        for (int i = n - 1; i > 0; i--)
            Reflect(v, d, e, i);
        for (int i = 0; i < n - 1; i++)
            Accumulate(v, d, i);
        for (int j = 0; j < n; j++)
        {
            d[j] = v[(n - 1) * n + j];
            v[(n - 1) * n + j] = 0;
        }

        v[n * n - 1] = 1;
        e[0] = 0;
    }

    private static void Reflect(Span<double> v, Span<double> d, Span<double> e, int i)
    {
        int n = d.Length;
        double scale = 0, h = 0;
        for (int k = 0; k < i; k++)
            scale += Math.Abs(d[k]);
        if (scale == 0)
        {
            e[i] = d[i - 1];
            for (int j = 0; j < i; j++)
            {
                d[j] = v[(i - 1) * n + j];
                v[i * n + j] = 0;
                v[j * n + i] = 0;
            }

            d[i] = 0;
            return;
        }

        for (int k = 0; k < i; k++)
        {
            d[k] /= scale;
            h += d[k] * d[k];
        }

        double f = d[i - 1], g = f > 0 ? -Math.Sqrt(h) : Math.Sqrt(h);
        e[i] = scale * g;
        h -= f * g;
        d[i - 1] = f - g;
        e[..i].Clear();
        for (int j = 0; j < i; j++)
        {
            f = d[j];
            v[j * n + i] = f;
            g = e[j] + v[j * n + j] * f;
            for (int k = j + 1; k < i; k++)
            {
                g += v[k * n + j] * d[k];
                e[k] += v[k * n + j] * f;
            }

            e[j] = g;
        }

        f = 0;
        for (int j = 0; j < i; j++)
        {
            e[j] /= h;
            f += e[j] * d[j];
        }

        double half = f / (h + h);
        for (int j = 0; j < i; j++)
            e[j] -= half * d[j];
        for (int j = 0; j < i; j++)
        {
            (f, g) = (d[j], e[j]);
            for (int k = j; k < i; k++)
                v[k * n + j] -= f * e[k] + g * d[k];
            d[j] = v[(i - 1) * n + j];
            v[i * n + j] = 0;
        }

        d[i] = h;
    }

    private static void Accumulate(Span<double> v, Span<double> d, int i)
    {
        int n = d.Length;
        v[(n - 1) * n + i] = v[i * n + i];
        v[i * n + i] = 1;
        double h = d[i + 1];
        if (h != 0)
        {
            for (int k = 0; k <= i; k++)
                d[k] = v[k * n + i + 1] / h;
            for (int j = 0; j <= i; j++)
            {
                double g = 0;
                for (int k = 0; k <= i; k++)
                    g += v[k * n + i + 1] * v[k * n + j];
                for (int k = 0; k <= i; k++)
                    v[k * n + j] -= g * d[k];
            }
        }

        for (int k = 0; k <= i; k++)
            v[k * n + i + 1] = 0;
    }
}
