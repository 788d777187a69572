namespace FastOpt.Tests.Minimization;

/// <summary>The line search's counts and steps beside tables 1 to 6 of Moré and Thuente (ACM TOMS 20, 1994), from α₀ = 1e-3, 0.1, 10 and 1000.</summary>
public class MoreThuenteTests
{
    [Theory]
    [InlineData(1, 0.001, 0.1, new[] { 6, 3, 1, 4 }, new[] { 1.4, 1.4, 10, 37 })]
    [InlineData(2, 0.1, 0.1, new[] { 12, 8, 8, 11 }, new[] { 1.6, 1.6, 1.6, 1.6 })]
    [InlineData(3, 0.1, 0.1, new[] { 12, 12, 10, 13 }, new[] { 1.0, 1.0, 1.0, 1.0 })]
    [InlineData(4, 0.001, 0.001, new[] { 4, 1, 3, 4 }, new[] { 0.085, 0.10, 0.35, 0.83 })]
    [InlineData(5, 0.001, 0.001, new[] { 6, 3, 7, 8 }, new[] { 0.075, 0.078, 0.073, 0.076 })]
    [InlineData(6, 0.001, 0.001, new[] { 13, 11, 8, 11 }, new[] { 0.93, 0.93, 0.92, 0.92 })]
    public void Counts_are_the_tables(int table, double decrease, double curvature, int[] evaluations, double[] steps)
    {
        double[] starts = [1e-3, 0.1, 10, 1e3];
        for (int i = 0; i < starts.Length; i++)
        {
            var line = new TableLine(table);
            double value = line.Evaluate(0, out double slope);
            LineSearchResult result = new StrongWolfe(decrease, curvature).Search(ref line, value, slope, starts[i]);

            Assert.Equal(LineSearchStatus.Found, result.Status);
            Assert.Equal(evaluations[i], result.Evaluations);
            Assert.Equal(steps[i], result.Step, 0.006 * Math.Pow(10, Math.Ceiling(Math.Log10(steps[i]))));
            Assert.True(result.Value <= value + decrease * result.Step * slope);
            Assert.True(Math.Abs(result.Slope) <= curvature * Math.Abs(slope));
        }
    }

    [Fact]
    public void A_line_that_does_not_fall_is_not_searched()
    {
        var line = new TableLine(1);
        Assert.Equal(LineSearchStatus.NotDescending, new StrongWolfe().Search(ref line, 0, 1, 1).Status);
        Assert.Equal(LineSearchStatus.NotDescending, new StrongWolfe().Search(ref line, 0, double.NaN, 1).Status);
        Assert.Equal(LineSearchStatus.NotDescending, new StrongWolfe().Search(ref line, double.NaN, -1, 1).Status);
        Assert.Throws<ArgumentOutOfRangeException>(() => new StrongWolfe().Search(ref line, 0, -1, 0));
    }

    [Fact]
    public void A_line_that_ends_in_NaN_is_searched_before_it()
    {
        // √(1 − α) is NaN beyond 1: −√… has its minimum of the allowed part before.
        var line = new WallLine();
        double value = line.Evaluate(0, out double slope);
        LineSearchResult result = new StrongWolfe(Curvature: 0.1).Search(ref line, value, slope, 1000);
        Assert.Equal(LineSearchStatus.Found, result.Status);
        Assert.InRange(result.Step, 0.5, 0.999);
    }

    [Fact]
    public void An_evaluation_limit_gives_the_best_step()
    {
        var line = new TableLine(2);
        double value = line.Evaluate(0, out double slope);
        LineSearchResult result = new StrongWolfe(0.1, 0.1, MaxEvaluations: 5).Search(ref line, value, slope, 1e-3);
        Assert.Equal(LineSearchStatus.EvaluationLimit, result.Status);
        Assert.Equal(5, result.Evaluations);
        Assert.True(result.Value < value);
        Assert.Equal(line.Evaluate(result.Step, out _), result.Value);
    }

    private struct WallLine : ILine
    {
        // −log-like wall: φ = −α + 0.1·α/√(1 − α)
        public readonly double Evaluate(double step, out double slope)
        {
            double root = Math.Sqrt(1 - step);
            slope = -1 + 0.1 * (1 / root + step / (2 * root * root * root));
            return -step + 0.1 * step / root;
        }
    }

    private readonly struct TableLine(int table) : ILine
    {
        public double Evaluate(double step, out double slope)
        {
            switch (table)
            {
                case 1:
                    double square = step * step + 2;
                    slope = (step * step - 2) / (square * square);
                    return -step / square;
                case 2:
                    double shifted = step + 0.004, cube = shifted * shifted * shifted;
                    slope = cube * (5 * shifted - 8);
                    return cube * shifted * (shifted - 2);
                case 3:
                    return Wave(step, 0.01, 39, out slope);
                case 4:
                    return Yanai(step, 0.001, 0.001, out slope);
                case 5:
                    return Yanai(step, 0.01, 0.001, out slope);
                default:
                    return Yanai(step, 0.001, 0.01, out slope);
            }
        }

        private static double Wave(double step, double width, double count, out double slope)
        {
            double distance = step - 1, value = Math.Abs(distance) >= width ? Math.Abs(distance) : distance * distance / (2 * width) + width / 2;
            double angle = count * Math.PI / 2;
            slope = (Math.Abs(distance) >= width ? Math.Sign(distance) : distance / width) + (1 - width) * Math.Cos(angle * step);
            return value + (1 - width) / angle * Math.Sin(angle * step);
        }

        private static double Yanai(double step, double first, double second, out double slope)
        {
            static double Gamma(double b) => Math.Sqrt(1 + b * b) - b;
            double left = Math.Sqrt((1 - step) * (1 - step) + second * second), right = Math.Sqrt(step * step + first * first);
            slope = Gamma(first) * (step - 1) / left + Gamma(second) * step / right;
            return Gamma(first) * left + Gamma(second) * right;
        }
    }
}
