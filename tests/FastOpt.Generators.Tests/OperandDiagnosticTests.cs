using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>
/// What can be written wrong in a rule that asks for more than x: each mistake gives its diagnostic, at the place that is marked, and nothing else.
/// </summary>
public sealed class OperandDiagnosticTests
{
    [Theory]
    [InlineData(
        "FOPT0140", NormApply + "float [|average|]) => x - average; }",
        "float mean, float variance, float meanSquare, float maximum, float minimum, float norm, float uniform")]
    [InlineData("FOPT0140", NormApply + "float mean, double [|variance|]) => x - mean; }", "write 'float variance'")]
    [InlineData("FOPT0140", NormApply + "float mean, ref float [|norm|]) => x - mean; }", "'ref float norm'")]
    [InlineData("FOPT0140", NormApply + "float mean, long [|step|]) => x - mean; }", "[Trained(1)] float step")]
    [InlineData(
        "FOPT0140", ActApply + "float [|slope|]) => x * slope; }",
        "an activation such as 'Rule' can ask for; it can take float uniform, float normal and [Trained(1)] float slope")]
    [InlineData("FOPT0140", ActApply + "int [|uniform|]) => x; }", "write 'float uniform'")]
    [InlineData("FOPT0141", ActApply + "float [|mean|]) => x - mean; }", "mark 'Rule' [Normalization(Over = Axis.Features)]")]
    [InlineData("FOPT0141", ActApply + "double [|maximum|]) => x; }", "'double maximum'")]
    [InlineData("FOPT0142", ActApply + "[Trained(1)] double [|slope|]) => x; }", "write 'float slope'")]
    [InlineData("FOPT0142", ActApply + "[Trained(1)] ref float [|slope|]) => x; }", "'ref float'")]
    [InlineData("FOPT0142", ActApply + "[Trained(double.NaN)] float [|slope|]) => x * slope; }", "finite")]
    [InlineData("FOPT0142", ActApply + "[Trained(1e300)] float [|slope|]) => x * slope; }", "finite")]
    [InlineData("FOPT0142", ActApply + "[Trained(1)] float [|uniform|]) => x * uniform; }", "another name")]
    [InlineData("FOPT0142", NormApply + "float norm, [Trained(1)] float [|mean|]) => x * mean / norm; }", "another name")]
    [InlineData("FOPT0142", NormApply + "float norm, [Trained(1, Name = \"a b\")] float [|gain|]) => x * gain / norm; }", "'a b'")]
    [InlineData("FOPT0142", NormApply + "float norm, [Trained(1, Name = \"\")] float [|gain|]) => x * gain / norm; }", "letters, digits and underscores")]
    [InlineData(
        "FOPT0142", NormApply + "float norm, [Trained(1)] float a, [Trained(1, Name = \"a\")] float [|b|]) => x * a / norm + b; }",
        "'a' has a tensor named 'a' already")]
    [InlineData("FOPT0142", Act + "public static float Apply([Trained(1)] float [|x|]) => x; }", "no parameter behind x")]
    [InlineData(
        "FOPT0142", Act + "public static float Apply(float x) => x; public static float Other(float x, [Trained(1)] float [|y|]) => y; }",
        "no parameter behind x")]
    [InlineData(
        "FOPT0142", "[Loss] public readonly partial record struct Rule { public static float Apply(float x, [Trained(1)] float [|y|]) => x - y; }",
        "no parameter behind x")]
    [InlineData(
        "FOPT0142", "[Optimizer] public readonly partial record struct Rule { public void Update(ref float weight, float gradient, [Trained(1)] float "
        + "[|rate|]) => weight -= rate * gradient; }", "no parameter behind x")]
    [InlineData("FOPT0142", "public static class Other { public static float F([Trained(0)] float [|x|]) => x; }", "no parameter behind x")]
    [InlineData(
        "FOPT0143", "[Activation] public readonly partial record struct [|Rule|] { public static float Apply(float x, float uniform) => x * uniform; }",
        "'public static float Predict(float x) => x;'")]
    [InlineData(
        "FOPT0143", ActApply + "float uniform) => x * uniform; public static float [|Predict|](float x, float uniform) => x; }", "draw no random numbers")]
    [InlineData("FOPT0143", ActApply + "float uniform) => x * uniform; public static float [|Predict|](float x, float slope) => x; }", "takes 'slope'")]
    [InlineData("FOPT0143", ActApply + "float uniform) => x * uniform; public static double [|Predict|](float x) => x; }", "must be 'float Predict(float x)'")]
    [InlineData("FOPT0143", Act + "public static float Apply(float x) => x; public static float [|Predict|]() => 1; }", "must be 'float Predict(float x)'")]
    [InlineData(
        "FOPT0143", ActApply + "[Trained(1)] float a) => x * a; public static float [|Predict|](float x, [Trained(2)] float a) => x * a; }",
        "another thing of 'a'")]
    [InlineData(
        "FOPT0144", "[Normalization(Over = Axis.Batch)] public readonly partial record struct Rule([Groups] int [|Count|] = 2) { public static float "
        + "Apply(float x, float mean) => x - mean; }", "Axis.Features")]
    [InlineData("FOPT0144", Grouped + "([Groups] double [|Count|] = 2) { public static float Apply(float x, float mean) => x - mean; }", "make it an int")]
    [InlineData(
        "FOPT0144", Grouped + "([Groups] int One = 2, [Groups] int [|Two|] = 2) { public static float Apply(float x, float mean) => x - mean; }", "'One'")]
    [InlineData(
        "FOPT0144", "[Activation] public readonly partial record struct Rule([Groups] int [|Count|] = 2) { public static float Apply(float x) => x; }",
        "no hyperparameter of a [Normalization]")]
    [InlineData("FOPT0144", NormApply + "[Groups] float [|mean|]) => x - mean; }", "no hyperparameter of a [Normalization]")]
    [InlineData(
        "FOPT0145", "[[|Normalization|]] public readonly partial record struct Rule { public static float Apply(float x, float mean) => x - mean; }",
        "Axis.Batch")]
    [InlineData(
        "FOPT0145",
        "[[|Normalization(Over = (Axis)7)|]] public readonly partial record struct Rule { public static float Apply(float x, float mean) => x - mean; }",
        "Axis.Positions")]
    [InlineData("FOPT0145", Norm + "public static float [|Apply|](float x, [Trained(1)] float gain) => x * gain; }", "mark it [Activation]")]
    [InlineData("FOPT0108", NormApply + "float mean) => BitConverter.Int32BitsToSingle([|BitConverter.SingleToInt32Bits(x - mean)|]); }", "'Rule' needs")]
    [InlineData(
        "FOPT0103", "[Normalization(Over = Axis.Features)] public readonly partial record struct [|Rule|];",
        "float Apply(float x, float mean, float variance)")]
    [InlineData(
        "FOPT0112", "[Activation, Normalization(Over = Axis.Features)] public readonly partial record struct [|Rule|] { public static float Apply(float "
        + "x, float mean) => x - mean; }", "[Activation] and [Normalization]")]
    public void AMistakeIsReportedWhereItIs(string id, string marked, string said)
    {
        Diagnostic diagnostic = Marked.AssertReported(id, marked);
        Assert.Contains(said, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>What is right, and looks like a mistake.</summary>
    [Theory]
    [InlineData(
        NormApply + "[Trained(1)] float a, float normal, float norm, [Trained(0)] float b, float uniform, float minimum) => x * a / norm + b * normal + "
        + "uniform * minimum; public static float Predict(float x, float minimum, [Trained(0)] float b) => x + b * minimum; }")]
    [InlineData(ActApply + "float uniform) => uniform < x ? x : 0; public static float Apply(float x) => x; }")]
    [InlineData(
        Act + "public static float Apply(float gradient, [Trained(1)] float coefficients, [Trained(1)] float ofX, [Trained(1)] float y) => "
        + "MathF.Tanh(gradient * coefficients) * ofX * y; }")]
    [InlineData(ActApply + "[Trained(1)] float @class) => x * @class; }")]
    [InlineData(
        "[Normalization(Over = Axis.Features)] public partial struct Rule { public float Apply(float x, float mean) => x - mean; "
        + "public static void Gradients(float x) { } public static float Derivative => 1; }")]
    [InlineData(
        "namespace A { " + NormApply + "float mean) => Curve(x, mean); "
        + "[Derivative(nameof(Apply), In = \"mean\")] private static float Slope(float x, float mean) => -mean; "
        + "[Vectorized] private static float Curve(float x, float m) => x * m; } }")]
    public void WhatIsRightCompiles(string source) => Generation.Run(source).AssertClean(documented: false);

    private const string Grouped = "[Normalization(Over = Axis.Features)] public readonly partial record struct Rule";

    private const string ActApply = Act + "public static float Apply(float x, ";

    private const string NormApply = Norm + "public static float Apply(float x, ";

    private const string Act = "[Activation] public readonly partial record struct Rule { ";

    private const string Norm = "[Normalization(Over = Axis.Features)] public readonly partial record struct Rule { ";
}
