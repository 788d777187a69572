using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>Each mistake gives its diagnostic, on the expression that is marked with [| |], and nothing else, neither from the generator nor from the compiler.</summary>
public sealed class RuleDiagnosticTests
{
    [Theory]
    [InlineData("FOPT0101", "[Activation] public readonly record struct [|Rule|] { public static float Apply(float x) => x; }")]
    [InlineData("FOPT0101", "public static class Outer { [Vectorized] public static float [|F|](float x) => x; }")]
    [InlineData("FOPT0101", "public static class Outer { [Activation] public readonly partial record struct [|Rule|] { public static float Apply(float x) => x; } }")]
    [InlineData("FOPT0151", "[Loss] public readonly partial record struct Rule { public static float Apply(float [|target|], float prediction) => (prediction - target) * prediction; }")]
    [InlineData("FOPT0151", "[Loss] public readonly partial record struct Rule { public static float Apply(float guess, float [|output|]) => guess - output; }")]
    [InlineData("FOPT0151", "[Loss] public readonly partial record struct Rule { public static float Apply(float [|y_true|], float y_pred) => y_true - y_pred; }")]
    [InlineData("FOPT0151", "[GradientRule] public readonly partial record struct Rule { public static float Apply(float [|weight|], float gradient) => weight * gradient; }")]
    [InlineData("FOPT0151", "[GradientRule] public readonly partial record struct Rule { public static float Apply(float [|weight|]) => weight; }")]
    [InlineData("FOPT0151", "[GradientRule] public readonly partial record struct Rule { public static void Apply(ref float [|gradient|], ref float weight) => gradient = weight; }")]
    [InlineData("FOPT0151", "[Optimizer] public readonly partial record struct Rule { public void Update(ref float [|gradient|], float weight) => gradient -= weight; }")]
    [InlineData("FOPT0102", "[Activation] public readonly partial record struct [|Rule|]<T> { public static float Apply(float x) => x; }")]
    [InlineData("FOPT0102", "[Activation] file readonly partial record struct [|Rule|] { public static float Apply(float x) => x; }")]
    [InlineData("FOPT0102", "[Activation] public ref partial struct [|Rule|] { public static float Apply(float x) => x; }")]
    [InlineData("FOPT0103", "[Activation] public readonly partial record struct [|Rule|];")]
    [InlineData("FOPT0103", "[Loss] public readonly partial record struct Rule { public static float [|Apply|](float x) => x; }")]
    [InlineData("FOPT0103", "[Optimizer] public readonly partial record struct Rule { public void [|Update|](float weight, float gradient) { } }")]
    [InlineData("FOPT0103", "[Optimizer] public readonly partial record struct Rule { public void [|Update|](ref float weight, float gradient, float other) { weight -= gradient * other; } }")]
    [InlineData("FOPT0103", "[GradientRule] public readonly partial record struct [|Rule|];")]
    [InlineData("FOPT0103", "[GradientRule] public readonly partial record struct Rule { public float [|Apply|](float gradient, double scale) => gradient * (float)scale; }")]
    [InlineData("FOPT0103", "[GradientRule] public readonly partial record struct Rule { public float [|Apply|](float gradient, float norm, float other) => gradient * norm * other; }")]
    [InlineData("FOPT0103", "[GradientRule] public readonly partial record struct Rule { public void [|Apply|](float weight, ref float gradient) => gradient *= weight; }")]
    [InlineData("FOPT0103", "[GradientRule] public readonly partial record struct Rule { public float [|Apply|](float gradient, long step, long other) => gradient * (step + other); }")]
    [InlineData("FOPT0107", "[Activation] public readonly partial record struct Rule(string [|Name|] = \"\") { public static float Apply(float x) => x; }")]
    [InlineData("FOPT0110", "public static partial class C { [Vectorized] public static float F(float x) => x < 1f ? x : [|F(x - 1f)|]; }")]
    [InlineData("FOPT0111", "public partial class C { [Vectorized] public float [|F|](float x) => x; }")]
    [InlineData("FOPT0111", "public static partial class C { [Vectorized] public static float [|F|](double x) => (float)x; }")]
    [InlineData("FOPT0111", "public static partial class C { [Vectorized] public static float [|F|](float x, string s) => x; }")]
    [InlineData("FOPT0111", "public static partial class C { [Vectorized] public static float [|F|](float x, ref float y) => x; }")]
    [InlineData("FOPT0111", "public static partial class C { [Vectorized] public static double [|F|](float x) => x; }")]
    [InlineData("FOPT0111", "public static partial class C { [Vectorized] public static float [|F|]<T>(float x) => x; }")]
    [InlineData("FOPT0130", "[Activation] public readonly partial record struct Rule([System.ComponentModel.DataAnnotations.Range(0.0, 1.0, MaximumIsExclusive = true)] double [|Slope|] = 1) { public float Apply(float x) => (float)Slope * x; }")]
    [InlineData("FOPT0130", "[Activation] public readonly partial record struct Rule([System.ComponentModel.DataAnnotations.Range(2, 1)] double [|Slope|] = 1) { public float Apply(float x) => (float)Slope * x; }")]
    [InlineData("FOPT0131", "public static partial class C { public static float F(float x) { return G(x); [Vectorized] static float [|G|](float y) => y; } }")]
    [InlineData("FOPT0131", "public static partial class C { public static float F { [Vectorized] [|get|] => 1f; } }")]
    [InlineData("FOPT0131", "public partial class C { [[|Vectorized|]] public static C operator +(C a, C b) => a; }")]
    public void DeclarationsAreReportedAtTheirName(string id, string source) => Marked.AssertReported(id, "namespace Samples;\n" + source);

    [Theory]
    [InlineData("FOPT0104", "return [|Scale * x|] > 1 ? 1f : 0f;", "write (float)Scale")]
    [InlineData("FOPT0104", "return (float)([|x * (1 - Scale)|]);", "write (float)(1 - Scale)")]
    [InlineData("FOPT0104", "return [|x > Scale|] ? x : 0f;", "write (float)Scale")]
    [InlineData("FOPT0104", "if ([|x == 0.5|]) return 1f; return x;", "write 0.5f")]
    [InlineData("FOPT0104", "return (float)[|Math.Sqrt(x)|];", "write MathF.Sqrt")]
    [InlineData("FOPT0104", "return (float)([|(double)x|] + 1);", "leave the cast to double away")]
    [InlineData("FOPT0104", "double d = [|x|]; return 1f;", "make it a float")]
    [InlineData("FOPT0104", "double d = 0; if (x > 0) d = 1; return (float)[|d|];", "make it a float")]
    [InlineData("FOPT0104", "return (float)([|x * 2.5|]);", "write 2.5f")]
    [InlineData("FOPT0104", "long l = (long)x; return 1f;", "use int", "(long)x")]
    [InlineData("FOPT0105", "[|while (x < 1f) x += 1f;|] return x;", "write a for loop with a constant number of trips")]
    [InlineData("FOPT0105", "switch (x) { case 1f: if (x > 0) [|break;|] return 2f; default: return x; } return x;", "choose values")]
    [InlineData("FOPT0105", "object o = x; return x;", "use float, int or bool", "o = x")]
    [InlineData("FOPT0105", "return x switch { > 0 => 1f, <= 0 => [|throw new ArgumentException()|], _ => x };", "return float.NaN")]
    [InlineData("FOPT0105", "return x > 0 ? x : [|throw new ArgumentException()|];", "return float.NaN")]
    [InlineData("FOPT0105", "return [|(x > 0, x < 1)|] switch { (true, true) => 1f, _ => x };", "use arithmetic")]
    [InlineData("FOPT0105", "float y, z; z = [|y = x|]; return z + y;", "a statement of its own")]
    [InlineData("FOPT0105", "return x + [|Changed|];", "no other assignment")]
    [InlineData("FOPT0105", "float d = Own((float)Scale); return d * [|Own(x)|] > 1 ? x : d;", "[Vectorized]")]
    [InlineData("FOPT0105", "[|foreach (char c in \"ab\") x += 1f;|] return x;", "write a for loop")]
    [InlineData("FOPT0105", "[|lock (Lock) x += 1f;|] return x;", "use assignments")]
    [InlineData("FOPT0105", "return x * [|new Random().NextSingle()|];", "[Vectorized]")]
    [InlineData("FOPT0105", "return MathF.Round(x, (MidpointRounding)(Scale > 1 ? 1 : 0));", "name the mode in place", "MathF.Round(x, (MidpointRounding)(Scale > 1 ? 1 : 0))")]
    [InlineData("FOPT0105", "if (x < 0f) [|throw new ArgumentException();|] return x;", "return float.NaN")]
    [InlineData("FOPT0105", "float[] [|a = new float[2]|]; return x;", "use float, int or bool")]
    [InlineData("FOPT0105", "float y = [|x++|]; return y;", "a statement of its own")]
    [InlineData("FOPT0105", "return [|x % 2f|];", "MathF.Truncate")]
    [InlineData("FOPT0105", "int i = (int)x; return [|i / 3|];", "divide floats")]
    [InlineData("FOPT0105", "int i = (int)x; return [|1 << i|];", "shift by a constant")]
    [InlineData("FOPT0105", "return [|Other.Helper(x)|];", "[Vectorized]")]
    [InlineData("FOPT0105", "[|Counter|] = x; return x;", "assign to locals")]
    [InlineData("FOPT0105", "return x + [|Counter|];", "make it const")]
    [InlineData("FOPT0105", "[|Console.WriteLine()|]; return x;", "assign its result")]
    [InlineData("FOPT0105", "for (int i = 0; i < 3; i++) { if (i == 1) [|break;|] x += i; } return x;", "choose values")]
    [InlineData("FOPT0105", "[|float G(float y) => y;|] return x;", "[Vectorized]")]
    [InlineData("FOPT0105", "return x switch { [|{ }|] => 1f };", "use constants")]
    [InlineData("FOPT0105", "for (int i = 0; i < 9; i++) { [|if (x > i) { if (x > 2 * i) return x; x += 1f; }|] } return x;", "return in every case")]
    [InlineData("FOPT0106", "return [|MathF.BitIncrement(x)|];", "VectorMath")]
    [InlineData("FOPT0106", "return [|MathF.Acos(x)|];", "VectorMath")]
    [InlineData("FOPT0106", "return [|MathF.ReciprocalEstimate(x)|];", "write 1 / x")]
    [InlineData("FOPT0106", "return [|MathF.Log(x, 2f)|];", "write MathF.Log(x) / MathF.Log(b)")]
    [InlineData("FOPT0106", "return [|MathF.Round(x, 2)|];", "write MathF.Round(x * s) / s")]
    [InlineData("FOPT0106", "return [|float.Lerp(x, 1f, 2f)|];", "write a + t * (b - a)")]
    [InlineData("FOPT0108", "return BitConverter.Int32BitsToSingle([|BitConverter.SingleToInt32Bits(x)|] ^ 1);", "write it with arithmetic")]
    [InlineData("FOPT0109", "[|for (int i = 0; i < (int)x; i++) x += 1f;|] return x;", "with constants")]
    [InlineData("FOPT0109", "[|for (int i = 0; i < 1000; i++) x += 1f;|] return x;", "1000 trips")]
    [InlineData("FOPT0109", "for (int i = 0; i < 30; i++) [|for (int j = 0; j < 30; j++) x += 1f;|] return x;", "900 trips")]
    [InlineData("FOPT0109", "for (int i = 0; i < 9; i++) { [|i|] = 9; } return x;", "changed in the loop")]
    public void ExpressionsAreReportedExactly(string id, string body, string remedy, string? marked = null)
    {
        string code = marked is null ? body : body.Replace(marked, $"[|{marked}|]", StringComparison.Ordinal);
        Diagnostic diagnostic = Marked.AssertReported(id, $$"""
            namespace Samples;
            [Activation]
            public readonly partial record struct Rule(double Scale = 2)
            {
                private static float Counter;
                private static readonly float Changed = 1f;
                private static readonly object Lock = new();
                static Rule() => Changed = 2f;
                private static float Own(float x) => x * 2;
                public float Apply(float x)
                {
                    {{code}}
                }
                public static void Use() => Counter = Other.Helper(Counter);
            }
            public static class Other { public static float Helper(float x) => x; }
            """);
        Assert.Contains(remedy, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Activation] public readonly partial record struct Rule { public static float Apply(float x) => x + ; }")]
    [InlineData("[Activation] public readonly partial record struct Rule { public static float Apply(float x) => y; }")]
    [InlineData("[Activation] public readonly partial record struct Rule { public static float Apply(flo x) => 1; }")]
    [InlineData("[Activation] public readonly partial record struct Rule { public static float Apply(float x) { return ")]
    [InlineData("[Activation] public readonly partial record struct Rule(Strange s) { public static float Apply(float x) => x; }")]
    [InlineData("[Optimizer] public readonly partial record struct Rule { public void Update(ref float weight, float gradient) { weight -= Missing(gradient); } }")]
    [InlineData("[Optimizer] public readonly partial record struct Rule { public void Update(ref float weight, float gradient) { var a = (gradient, 1")]
    [InlineData("public static partial class C { [Vectorized] public static float F(float x) => G(x); [Vectorized] public static float G(float x) => ; }")]
    [InlineData("public static partial class C { [Vectorized] public static float F(float x); }")]
    [InlineData("public static partial class C { [Vectorized] public static float F(")]
    [InlineData("[Loss] public readonly partial record struct Rule { public static float Apply(ReadOnlySpan<float> logits, int label) => 0; }")]
    [InlineData("[Loss] class Rule { }")]
    [InlineData("[Activation] public partial struct R { public static float Apply(float x) => x; } [Activation] public partial record struct R { public static float Apply(float x) => x; }")]
    [InlineData("[Optimizer] public readonly partial record struct Rule { public void Update(ref float weight, float gradient, ref float velocity) { velocity = gradient; return velocity; weight -= velocity; } }")]
    [InlineData("[Activation] public readonly partial record struct Rule { public static float Apply(float x) { if (x > 1) return; return x; } }")]
    [InlineData("record static partial class { [Vectorized] public static float F(float x) => x * x; }")]
    [InlineData("[Activation] public partial struct { public static float Apply(float x) => x; }")]
    public void WhatTheCompilerReportsIsNotReportedTwice(string source) => Assert.Empty(Generation.Run("namespace Samples;\n" + source).Diagnostics);

    [Fact]
    public void TruncatedSourceNeverFails()
    {
        string source = Samples.Momentum + Samples.Curves.Replace("namespace Samples;", "", StringComparison.Ordinal);
        for (int length = 1; length < source.Length; length += 17)
            Generation.Run(source[..length]);
    }
}
