namespace FastOpt.Tests.Adversary.Rules;

/// <summary>Optimizers: x is the weight, y the gradient, z a state; the step is 3.</summary>
internal static class Optimizers
{
    public static IEnumerable<CorpusCase> Cases =>
    [
        // One name for a hyperparameter, a property and a parameter.
        RuleCase.Optimizer("OneName", "long step = 7", "x -= y * (float)this.step; x /= step;", hasStep: true),
        RuleCase.Optimizer("OneNameProperty", "double rate = 2", "x = y * (float)step; x /= (float)this.step;", "private long step => 100;", hasStep: true),
        RuleCase.Optimizer("OneNameOfState", "float z = 7f", "z = y / this.z; x -= z;", hasState: true),
        RuleCase.Optimizer("OneNameOfWeight", "float x = 7f, float y = 3f", "x = this.y / y - this.x;"),
        RuleCase.Optimizer(
            "CoefficientNames", "double sum = 2, double coefficients = 3, double weight = 4",
            "x = y / (float)(sum + coefficients) / (float)weight;"),
        RuleCase.Optimizer("CaseOfNames", "double rate = 2, double Rate = 3, double RATE = 4", "x = y / (float)rate - (float)Rate / (float)RATE;"),

        // Static fields in C#'s order.
        RuleCase.Optimizer("Fields", "", "x = y / Late - Early;", "private static readonly float Early = 3f; private static readonly float Late = Early * 2f;"),
        RuleCase.Optimizer(
            "FieldsInDouble", "",
            "x = y / (float)Third;", "private const double Tenth = 0.1; private static readonly double Third = Tenth * 10 / 3;"),

        // States.
        RuleCase.Optimizer("HeavyBall", "double rate = 0.1, double keep = 0.9", "z = (float)keep * z + y; x -= (float)rate * z;", hasState: true),
        RuleCase.Optimizer("ExchangesStates", "", "(x, z) = (z, x); x -= y;", hasState: true),
        RuleCase.Optimizer("StateOfTheOldWeight", "", "float old = x; x = y / 2f; z = old;", hasState: true),
        RuleCase.Optimizer("StateBehindAReturn", "", "if (y == 0f) return; z = y; if (z < 0f) { x = z / 2f; return; } x = -z;", hasState: true),
        RuleCase.Optimizer("StateInOneBranch", "bool flag = true", "if (flag) { if (y > 0f) z = y; else x = y; } else z = 1f;", hasState: true),
        RuleCase.Optimizer("Largest", "", "z = MathF.Max(z, MathF.Abs(y)); x -= y / z;", hasState: true),
        RuleCase.Optimizer("Signs", "double rate = 0.5", "float d = float.IsNaN(y) ? 0f : y; x -= MathF.Sign(d) / 2f; z = d;", hasState: true),
        RuleCase.Optimizer(
            "Adaptive", "double rate = 1e-3, double beta = 0.99",
            "z = (float)beta * z + (float)(1 - beta) * y * y; "
            + "x -= (float)(rate / (1 - Math.Pow(beta, step))) * y / (MathF.Sqrt(z) + 1e-8f);", hasStep: true, hasState: true),

        // Uniform values: schedules, own methods, things that throw.
        RuleCase.Optimizer(
            "Correction", "double beta = 0.9", "x = y / (float)Bias(beta, step);",
            "private static double Bias(double b, long t) { double p = 1; for (long i = 0; i < t; i++) p *= b; return 1 - p; }", hasStep: true),
        RuleCase.Optimizer("Warmup", "long warmup = 0", "x -= y / (warmup == 0 ? 2f : (float)(step / warmup));", hasStep: true),
        RuleCase.Optimizer("EveryOther", "", "if (step % 2 == 0) x = y; else x = -y;", hasStep: true),
        RuleCase.Optimizer("Throws", "long n = 3000000000", "x -= checked((int)n);"),
        RuleCase.Optimizer("ThrowsForSome", "long n = 3000000000", "x = y > 0f ? x - y : checked((int)n);"),
        RuleCase.Optimizer("NeverComesToIt", "int n = 0, bool flag = false", "x = flag && 7 / n > 1 ? y : x - y;"),
        RuleCase.Optimizer("GuardedClamp", "float low = 2f, float high = 1f", "x = low < high ? Math.Clamp(y, low, high) : y;"),
        RuleCase.Optimizer("Modes", "Mode mode = Mode.Hard, int n = 2", "x = mode switch { Mode.None => x, Mode.Soft => y, _ when n > 1 => x - y, _ => 0f };"),
        RuleCase.Optimizer("Extremes", "double tiny = 1e-300, float huge = 3e38f, long most = long.MaxValue", "x = y / (float)(tiny * 1e300) - huge / most;"),
        RuleCase.Optimizer("Wraps", "int n = 2147483647", "x = y / (n + 2) - n * 3;"),
        RuleCase.Optimizer("NotANumber", "double d = double.NaN, float f = float.NaN", "x = d == d || f > 0f ? y : x - y;"),
        RuleCase.Optimizer("NegativeZero", "double d = -0.0, float f = -0f", "x = y / f - x / (float)d;"),
        RuleCase.Optimizer("ShiftsOfCounts", "int n = 37, long m = 70", "x = y / (1 << n) - (1L << (int)m);"),
        RuleCase.Optimizer("Untouched", "", "x = x;"),
        RuleCase.Optimizer("GradientChanged", "double clip = 1", "y = Math.Clamp(y, -(float)clip, (float)clip); x -= y;"),
    ];
}
