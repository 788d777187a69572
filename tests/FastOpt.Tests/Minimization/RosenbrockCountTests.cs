using FastOpt.Mgh;

namespace FastOpt.Tests.Minimization;

/// <summary>Iterations and evaluations on Rosenbrock's function beside what SciPy's manual and the package mize print for it.</summary>
public class RosenbrockCountTests
{
    private static readonly double[] ScipyStart = [1.3, 0.7, 0.8, 1.9, 1.2];
    private static readonly Rosenbrock5 Five = default;

    [Fact]
    public void Bfgs_in_five_variables_holds_SciPy_s_25_iterations_and_30_evaluations()
    {
        Minimum minimum = Minimize.Bfgs(Five, ScipyStart, new() { GradientTolerance = 1e-5 });
        AssertFound(minimum);
        Assert.InRange(minimum.Iterations, 1, 25);
        Assert.InRange(minimum.Evaluations, 1, 30);
        Assert.InRange(Minimize.Bfgs(Five, ScipyStart).Evaluations, 1, 33);
    }

    [Fact]
    public void NewtonCg_in_five_variables_holds_SciPy_s_20_iterations_and_21_evaluations()
    {
        Minimum minimum = Minimize.NewtonCg(Five, ScipyStart);
        AssertFound(minimum);
        Assert.InRange(minimum.Iterations, 1, 20);
        Assert.InRange(minimum.Evaluations, 1, 21);
        Assert.InRange(minimum.Products, 1, 74);
    }

    [Fact]
    public void Bfgs_in_two_variables_holds_mize_s_38_iterations_and_48_evaluations()
    {
        Minimum minimum = MghProblem.All[0].Run(Method.Bfgs, new() { GradientTolerance = 1e-6 });
        AssertFound(minimum);
        Assert.InRange(minimum.Iterations, 1, 38);
        Assert.InRange(minimum.Evaluations, 1, 48);
    }

    [Theory]
    [InlineData(Method.Bfgs)]
    [InlineData(Method.Lbfgs)]
    [InlineData(Method.NewtonCg)]
    [InlineData(Method.ConjugateGradient)]
    public void All_find_the_minimum_in_five_variables(Method method) => AssertFound(Methods.Run(method, Five, ScipyStart));

    [Fact]
    public void Gradient_descent_gets_there_in_thousands_of_steps()
    {
        Minimum minimum = MghProblem.All[0].Run(Method.GradientDescent, new() { GradientTolerance = 1e-6 });
        AssertFound(minimum);
        Assert.InRange(minimum.Iterations, 1000, 10_000);
    }

    private static void AssertFound(Minimum minimum)
    {
        Assert.Equal(MinimumStatus.Converged, minimum.Status);
        Assert.Equal(StationaryKind.Minimum, minimum.Kind);
        Assert.True(minimum.IsSuccess);
        Assert.All(minimum.Point, static x => Assert.Equal(1, x, 1e-5));
    }
}

/// <summary>SciPy's rosen in five variables: Σ 100·(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)².</summary>
[Objective(Dimension = 5)]
internal readonly partial record struct Rosenbrock5
{
    public double Value(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < 4; i++)
            sum += 100 * (x[i + 1] - x[i] * x[i]) * (x[i + 1] - x[i] * x[i]) + (1 - x[i]) * (1 - x[i]);
        return sum;
    }
}
