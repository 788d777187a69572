using System.Text.RegularExpressions;

namespace FastOpt.Tests.Adversary;

/// <summary>What the text of a body says: which promise holds for it, and what it is in double.</summary>
internal static partial class BodyText
{
    /// <summary>Whether it is statements, not an expression.</summary>
    public static bool IsBlock(string body) => body.Contains(';', StringComparison.Ordinal);

    /// <summary>Whether it looks at the bits of a float, which ends differentiation.</summary>
    public static bool TakesBits(string body) => Sign().IsMatch(body);

    /// <summary>
    /// Whether the lanes promise the scalar method's bits: no product stands in a sum, so nothing is contracted, and no function of MathF's own is called that
    /// lanes compute another way. A body that has both a product and a sum counts as contracted, even where they do not meet, and a call of a helper as a sum.
    /// </summary>
    public static bool IsExact(string body) => !(body.Contains('*', StringComparison.Ordinal) && Sum().IsMatch(body)) && !Elementary().IsMatch(body);

    /// <summary>Whether it contains what is computed with fused multiply-adds where the machine has them.</summary>
    public static bool NeedsFma(string body) => Fused().IsMatch(body);

    /// <summary>Up to which power of ten differences tell its derivative.</summary>
    public static float Decades(string body) => Step().IsMatch(body) ? 0 : 9;

    /// <summary>The same in double.</summary>
    public static string InDouble(string body) => Suffix().Replace(body, "$1d")
        .Replace("VectorMath.", "Twin.", StringComparison.Ordinal)
        .Replace("MathF.", "Math.", StringComparison.Ordinal)
        .Replace("float", "double", StringComparison.Ordinal);

    [GeneratedRegex(@"Bits|IsNegative\(|IsPositive\(")]
    private static partial Regex Sign();

    [GeneratedRegex(@"[+]|- |-=|--|(?<![.\w])[A-Z]\w*\(")]
    private static partial Regex Sum();

    [GeneratedRegex(@"(\d)f\b")]
    private static partial Regex Suffix();

    [GeneratedRegex(@"\bMathF\.(Exp|Log|Log2|Sin|Cos|Tan|Tanh|Sinh|Cosh|Pow|Cbrt|Atan)\(")]
    private static partial Regex Elementary();

    [GeneratedRegex(@"Round|Floor|Ceiling|Truncate|\(int\)|Level")]
    private static partial Regex Step();

    [GeneratedRegex(@"VectorMath|FusedMultiplyAdd")]
    private static partial Regex Fused();
}
