using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests.Objectives;

/// <summary>What can be written wrong in an objective: each mistake gives its diagnostic, at the place that is marked, and nothing else.</summary>
public sealed class ObjectiveDiagnosticTests
{
    private const string Head = "[Objective] public readonly partial record struct F(double A = 1) { public double Value(double x, double y) ";

    private const string Vector = "[Objective(Dimension = 3)] public readonly partial record struct F(int N = 2) { private static readonly double[] T = [1, "
        + "2]; public double Value(ReadOnlySpan<double> x) ";

    [Theory]
    [InlineData("FOPT0101", "[Objective] public readonly record struct [|F|] { public double Value(double x) => x * x; }", "what it derives from 'F'")]
    [InlineData("FOPT0101", "public static class Outer { [Objective] public readonly partial record struct [|F|] { public double Value(double x) => x * x; } }",
        "'Outer' must be partial")]
    [InlineData("FOPT0102", "[Objective] public readonly partial record struct [|F|]<T> { public double Value(double x) => x * x; }", "it is generic")]
    [InlineData("FOPT0102", "[Objective] public ref partial struct [|F|] { public double Value(double x) => x * x; }", "leave 'ref' away")]
    [InlineData("FOPT0102", "[Objective] public readonly partial struct [|F|](double point) { public double Value(double x) => x * x * point; }", "'point'")]
    [InlineData("FOPT0102", "[Objective] public readonly partial record struct [|Hessian|] { public double Value(double x) => x * x; }",
        "the member 'Hessian'")]
    [InlineData("FOPT0107", "[Objective] public readonly partial record struct F(string [|Name|]) { public double Value(double x) => x * x; }", "'string'")]
    [InlineData("FOPT0109", Vector + "{ double s = 0; [|for (int i = 0; i < N; i++) s += x[0];|] return s; } }", "not a constant")]
    [InlineData("FOPT0110", Head + "=> G(x); private static double G(double a) => a > 1 ? [|G(a - 1)|] : a; }", "'G' calls itself")]
    [InlineData("FOPT0112", "[Objective, Activation] public readonly partial record struct [|F|] { public double Value(double x) => x * x; public static "
        + "float Apply(float x) => x; }", "[Objective] and [Activation]")]
    [InlineData("FOPT0114", Head + "=> x * y; public void [|Hessian|](ReadOnlySpan<double> point, Span<double> values) { } }", "Hessian")]
    [InlineData("FOPT0160", "[Objective] public readonly partial record struct [|F|] { }", "'double Value(double x, double y)'")]
    [InlineData("FOPT0160", "[Objective] public readonly partial record struct F { public float [|Value|](float x) => x; }", "but has 'F.Value(float)'")]
    [InlineData("FOPT0160", "[Objective] public readonly partial record struct F { public double [|Value|]() => 1; }", "but has 'F.Value()'")]
    [InlineData("FOPT0160", "[Objective] public readonly partial record struct F { public double [|Value|](ref double x) => x; }", "ref double")]
    [InlineData("FOPT0160", "[Objective(Dimension = 2)] public readonly partial record struct F { public double [|Value|](Span<double> x) => x[0]; }",
        "Span<double>")]
    [InlineData("FOPT0161", Head + "=> [|Math.Atan2(x, y)|]; }", "no derivative here")]
    [InlineData("FOPT0161", Head + "=> [|Math.Log(x, 3)|] + y; }", "Math.Log(x) / Math.Log(b)")]
    [InlineData("FOPT0161", Head + "=> [|x % y|]; }", "x - y * Math.Truncate(x / y)")]
    [InlineData("FOPT0161", Head + "=> [|(float)x|] * y; }", "computed in double")]
    [InlineData("FOPT0161", Head + "=> [|(int)x / 2|] + y; }", "divide doubles")]
    [InlineData("FOPT0161", Head + "{ double s = 0; [|while (s < x) s += y;|] return s; } }", "for loop with a constant number of trips")]
    [InlineData("FOPT0161", Head + "{ [|throw new Exception();|] } }", "cannot be part of an objective")]
    [InlineData("FOPT0161", Head + "{ [|Other|] = x; return x * y; } private static double Other; }", "An assignment to 'Other'")]
    [InlineData("FOPT0161", Head + "=> x * [|Other|]; private static double Other = 2; }", "static readonly")]
    [InlineData("FOPT0161", Head + "=> G(x, y); private static double G(double a, double b) => [|b % a|]; }", "The remainder")]
    [InlineData("FOPT0161", Vector + "=> x[0] * [|U|][0]; private static readonly double[] U = new double[2]; }", "of constants")]
    [InlineData("FOPT0161", Vector + "=> [|x[..2][0]|]; }", "cannot be part of an objective")]
    [InlineData("FOPT0161", Vector + "=> x[0] * G([|T|]); private static double G(ReadOnlySpan<double> t) => t[0]; }", "pass the vector of variables as it is")]
    [InlineData("FOPT0162", "[[|Objective|]] public readonly partial record struct F { public double Value(ReadOnlySpan<double> x) => x[0]; }",
        "write [Objective(Dimension = 10)]")]
    [InlineData("FOPT0162", "[[|Objective(Dimension = 0)|]] public readonly partial record struct F { public double Value(ReadOnlySpan<double> x) => x[0]; }",
        "from 1 to 256")]
    [InlineData("FOPT0162", "[[|Objective(Dimension = 257)|]] public readonly partial record struct F { public double Value(ReadOnlySpan<double> x) => x[0]; }",
        "Dimension = 257")]
    [InlineData("FOPT0162", "[[|Objective(Dimension = 3)|]] public readonly partial record struct F { public double Value(double x, double y) => x * y; }",
        "takes 2 variables; leave Dimension away")]
    [InlineData("FOPT0163", Vector + "{ double s = 0; [|for (int i = 0; i < 5000; i++) s += x[0];|] return s; } }", "5000 trips")]
    [InlineData("FOPT0163", Vector + "{ double s = 0; for (int i = 0; i < 100; i++) [|for (int j = 0; j < 100; j++) s += x[0];|] return s; } }", "10000 trips")]
    [InlineData("FOPT0163", Vector + "{ double s = 0; for (int i = 0; i < 4000; i++) s += Math.Exp([|x[0] * i|]); return s; } }", "more than 8192 operations")]
    [InlineData("FOPT0164", Vector + "=> x[[|3|]]; }", "is 3 here, but the vector has 3 elements, from 0 to 2")]
    [InlineData("FOPT0164", Vector + "{ double s = 0; for (int i = 0; i < x.Length; i++) s += x[[|i + 1|]]; return s; } }", "is 3 here")]
    [InlineData("FOPT0164", Vector + "{ double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * T[[|i|]]; return s; } }", "but 'T' has 2 elements")]
    [InlineData("FOPT0164", Vector + "=> x[[|N|]]; }", "is not known when the objective is compiled")]
    [InlineData("FOPT0164", Vector + "=> x[[|(int)x[0]|]]; }", "is not known")]
    public void AMistakeIsReportedWhereItStands(string id, string marked, string message)
    {
        Diagnostic diagnostic = Marked.AssertReported(id, marked);
        Assert.Contains(message, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Head + "{ double t = x; for (int i = 0; i < 3; i++) { if (i == 2) t *= y; else t += A; } return t; } }")]
    [InlineData(Head + "=> Math.Round(A, 2) * x * y + Math.Log(A, 3) + A % 2; }")]
    [InlineData(Vector + "{ int last = x.Length - 1; double s = T[T.Length - 1]; for (int i = last; i >= 0; i--) s += x[(i + 1) % x.Length] * T[i > 1 ? 1 : "
        + "i]; return s; } }")]
    [InlineData(Vector + "{ double s = 0; for (int i = 0; i < x.Length; i++) for (int j = 0; j < x.Length; j++) if (j < i && i + j > 1) s += x[i - j] * x[j]; "
        + "return s; } }")]
    [InlineData(Vector + "=> Outside.Square(x[0]) + N * Sum(x, 1, 2); private double Sum(ReadOnlySpan<double> v, int i, int j) => v[i] * A(j) - v[j]; private "
        + "double A(int j) => j * N; } public static class Outside { public static double Square(double a) => a * a; }")]
    [InlineData("[Objective(Dimension = 2)] public readonly partial record struct F { private static double Value(ReadOnlySpan<double> x) => x[0] * x[1]; }")]
    [InlineData("[Objective(Dimension = 2)] public readonly partial record struct F { public static double Value(ReadOnlySpan<double> x) => x[0] * x[1]; }")]
    [InlineData("[Objective(Dimension = 1)] public partial struct F(double lambda) { public readonly double Value(ReadOnlySpan<double> @in) => "
        + "Math.Exp(@in[0]) * lambda; }")]
    [InlineData("[Objective] public partial record struct F(double x = 2, double gradient = 3) { public readonly double Value(double @double, double point) "
        + "=> @double * x + point * point * gradient; }")]
    [InlineData("[Objective] public readonly partial record struct F { public static double Value(double x) => 3; }")]
    [InlineData("[Objective] public readonly partial record struct F { public static double Value(double x, double y) => x; private readonly struct Uniforms "
        + "{ } private static int Lanes() => 1; private static int GetUniforms() => 1; }")]
    [InlineData("namespace Math { } namespace System.Other { } [Objective] public readonly partial record struct F { public static double Value(double x, "
        + "double sum) { double value = x * sum; double hessian = value * value; return hessian * x; } }")]
    [InlineData("internal partial interface I { [Objective] public readonly partial record struct F : IObjective { public double Value(double a, double b, "
        + "double c) => a * b * c; } }")]
    public void WhatIsRightCompiles(string source) => Generation.Run(source).AssertClean(documented: false);
}
