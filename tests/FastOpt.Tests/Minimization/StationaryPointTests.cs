namespace FastOpt.Tests.Minimization;

/// <summary>Classification and spectrum of Hessians whose eigenvalues are known beforehand.</summary>
public class StationaryPointTests
{
    [Fact]
    public void Three_hundred_random_minima_maxima_and_saddles_in_2_to_20_dimensions_are_told_apart()
    {
        var random = new Random(12);
        for (int trial = 0; trial < 300; trial++)
        {
            int n = 2 + trial % 19, negative = trial % 3 == 0 ? 0 : random.Next(n + 1);
            double[] eigenvalues = Eigenvalues(random, n, negative);
            var form = new QuadraticForm(eigenvalues, random, quartic: random.Next(2), isTurned: trial % 2 == 0);

            StationaryPoint point = StationaryPoint.Classify(form, form.Center);

            Assert.Equal(negative == 0 ? StationaryKind.Minimum : negative == n ? StationaryKind.Maximum : StationaryKind.Saddle, point.Kind);
            Assert.Equal(negative, point.Index);
            Assert.Equal(0, point.Nullity);
            double largest = eigenvalues.Max(Math.Abs);
            Assert.Equal(eigenvalues.Min(), point.Smallest, 1e-12 * largest);
            Assert.Equal(eigenvalues.Max(), point.Largest, 1e-12 * largest);
            Assert.Equal(largest / eigenvalues.Min(Math.Abs), point.ConditionNumber, 1e-6 * point.ConditionNumber);
            Assert.Equal(n, point.Products);
        }
    }

    [Fact]
    public void Every_permutation_of_the_axes_gives_the_same()
    {
        double[][] spectra = [[1, -2, 3, 4], [1, 2, 3, 4], [-1, -2, -3, -4], [-1, -2, 3, 1e-6]];
        foreach (double[] spectrum in spectra)
        {
            foreach (int[] order in Permutations(4))
            {
                double[] axes = [.. order.Select(i => spectrum[i])];
                Function form = Function.Diagonal(axes);
                StationaryPoint point = StationaryPoint.Classify(form, new double[4]);
                Assert.Equal(spectrum.Count(static a => a < 0), point.Index);
                Assert.Equal(spectrum.Min(), point.Smallest);
                Assert.Equal(spectrum.Max(), point.Largest);
            }
        }
    }

    [Fact]
    public void A_zero_eigenvalue_is_degenerate_unless_there_are_both_signs()
    {
        var random = new Random(3);
        Assert.Equal(StationaryKind.Degenerate, Classify([0, 1, 2], random).Kind);
        Assert.Equal(StationaryKind.Degenerate, Classify([0, -1, -2], random).Kind);
        Assert.Equal(StationaryKind.Degenerate, Classify([0, 0], random).Kind);
        Assert.Equal((StationaryKind.Saddle, 1, 1), (Classify([0, -1, 2], random) is var p ? p.Kind : default, p.Index, p.Nullity));
        Assert.Equal(double.PositiveInfinity, Classify([0, 1, 2], random).ConditionNumber);
    }

    [Fact]
    public void A_Hessian_that_is_not_finite_is_unknown()
    {
        var function = new Function(2, static _ => 0, static x => x, static (_, _) => [double.NaN, 0]);
        StationaryPoint point = StationaryPoint.Classify(function, [1, 2]);
        Assert.Equal(StationaryKind.Unknown, point.Kind);
        Assert.True(double.IsNaN(point.Smallest));
        Assert.Equal(2, point.GradientNorm);
    }

    [Theory]
    [InlineData(70)]
    [InlineData(200)]
    [InlineData(400)]
    public void Lanczos_finds_the_ends_of_the_spectrum_in_many_dimensions(int n)
    {
        var random = new Random(n);
        double[] eigenvalues = [.. Enumerable.Range(0, n).Select(i => (i < 5 ? -10 : 10) * random.NextDouble())];
        eigenvalues[0] = -50;
        eigenvalues[^1] = 80;
        var form = new QuadraticForm(eigenvalues, random);

        Assert.Equal(80, Spectrum.Largest(form, form.Center), 1e-7);
        Assert.Equal(-50, Spectrum.Smallest(form, form.Center), 1e-7);
        StationaryPoint point = StationaryPoint.Classify(form, form.Center);
        Assert.Equal(StationaryKind.Saddle, point.Kind);
        Assert.InRange(point.Index, 1, 5);
        Assert.InRange(point.Products, 1, 256);
    }

    [Fact]
    public void Eigenvectors_are_eigenvectors()
    {
        var random = new Random(8);
        var form = new QuadraticForm(Eigenvalues(random, 30, 4), random);
        double[] vector = new double[30], product = new double[30];
        foreach (bool isLargest in new[] { false, true })
        {
            double value = isLargest ? Spectrum.Largest(form, form.Center, vector) : Spectrum.Smallest(form, form.Center, vector);
            form.HessianVector(form.Center, vector, product);
            Assert.Equal(1, vector.Sum(static a => a * a), 1e-12);
            for (int i = 0; i < 30; i++)
                Assert.Equal(value * vector[i], product[i], 1e-8);
        }
    }

    [Fact]
    public void Repeated_eigenvalues_and_a_multiple_of_the_identity_are_no_trouble()
    {
        var random = new Random(9);
        var form = new QuadraticForm([3, 3, 3, 3, 3, 3], random);
        Assert.Equal(3, Spectrum.Largest(form, form.Center), 1e-12);
        Assert.Equal(3, Spectrum.Smallest(form, form.Center), 1e-12);
        form = new QuadraticForm([.. Enumerable.Repeat(2.0, 40), .. Enumerable.Repeat(-7.0, 40)], random);
        Assert.Equal(2, Spectrum.Largest(form, form.Center), 1e-10);
        Assert.Equal(-7, Spectrum.Smallest(form, form.Center), 1e-10);
    }

    [Fact]
    public void Condition_number_and_sharpness_are_of_the_extreme_eigenvalues()
    {
        var random = new Random(10);
        var form = new QuadraticForm([0.5, 2, 3, 100], random);
        Assert.Equal(200, Spectrum.ConditionNumber(form, form.Center), 1e-8);
        Assert.Equal(100, Spectrum.Sharpness(form, form.Center), 1e-10);
        form = new QuadraticForm([-0.5, 2, 3, 100], random);
        Assert.Equal(double.PositiveInfinity, Spectrum.ConditionNumber(form, form.Center));
    }

    [Fact]
    public void A_saddle_is_left_along_its_negative_curvature()
    {
        var random = new Random(11);
        for (int n = 2; n <= 20; n++)
        {
            var form = new QuadraticForm(Eigenvalues(random, n, 1), random, quartic: 1);
            double[] lower = new double[n];
            Assert.True(StationaryPoint.TryEscape(form, form.Center, lower));
            Assert.True(form.Value(lower) < 0);
            form = new QuadraticForm(Eigenvalues(random, n, 0), random, quartic: 1);
            Assert.False(StationaryPoint.TryEscape(form, form.Center, lower));
            Assert.Equal(form.Center.ToArray(), lower);
        }
    }

    [Fact]
    public void A_saddle_is_left_for_a_point_with_a_finite_value()
    {
        // x² − y², and −∞ from |y| = ½ on.
        var pit = new Function(
            2,
            static x => Math.Abs(x[1]) < 0.5 ? x[0] * x[0] - x[1] * x[1] : double.NegativeInfinity,
            static x => [2 * x[0], -2 * x[1]],
            static (_, v) => [2 * v[0], -2 * v[1]]);
        double[] lower = new double[2];
        Assert.True(StationaryPoint.TryEscape(pit, [0, 0], lower));
        Assert.Equal(-0.0625, pit.Value(lower));
        Minimum minimum = Minimize.NewtonCg(pit, [0, 0], new() { MaxIterations = 1 });
        Assert.Equal(-0.0625, minimum.Value);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        var form = new QuadraticForm([1, 2], new Random(1));
        Assert.Contains("3 numbers, but the objective has 2", Assert.Throws<ArgumentException>(() => StationaryPoint.Classify(form, new double[3])).Message);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => Spectrum.Largest(form, [1, double.NaN])).Message);
        Assert.Throws<ArgumentException>(() => Spectrum.Largest(form, [1, 1], new double[3]));
        Assert.Throws<ArgumentException>(() => StationaryPoint.TryEscape(form, [1, 1], new double[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => StationaryPoint.Classify(form, [1, 1], -1));
    }

    private static StationaryPoint Classify(double[] eigenvalues, Random random)
    {
        var form = new QuadraticForm(eigenvalues, random, isTurned: false);
        return StationaryPoint.Classify(form, form.Center);
    }

    // From 1e-3 to 1e3 in magnitude.
    private static double[] Eigenvalues(Random random, int n, int negative) =>
        [.. Enumerable.Range(0, n).Select(i => (i < negative ? -1 : 1) * Math.Pow(10, 6 * random.NextDouble() - 3))];

    private static IEnumerable<int[]> Permutations(int n) => n == 0
        ? [[]]
        : Permutations(n - 1).SelectMany(p => Enumerable.Range(0, n).Select(at => (int[])[.. p[..at], n - 1, .. p[at..]]));
}
