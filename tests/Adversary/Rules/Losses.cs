namespace FastOpt.Tests.Adversary.Rules;

/// <summary>Losses of the prediction x and the target y.</summary>
internal static class Losses
{
    public static IEnumerable<CorpusCase> Cases =>
    [
        RuleCase.Loss("SquaredDistance", "", "float d = x - y; return d * d;"),
        RuleCase.Loss("Distance", "", "return MathF.Abs(x - y);"),
        RuleCase.Loss(
            "HuberOfReturns", "double delta = 1",
            "float d = MathF.Abs(x - y); if (d <= (float)delta) return 0.5f * d * d; return (float)delta * (d - 0.5f * (float)delta);"),
        RuleCase.Loss("HingeRoot", "", "return MathF.Sqrt(2f * MathF.Max(x - y, 0f));"),
        RuleCase.Loss("Hinge", "double margin = 1", "return MathF.Max(0f, (float)margin - x * y);"),
        RuleCase.Loss("LogCosh2", "", "float d = MathF.Abs(x - y); return d + VectorMath.Softplus(-2f * d) - 0.6931472f;"),
        RuleCase.Loss("CrossEntropy", "", "return VectorMath.Softplus(x) - x * y;"),
        RuleCase.Loss("LargeScale", "double scale = 1e15", "float d = (float)scale * (x - y); return d * d;"),
        RuleCase.Loss("SmallScale", "double scale = 1e-15", "float d = (float)scale * (x - y); return d * d;"),
        RuleCase.Loss("Quantile", "double level = 0.9", "float d = y - x; return d > 0f ? (float)level * d : (float)(level - 1) * d;"),
        RuleCase.Loss("Weighted", "bool flag = false, int n = 3", "float d = x - y; return flag ? d : d * d / n;"),
        RuleCase.Loss("Relative", "double floor = 0.01", "return MathF.Abs(x - y) / MathF.Max(MathF.Abs(y), (float)floor);"),
        RuleCase.Loss("OneNameOfBoth", "double x = 2, double y = 3", "return (x - y) * (x - y) / (float)this.x / (float)this.y;"),
    ];
}
