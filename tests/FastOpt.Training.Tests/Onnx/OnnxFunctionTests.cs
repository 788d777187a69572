using Microsoft.ML.OnnxRuntime;

namespace FastOpt.Training.Tests;

/// <summary>Each function and operator of formulas, run by ONNX Runtime, against .NET's in double.</summary>
public sealed class OnnxFunctionTests
{
    private static readonly Dictionary<string, (double From, double To, Func<double, double> Exact)> Functions = new()
    {
        ["exp(x)"] = (-20, 5, Math.Exp),
        ["exp2(x)"] = (-20, 8, static x => Math.Pow(2, x)),
        ["expm1(x)"] = (-20, 5, static x => Expm1(x)),
        ["expm1(0.001f * x)"] = (-1, 1, static x => Expm1(0.001 * x)),
        ["log(x)"] = (0.001, 100, Math.Log),
        ["log2(x)"] = (0.001, 100, Math.Log2),
        ["log10(x)"] = (0.001, 100, Math.Log10),
        ["log1P(x)"] = (-0.9, 100, static x => Log1P(x)),
        ["log1P(0.001f * x)"] = (-1, 1, static x => Log1P(0.001 * x)),
        ["sqrt(x)"] = (0, 100, Math.Sqrt),
        ["cbrt(x)"] = (-100, 100, Math.Cbrt),
        ["pow(x, 1.7f)"] = (0, 10, static x => Math.Pow(x, 1.7f)),
        ["sin(x)"] = (-10, 10, Math.Sin),
        ["cos(x)"] = (-10, 10, Math.Cos),
        ["tan(x)"] = (-1.5, 1.5, Math.Tan),
        ["asin(x)"] = (-0.99, 0.99, Math.Asin),
        ["acos(x)"] = (-0.99, 0.99, Math.Acos),
        ["atan(x)"] = (-10, 10, Math.Atan),
        ["sinh(x)"] = (-5, 5, Math.Sinh),
        ["cosh(x)"] = (-5, 5, Math.Cosh),
        ["tanh(x)"] = (-5, 5, Math.Tanh),
        ["asinh(x)"] = (-10, 10, Math.Asinh),
        ["acosh(x)"] = (1.01, 10, Math.Acosh),
        ["atanh(x)"] = (-0.95, 0.95, Math.Atanh),
        ["sigmoid(x)"] = (-20, 20, static x => 1 / (1 + Math.Exp(-x))),
        ["softplus(x)"] = (-20, 20, static x => Math.Log(1 + Math.Exp(x))),
        ["abs(x)"] = (-3, 3, Math.Abs),
        ["min(x, 0.5f) * max(0.25f, x)"] = (-3, 3, static x => Math.Min(x, 0.5) * Math.Max(0.25, x)),
        ["sign(x)"] = (-3, 3, static x => Math.Sign(x)),
        ["floor(x)"] = (-3, 3, Math.Floor),
        ["ceiling(x)"] = (-3, 3, Math.Ceiling),
        ["round(x)"] = (-5, 5, static x => Math.Round(x)),
        ["truncate(x)"] = (-5, 5, Math.Truncate),
        ["clamp(x, -0.5f, 1.5f)"] = (-5, 5, static x => Math.Clamp(x, -0.5, 1.5)),
        ["copySign(x, 0.5f - x)"] = (-5, 5, static x => Math.CopySign(x, 0.5 - x)),
        ["copySign(2f, -0f) + copySign(x, 0f)"] = (-5, 5, static x => Math.Abs(x) - 2),
        ["fusedMultiplyAdd(x, 2f, x)"] = (-5, 5, static x => 3 * x),
        ["float(int(x))"] = (-5, 5, Math.Truncate),
        ["float(int(1E+15f * x))"] = (-5, 5, static x => x == 0 ? 0 : x > 0 ? int.MaxValue : int.MinValue),
        ["float(abs(int(x) * 3 - 1) + min(2, int(x)))"] = (-5, 5, static x => Math.Abs((3 * Math.Truncate(x)) - 1) + Math.Min(2, Math.Truncate(x))),
        ["y = x * x; y - (x + y) / (y + 2f) - -x"] = (-5, 5, static x => (x * x) - ((x + (x * x)) / ((x * x) + 2)) + x),
        ["x > 1f ? 1f : x < -1f ? -1f : -x"] = (-5, 5, static x => x > 1 ? 1 : x < -1 ? -1 : -x),
        ["(x >= 0f) == (x <= 1f) && !(x == 0.5f) || x != x ? x : 0f"] = (-5, 5, static x => (x >= 0) == (x <= 1) && x != 0.5 ? x : 0),
        ["(x > 0f ? x > 1f : x > -1f) ^ true ? x : 0f"] = (-5, 5, static x => (x > 0 ? x > 1 : x > -1) ? 0 : x),
        ["(x > 0f) != (x > 1f) | x < -2f & true ? x : 0f"] = (-5, 5, static x => (x > 0 && !(x > 1)) || x < -2 ? x : 0),
        ["x <= 0f ? 0f : x"] = (-5, 5, static x => Math.Max(x, 0)),
        ["Infinityf * 0f == NaNf ? 0f : x"] = (-5, 5, static x => x),
        ["0.25f"] = (-5, 5, static _ => 0.25),
    };

    public static TheoryData<string> Formulas => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Formulas))]
    public void AFormulaIsComputed(string formula)
    {
        (double from, double to, Func<double, double> exact) = Functions[formula];
        var program = GraphProgram.Parse($"input x [1]\nf1 [1] = map(x) F: x => {formula}\noutput f1 [1]");
        using InferenceSession session = OnnxRun.Open(OnnxModel.Write("Net", program, [], new OnnxOptions()));
        float[] x = [.. Enumerable.Range(0, 1001).Select(i => (float)(from + ((to - from) * i / 1000)))];
        float[] y = OnnxRun.Run(session, x, x.Length);
        for (int i = 0; i < x.Length; i++)
        {
            double expected = exact(x[i]);

            // Next to zero the digits count, too: what expm1 and log1P are for.
            double tolerance = Math.Max(1e-6 * Math.Abs(expected), formula.Contains("0.001f", StringComparison.Ordinal) ? 1e-12 : 2e-7);
            Assert.True(Math.Abs(expected - y[i]) <= 4 * tolerance, FormattableString.Invariant($"{formula} at {x[i]:R}: {expected:R}, ONNX Runtime {y[i]:R}"));
        }
    }

    [Fact]
    public void TheErrorFunctionIsGelus()
    {
        var program = GraphProgram.Parse("input x [1]\nf1 [1] = map(x) F: x => erf(x)\noutput f1 [1]");
        using InferenceSession session = OnnxRun.Open(OnnxModel.Write("Net", program, [], new OnnxOptions()));
        float[] y = OnnxRun.Run(session, [0, 0.5f, -1, 2], 4);
        double[] table = [0, 0.5204998778130465, -0.8427007929497149, 0.9953222650189527];
        for (int i = 0; i < y.Length; i++)
            Assert.Equal(table[i], y[i], 1e-6);
    }

    /// <summary>By its series, which converges next to zero.</summary>
    private static double Expm1(double x)
    {
        if (Math.Abs(x) > 0.1)
            return Math.Exp(x) - 1;
        double sum = 0;
        for (int k = 12; k >= 1; k--)
            sum = (1 + sum) * x / k;
        return sum;
    }

    private static double Log1P(double x)
    {
        if (Math.Abs(x) > 0.1)
            return Math.Log(1 + x);
        double sum = 0;
        for (int k = 30; k >= 1; k--)
            sum = ((k % 2 == 1 ? 1.0 : -1.0) / k) + (x * sum);
        return x * sum;
    }
}
