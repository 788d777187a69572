namespace FastOpt.Tests.Adversary;

/// <summary>The table of conventions: derivatives where there is none, at the kinks and jumps themselves.</summary>
internal static class Kinks
{
    private static readonly (string Body, float X, float Y, double InX, double InY)[] Table =
    [
        // The branch that is taken; the condition is constant.
        ("x > 0f ? 3f * x : 5f * x", 0, 0, 5, 0),
        ("x >= 0f ? 3f * x : 5f * x", 0, 0, 3, 0),
        ("x >= 0f ? 3f * x : 5f * x", -0f, 0, 3, 0),
        ("if (x == 1f) return 7f * x; return x;", 1, 0, 7, 0),
        ("x is > 0f and < 1f ? x * x : 2f * x", 1, 0, 2, 0),
        ("x switch { 0f => 4f * x, > 0f => x, _ => -x }", 0, 0, 4, 0),
        ("x > y ? 2f * x : 3f * y", 1, 1, 0, 3),
        ("float.IsNaN(x) ? 1f : 2f * x", float.NaN, 0, 0, 0),
        ("Pick(2f * x, x > 1f)", 1, 0, -2, 0),

        // Abs and Sign at 0.
        ("MathF.Abs(x)", 0, 0, 0, 0),
        ("MathF.Abs(x)", -0f, 0, 0, 0),
        ("MathF.Abs(x - y)", 2, 2, 0, 0),
        ("MathF.Abs(2f * x - 4f) + x", 2, 0, 1, 0),
        ("MathF.Sign(x) * x", 0, 0, 0, 0),

        // A bound that is the same for all: 0 at the bound.
        ("MathF.Max(x, 0f)", 0, 0, 0, 0),
        ("MathF.Max(x, 0f)", -0f, 0, 0, 0),
        ("MathF.Max(0f, x)", 0, 0, 0, 0),
        ("MathF.Max(-0f, x)", 0, 0, 0, 0),
        ("MathF.Min(x, 2f)", 2, 0, 0, 0),
        ("MathF.Min(MathF.Max(x, 0f), 6f)", 6, 0, 0, 0),
        ("MathF.Max(3f * x, 3f)", 1, 0, 0, 0),

        // Half for each of two lanes that tie.
        ("MathF.Max(x, y)", 1, 1, 0.5, 0.5),
        ("MathF.Min(x, y)", -2, -2, 0.5, 0.5),
        ("MathF.Max(3f * x, 3f * y)", 1, 1, 1.5, 1.5),
        ("MathF.Max(x, 2f * x)", 0, 0, 1.5, 0),
        ("MathF.Max(x, y) - MathF.Min(x, y)", 4, 4, 0, 0),
        ("MathF.Max(0f, y) * x", 1, 0, 0, 0),

        // Clamp: 1 at its bounds.
        ("Math.Clamp(x, -1f, 1f)", 1, 0, 1, 0),
        ("Math.Clamp(x, -1f, 1f)", -1, 0, 1, 0),
        ("Math.Clamp(x, -1f, 1f)", 1.0000001f, 0, 0, 0),
        ("Math.Clamp(2f * x, 0f, 4f)", 2, 0, 2, 0),
        ("Math.Clamp(x, 0f, 0f)", 0, 0, 1, 0),

        // What does not depend on x on the branch that is taken.
        ("MathF.Sqrt(2f * MathF.Max(x, 0f))", 0, 0, 0, 0),
        ("MathF.Sqrt(MathF.Max(x, 0f))", 0, 0, 0, 0),
        ("VectorMath.Log(MathF.Max(x, 0f))", -1, 0, 0, 0),
        ("VectorMath.Pow(MathF.Max(x, 0f), 0.5f)", -1, 0, 0, 0),
        ("1f / MathF.Max(x, 0f)", -1, 0, 0, 0),

        // Steps.
        ("MathF.Floor(x)", 1, 0, 0, 0),
        ("MathF.Ceiling(x) * x", 1, 0, 1, 0),
        ("MathF.Round(x)", 0.5f, 0, 0, 0),
        ("x - MathF.Truncate(x)", -2, 0, 1, 0),
        ("(int)x", 3, 0, 0, 0),
        ("(int)x * x", float.PositiveInfinity, 0, int.MaxValue, 0),

        // Powers and roots at 0.
        ("VectorMath.Pow(x, y)", 0, 2, 0, 0),
        ("VectorMath.Pow(x, y)", 0, 1, 1, 0),
        ("VectorMath.Pow(x, 2f)", 0, 0, 0, 0),
        ("VectorMath.Pow(x, 1f)", 0, 0, 1, 0),
        ("MathF.Sqrt(x)", 0, 0, double.PositiveInfinity, 0),
        ("VectorMath.Cbrt(x)", 0, 0, double.PositiveInfinity, 0),
        ("VectorMath.Log(x)", 0, 0, double.PositiveInfinity, 0),

        // NaN stays NaN, also in the derivative of what depends on it.
        ("x * x", float.NaN, 0, double.NaN, 0),
        ("VectorMath.Sin(x)", float.PositiveInfinity, 0, double.NaN, 0),
        ("x * y", 1, float.NaN, double.NaN, 1),

        // At the ends of the range.
        ("VectorMath.Tanh(x)", float.PositiveInfinity, 0, 0, 0),
        ("VectorMath.Sigmoid(x)", float.NegativeInfinity, 0, 0, 0),
        ("VectorMath.Exp(x)", float.NegativeInfinity, 0, 0, 0),
        ("VectorMath.Softplus(x)", float.PositiveInfinity, 0, 1, 0),
        ("MathF.Max(x, 0f)", float.PositiveInfinity, 0, 1, 0),
        ("x / (1f + VectorMath.Exp(-x))", -1000, 0, 0, 0),
    ];

    /// <summary>The functions, which belong to the corpus.</summary>
    public static IReadOnlyList<CorpusCase> Cases { get; } =
        [.. Table.Select(static (row, i) => FunctionCase.OfXY($"KinksXY{i}", row.Body) with { Twin = "" })];

    /// <summary>What is wrong with the derivatives at the kinks.</summary>
    public static IEnumerable<string> Check(CorpusDriver driver)
    {
        for (int row = 0; row < Table.Length; row++)
        {
            (_, float x, float y, double inX, double inY) = Table[row];
            foreach (int width in CorpusSource.Widths)
            {
                float[][] found = driver.Vector(Cases[row], width, [.. new[] { x, y, 0f }.Select(static v => Enumerable.Repeat(v, 16).ToArray())])!;
                for (int k = 0; k < 2; k++)
                {
                    float slope = found[k + CorpusSource.FirstSlope][width / 32 - 1];
                    double expected = k == 0 ? inX : inY;
                    string variable = k == 0 ? "x" : "y";
                    string complaint = FormattableString.Invariant(
                        $"at x = {x:R}, y = {y:R}, {width} bits: the derivative in {variable} is {slope:R}, by convention {expected:R}.");
                    if (!(double.IsNaN(expected) ? float.IsNaN(slope) : slope == (float)expected))
                        yield return $"{Cases[row]}\n    {complaint}";
                }
            }
        }
    }
}
