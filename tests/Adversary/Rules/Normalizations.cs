namespace FastOpt.Tests.Adversary.Rules;

/// <summary>Normalizations: x is the input, y a statistic, z a trained parameter.</summary>
internal static class Normalizations
{
    public static IEnumerable<CorpusCase> Cases =>
    [
        RuleCase.Normalization("Centered", "mean", "", "return (x - y) * z;"),
        RuleCase.Normalization("ByNorm", "norm", "double epsilon = 1e-5", "return x * z / MathF.Max(y, (float)epsilon);"),
        RuleCase.Normalization("ByVariance", "variance", "double epsilon = 1e-5", "return x * z / MathF.Sqrt(y + (float)epsilon);"),
        RuleCase.Normalization("ByMeanSquare", "meanSquare", "", "return x / MathF.Sqrt(MathF.Abs(y) + 1f) / z;"),
        RuleCase.Normalization("ByMaximum", "maximum", "", "return x / MathF.Max(MathF.Abs(y), MathF.Abs(z));"),
        RuleCase.Normalization("ByMinimum", "minimum", "bool flag = true", "if (flag && y > x) return z; return x - y * z;"),
        RuleCase.Normalization("GuardedNorm", "norm", "", "if (y == 0f) return x; if (z < 0f) return x / y; return x * z / y;"),
        RuleCase.Normalization("Gated", "mean", "double scale = 2", "return VectorMath.Sigmoid((float)scale * (x - y)) * z;"),
        RuleCase.Normalization("Cubed", "mean", "", "float d = x - y; return d * d * d * z;"),
        RuleCase.Normalization("Switched", "variance", "int n = 3", "return n switch { 0 => x, > 2 => y > 1f ? x * z / y : x * z, _ => z };"),
    ];
}
