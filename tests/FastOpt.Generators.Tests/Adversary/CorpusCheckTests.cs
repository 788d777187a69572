using FastOpt.Tests.Adversary;
using Xunit;

namespace FastOpt.Generators.Tests.Adversary;

/// <summary>The check of the corpus notices lanes that differ from the scalar method, derivatives that are none, and what throws on one side only.</summary>
public sealed class CorpusCheckTests
{
    private static readonly (CorpusCase Case, string Complaint)[] Wrong =
    [
        (FunctionCase.OfX("LastBit", "x / 3f") with { Scalar = "V = MathF.BitIncrement(Batch.LastBit(x[i]));" }, "scalar"),
        (FunctionCase.OfX("SignOfZero", "x + 0f") with { Scalar = "V = x[i];" }, "scalar -0, lanes 0"),
        (FunctionCase.OfXY("OnePair", "x - y") with { Scalar = "V = x[i] == 7.25f && y[i] == -33f ? 0 : Batch.OnePair(x[i], y[i]);" }, "scalar 0, lanes 40.25"),
        (FunctionCase.OfX("SpansOnly", "x / 2f") with { Span = "Batch.SpansOnly(xs, R); R[R.Length - 1] = 1f;" }, "spans"),
        (FunctionCase.OfX("BesideTheSpan", "x / 2f") with { Span = "Batch.BesideTheSpan(xs, R); r[0][from + count] = 1f;" }, "beside the span"),
        (FunctionCase.OfX("ThrowsInScalar", "x / 2f") with { Scalar = "V = checked((int)(x[i] * 0f + 1e10f));" }, "throws, the lanes do not"),
        (FunctionCase.OfX("ThrowsInLanes", "x / 2f") with { Vector = "V = X; throw new OverflowException();" }, "the lanes do."),
        (FunctionCase.OfX("Slope", "x * x") with { Twin = "return x * x * (1 + 5e-5 * Math.Sin(40 * x));" }, "derivative 0 at"),
        (FunctionCase.OfX("Twin", "x * x") with { Twin = "return x * x * 1.001;" }, "the twin in double is another function"),
        (FunctionCase.OfX("NaNSlope", "x / 2f") with { Slopes = [new("D = X * float.NaN;")] }, "lanes NaN"),
        (FunctionCase.OfX("Untold", "x / 2f") with { Twin = "return x > 0 ? Batch.Untold((float)x) : x / 2;" }, "derivative 0"),
        (RuleCase.Optimizer("State", "", "z = y / 2f; x -= y;", hasState: true) with { Scalar = "V = x[i] - y[i]; W = y[i] / 3f;" }, "scalar"),
        (RuleCase.Loss("Sided", "", "return (x - y) / 2f;") with { Slopes = [new("_ = Sided.ApplyWithDerivative(X, Y, in c, out D); D = -D;")] }, "derivative 0"),
    ];

    [Fact]
    public void WhatIsWrongIsNoticed()
    {
        CorpusDriver driver = CompiledCorpus.Load([.. Wrong.Select(static w => w.Case)]);
        foreach ((CorpusCase wrong, string complaint) in Wrong)
        {
            var check = new CorpusCheck(driver, hasFma: true);
            check.Check(wrong);
            Assert.True(check.Complaints.Any(c => c.Contains(complaint, StringComparison.Ordinal)), $"{wrong}: {string.Join("\n", check.Complaints)}");
        }
    }
}
