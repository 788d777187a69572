using System.Globalization;
using System.Text;

namespace FastOpt.Tests.Adversary;

/// <summary>
/// The source that declares the cases of one compilation, and a class Driver that calls them. For a case N there are N_0, the scalar method over a range of
/// elements; N_128, N_256 and N_512, the vector forms and the derivatives; N_S, the span forms; and N_T, the twin in double. Arrays v hold the lanes; arrays r
/// receive the result, the state, and the derivatives.
/// </summary>
internal static class CorpusSource
{
    public static readonly int[] Widths = [128, 256, 512];

    /// <summary>Where the first derivative stands among the results.</summary>
    public const int FirstSlope = 2;

    private const string Head =
        """
        #nullable enable
        #pragma warning disable
        using System;
        using System.Runtime.Intrinsics;
        using FastOpt;

        namespace Samples;


        """;

    private const string Driver =
        """

        public static class Driver
        {
            public static float A = 1;
            public static double S = 1;
            public static long N = 1;
            public static bool B = true;
            public static bool FromInput(Type rule) =>
                ((CompiledRuleAttribute)Attribute.GetCustomAttribute(rule, typeof(CompiledRuleAttribute))!).DerivativeFromInput;


        """;

    /// <summary>The source of the cases.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="members">Members of the class of the functions.</param>
    /// <param name="outside">What stands beside it.</param>
    public static string Of(IReadOnlyList<CorpusCase> cases, string members = "", string outside = "")
    {
        var text = new StringBuilder(Head);
        text.Append(outside).Append("\npublic static partial class Batch\n{\n").Append(members).Append('\n');
        foreach (CorpusCase c in cases.Where(static c => c.IsMember))
            text.Append("    ").Append(c.Declaration).Append('\n');
        text.Append("}\n\n");
        foreach (CorpusCase c in cases.Where(static c => !c.IsMember))
            text.Append(c.Declaration).Append('\n');
        text.Append(Twins.Functions).Append(Driver).Append(Twins.Of(members));
        foreach (CorpusCase c in cases)
            Drive(text, c);
        return text.Append("}\n").ToString();
    }

    private static void Drive(StringBuilder text, CorpusCase c)
    {
        const string Lanes = "float[] x = v[0], y = v[1], z = v[2]; ";
        text.Append($"    public static void {c.Name}_0(float[][] v, float[][] r, int from, int to) {{ {Lanes}{c.Construct} float W = 0; ")
            .Append($"for (int i = from; i < to; i++) {{ float V; {c.Scalar} r[0][i] = V; r[1][i] = W; }} }}\n");
        foreach (int width in Widths)
            DriveVectors(text, c, Lanes, width);
        if (c.Span.Length > 0)
        {
            const string Spans = "ReadOnlySpan<float> xs = v[0].AsSpan(from, count), ys = v[1].AsSpan(from, count); Span<float> R; ";
            const string Parameters = "(float[][] v, float[][] r, int from, int count)";
            text.Append($"    public static void {c.Name}_S{Parameters} {{ {Spans}{c.Construct} R = r[0].AsSpan(from, count); {c.Span} }}\n");
            IEnumerable<string> slopes = c.Slopes.Select(static (s, k) => s.Span.Length == 0 ? "" : $"R = r[{k + FirstSlope}].AsSpan(from, count); {s.Span} ");
            if (c.Slopes.Any(static s => s.Span.Length > 0))
                text.Append($"    public static void {c.Name}_L{Parameters} {{ {Spans}{string.Concat(slopes)}}}\n");
        }

        if (c.Twin.Length > 0)
        {
            string[] lanes = [.. new[] { "x", "y", "z" }.Take(c.Lanes)];
            text.Append($"    private static double {c.Name}_D({string.Join(", ", lanes.Select(static l => "double " + l))}) {{ {c.Twin} }}\n")
                .Append($"    public static double {c.Name}_T(double x, double y, double z) => {c.Name}_D({string.Join(", ", lanes)});\n");
        }
    }

    private static void DriveVectors(StringBuilder text, CorpusCase c, string lanes, int width)
    {
        string vector = $"Vector{width.ToString(CultureInfo.InvariantCulture)}";
        string load = string.Concat(new[] { "x", "y", "z" }.Select(l => $"var {l.ToUpperInvariant()} = {vector}.LoadUnsafe(ref {l}[0], (nuint)i); "));
        text.Append($"    public static void {c.Name}_{width}(float[][] v, float[][] r) {{ {lanes}{c.Construct}{c.Coefficients} ")
            .Append($"{vector}<float> V, W = default, D, One = {vector}.Create(1f); for (int i = 0; i < x.Length; i += {width / 32}) {{ {load}{c.Vector} ")
            .Append("V.StoreUnsafe(ref r[0][0], (nuint)i); W.StoreUnsafe(ref r[1][0], (nuint)i); ");
        for (int k = 0; k < c.Slopes.Count; k++)
            text.Append($"{c.Slopes[k].Vector} D.StoreUnsafe(ref r[{k + FirstSlope}][0], (nuint)i); ");
        text.Append("} }\n");
    }
}
