using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using Xunit;

namespace FastOpt.Generators.Tests.Objectives;

/// <summary>
/// What objectives mean: loops, tables and helpers as C# runs them; branches that are not taken; kinks; functions that are steep; values that overflow.
/// </summary>
public sealed class ObjectiveTests
{
    private static CompiledObjective Compile(string source) => new(Generation.Run(source).Load(documented: false), "F");

    [Fact]
    public void LoopsTablesAndHelpersAreThoseOfCSharp()
    {
        // Σ wᵢ·(xᵢ − tᵢ)²: gradient 2wᵢ(xᵢ − tᵢ), Hessian diag 2wᵢ.
        CompiledObjective f = Compile(
            "[Objective(Dimension = 4)] public readonly partial record struct F(double Scale = 3) { private static readonly double[] T = [1, -2, Math.PI, "
                + "0.5]; private static ReadOnlySpan<int> W => [1, 2, 3, 4]; "
            + "public double Value(ReadOnlySpan<double> x) { double s = 0; for (int i = 0; i < x.Length; i++) s += Term(x, i); return s; } "
            + "private double Term(ReadOnlySpan<double> x, int i) { double d = x[i] - T[i]; return Scale * W[i] * d * d; } }");
        double[] x = [2, 3, -1, 0], t = [1, -2, Math.PI, 0.5], w = [1, 2, 3, 4];
        Near([.. x.Select((v, i) => 6 * w[i] * (v - t[i]))], f.Gradient(x));
        Near([.. Enumerable.Range(0, 16).Select(i => i % 5 == 0 ? 6 * w[i / 5] : 0)], f.Hessian(x));
        Near([6, 12, 18, 24], f.HessianVector(x, [1, 1, 1, 1]));
    }

    [Theory]
    [InlineData("x > 0 ? Math.Sqrt(x) : 0", 0, 0)]
    [InlineData("x != 0 ? Math.Sin(x) / x : 1", 0, 0)]
    [InlineData("x > 0 ? Math.Log(x) * x : 2 * x", 0, 2)]
    [InlineData("x > 0 ? Math.Pow(x, 0.5) + Math.Sqrt(x) : x", 0, 1)]
    [InlineData("Math.Abs(x)", 0, 0)]
    [InlineData("Math.Abs(x)", double.NaN, 0)]
    [InlineData("Math.Max(x, 0)", 0, 0)]
    [InlineData("Math.Clamp(x, -1, 1)", 1, 1)]
    [InlineData("Math.Clamp(x, -1, 1)", 1.5, 0)]
    [InlineData("Math.Sqrt(Math.Max(x, 0))", -1, 0)]
    [InlineData("1 / (1 + Math.Exp(-x))", -800, 0)]
    [InlineData("1 / (1 + Math.Exp(-x))", 800, 0)]
    [InlineData("1 / (2 + Math.Exp(x))", 800, 0)]
    [InlineData("1 / Math.Cosh(x)", 800, 0)]
    [InlineData("1 / Math.Cosh(x)", -800, 0)]
    [InlineData("x / (3 + Math.Exp(x * x))", 40, 0)]
    [InlineData("Math.Sin(x) / (1 + Math.Exp(x))", 800, 0)]
    [InlineData("3 / (2 + Math.Exp(x))", 0, -1.0 / 3)]
    [InlineData("Math.Log(1 + Math.Exp(x))", 800, 1)]
    [InlineData("Math.Log(1 + Math.Exp(x))", -800, 0)]
    [InlineData("Math.Log(Math.Cosh(x))", 800, 1)]
    [InlineData("Math.Log(Math.Cosh(x))", -900, -1)]
    [InlineData("Math.Exp(x) / (1 + Math.Exp(x))", 800, 0)]
    [InlineData("x * Math.Exp(x) / (1 + Math.Exp(x))", 800, 1)]
    [InlineData("x * Math.Tanh(Math.Log(1 + Math.Exp(x)))", 800, 1)]
    [InlineData("Math.Log(Math.Exp(x) + Math.Exp(2))", 1000, 1)]
    [InlineData("Math.Log(Math.Exp(2 * x) + Math.Exp(x))", -900, 1)]
    [InlineData("Math.Sqrt(x * x)", 1e200, 1)]
    [InlineData("Math.Sqrt(x * x)", -1e-200, -1)]
    [InlineData("Math.Floor(x) * x", 2.5, 2)]
    [InlineData("(int)x * x", 2.5, 2)]
    [InlineData("Math.Pow(x, 0)", 0, 0)]
    [InlineData("Math.Pow(x, 1)", 0, 1)]
    [InlineData("Math.Pow(x, 2)", 0, 0)]
    [InlineData("1e200 * (1e200 * (1e-300 * x))", 1, 1e100)]
    public void TheDerivativeIsThatOfTheBranchThatIsTaken(string formula, double x, double expected)
    {
        CompiledObjective f = Compile($"[Objective] public readonly partial record struct F {{ public static double Value(double x) => {formula}; }}");
        double derivative = f.Gradient([x])[0];
        Assert.Equal(expected, derivative, 1e-12 * Math.Max(1, Math.Abs(expected)));
        double[] second = f.HessianVector([x], [1]);
        Assert.False(double.IsNaN(second[0]), $"the second derivative is {second[0]}");
    }

    [Theory]
    [InlineData("i > 0 ? x[i - 1] : 0", "i < 3 ? x[i + 1] : 0")]
    [InlineData("i > 0 && x[i - 1] > -9 ? x[i - 1] : 0", "i == 3 || x[i + 1] < -9 ? 0 : x[i + 1]")]
    public void WhatIsKnownToBeLeftOutIsNotEvaluated(string left, string right)
    {
        // Σ (xᵢ − xᵢ₋₁ − 2xᵢ₊₁)², with zeros around: the gradient is twice the transposed matrix times the residuals.
        CompiledObjective f = Compile($"[Objective(Dimension = 4)] public readonly partial record struct F {{ public double Value(ReadOnlySpan<double> x) {{ "
            + $"double s = 0; for (int i = 0; i < 4; i++) {{ double r = x[i] - ({left}) - 2 * ({right}); s += r * r; }} return s; }} }}");
        double[] x = [1, -2, 0.5, 3], padded = [0, .. x, 0];
        double[] residuals = [0, .. x.Select((_, i) => padded[i + 1] - padded[i] - (2 * padded[i + 2])), 0];
        Assert.Equal(residuals.Sum(static r => r * r), f.Value(x), 1e-12);
        Near([.. x.Select((_, i) => 2 * (residuals[i + 1] - residuals[i + 2] - (2 * residuals[i])))], f.Gradient(x));
    }

    [Fact]
    public void ManyVariablesShareOneProduct()
    {
        // Π xᵢ: every derivative is the product of the others; of the second ones, of the others but two.
        CompiledObjective f = Compile("[Objective(Dimension = 40)] public readonly partial record struct F { public double Value(ReadOnlySpan<double> x) { "
            + "double p = 1; for (int i = 0; i < x.Length; i++) p *= x[i]; return p; } }");
        double[] x = [.. Enumerable.Range(0, 40).Select(i => 0.75 + (i / 80.0))];
        double product = x.Aggregate(1.0, static (a, b) => a * b);
        Near([.. x.Select(v => product / v)], f.Gradient(x));
        Near([.. Enumerable.Range(0, 1600).Select(i => i / 40 == i % 40 ? 0 : product / x[i / 40] / x[i % 40])], f.Hessian(x));
    }

    [Fact]
    public void TheLargestDimensionCompiles()
    {
        CompiledObjective f = Compile("[Objective(Dimension = 256)] public readonly partial record struct F { public double Value(ReadOnlySpan<double> x) { "
            + "double s = 0; for (int i = 0; i < 256; i++) s += x[i] * x[i] * i; return s; } }");
        double[] x = [.. Enumerable.Range(0, 256).Select(static i => i - 100.0)];
        Assert.Equal(Enumerable.Range(0, 256).Select(i => 2 * x[i] * i), f.Gradient(x));
        Assert.Equal(Enumerable.Range(0, 256).Select(static i => 2.0 * i), f.HessianVector(x, [.. Enumerable.Repeat(1.0, 256)]));
    }

    [Theory]
    [InlineData("x * x + B * y", true)]
    [InlineData("Math.Exp(-x * x) * Math.Sin(y) + Math.Log(1 + x * x) + Math.Cos(x * y)", true)]
    [InlineData("x > y && Flag ? Math.Pow(x, 5) : Math.Sqrt(1 + y * y)", true)]
    [InlineData("Math.Max(x, y) + Math.Clamp(x, -1, 1) + Math.Round(y) + (B > 1 ? x : y)", true)]
    [InlineData("x > 1 == Flag ? x : -y", true)]
    [InlineData("Math.Tanh(x) + y", false)]
    [InlineData("(int)x * y", false)]
    public void AGridRunsInLanesWhereItsFunctionsDo(string formula, bool isInLanes)
    {
        string source = $"[Objective] public readonly partial record struct F(double B = 2, bool Flag = true) {{ public double Value(double x, double y) => "
            + $"{formula}; }}";
        GenerationResult result = Generation.Run(source);
        Assert.Equal(isInLanes, result.Sources.Single().SourceText.ToString().Contains("Vector512<double>", StringComparison.Ordinal));
        CompiledObjective f = Compile(source);
        double[] xs = [.. Enumerable.Range(0, 37).Select(static i => (i / 8.0) - 2)], ys = [-1, 0, 0.3, 1, 2];
        double[] values = f.Evaluate(xs, ys);
        for (int i = 0; i < values.Length; i++)
        {
            double expected = f.Value([xs[i % 37], ys[i / 37]]);
            Assert.Equal(expected, values[i], 4e-15 * (1 + Math.Abs(expected)));
        }
    }

    [Fact]
    public void WhatIsNotFiniteGoesThroughLanes()
    {
        CompiledObjective f = Compile("[Objective] public readonly partial record struct F { public static double Value(double x, double y) => Math.Exp(x) + "
            + "Math.Log(y) + Math.Min(x, y); }");
        double[] special = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, -1, 1000, -1000, 1e-310, double.MaxValue];
        double[] values = f.Evaluate(special, special);
        for (int i = 0; i < values.Length; i++)
        {
            double expected = f.Value([special[i % 10], special[i / 10]]);
            Assert.True(expected.Equals(values[i]) || Math.Abs(expected - values[i]) <= 1e-14 * Math.Abs(expected),
                $"f({special[i % 10]}, {special[i / 10]}) is {expected}, not {values[i]}");
        }
    }

    [Fact]
    public void TheSpecIsTheSameWhereTheMeaningIs()
    {
        const string Source = "[Objective] public readonly partial record struct F { public static double Value(double x) => x * x; }";
        GenerationResult one = Generation.Run(Source), other = Generation.Run("// a comment\n" + Source.Replace("x * x", "x  *  x", StringComparison.Ordinal));
        Assert.Equal(one.Sources.Single().SourceText.ToString(), other.Sources.Single().SourceText.ToString());
    }

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-12 * (1 + Math.Abs(expected[i])));
    }
}
