using Microsoft.CodeAnalysis.Text;

namespace FastOpt.Fuzz;

/// <summary>Random changes of a source: what half-typed, misunderstood and hostile code looks like.</summary>
public static class Mutation
{
    private static readonly string[] Arguments =
    [
        "null", "\"text\"", "'c'", "0", "-1", "1", "2", "int.MinValue", "int.MaxValue", "1_048_576", "1_048_577", "2_000_000_000", "1e400", "1e-400", "double.NaN", "double.PositiveInfinity", "-0.0", "0.5f", "1m",
        "(byte)1", "long.MaxValue", "ulong.MaxValue", "true", "default", "typeof(int)", "typeof(Missing)", "typeof(HeNormal)", "typeof(System.Collections.Generic.List<>)", "nameof(Net)", "new object[] { 1, \"x\" }",
        "new object[] { }", "new[] { 1, 2 }", "Missing", "Missing.Value", "DayOfWeek.Monday", "(DayOfWeek)99", "1 / 0", "sizeof(int)", "\"\\uD800\"", "(((3)))", "checked(2147483647 + 1)", "x", "this", "stackalloc int[1]", "() => 1",
    ];

    private static readonly string[] Words =
    [
        "@class", "@void", "int", "float", "double", "void", "string", "var", "dynamic", "object", "Missing", "Missing<int>", "long", "bool", "partial", "static", "abstract", "readonly", "record", "struct", "class",
        "interface", "enum", "delegate", "file", "ref", "in", "out", "unsafe", "async", "await", "yield", "if", "for", "while", "switch", "return", "throw", "new", "null", "default", "checked", "goto", "x", "weight",
        "Network", "Dense", "Adam", "Relu", "Huber", "SoftmaxCrossEntropy", "Activation", "Optimizer", "Loss", "Vectorized", "Coefficients", "Apply", "Update", "FastOpt", "System", "MathF", "Math", "global::FastOpt.Adam",
        "(", ")", "[", "]", "{", "}", "<", ">", ";", ",", ".", "=>", "=", "==", "?", ":", "::", "*", "/", "%", "<<", "++", "--", "!", "&&", "..", "^", "#if X\n", "#endif\n", "//", "/*", "\"", "\"\"\"", "'", "$\"{", "\\",
    ];

    private static readonly string[] Numbers = ["0", "1", "-1", "3", "7", "16", "17", "31", "64", "255", "1000", "1048576", "2147483647", "2147483648", "99999999999999999999", "0x7FFFFFFF", "1e38f", "1e39f", "0f", "1e-45f", "0b1", "1_0"];

    private static readonly string[] Characters = ["\0", "\u0001", "\uFEFF", "\u200D", "\uD800", "é", "ß", "İ", "ı", "中", "𝒳", "\r", "\u2028", "\t", "@", "$", "`", "\u00AD"];

    private static readonly string[] Wrappings =
    [
        "namespace N; {0}", "namespace N {{ {0} }}", "public partial class Host {{ {0} }}", "public class Host {{ {0} }}", "public partial class Host<T> {{ {0} }}", "public partial struct Host {{ {0} }}", "file partial class Host {{ {0} }}",
        "public partial interface IHost {{ {0} }}", "static class Host {{ static void M() {{ {0} }} }}", "#nullable disable\n{0}", "#if false\n{0}", "{0} {0}", "namespace A {{ {0} }} namespace B {{ {0} }}", "extern alias Missing; {0}", "using static Missing; {0}",
    ];

    /// <summary>One change of a sample.</summary>
    public static string Apply(Sample sample, SplitMix random, Sample other)
    {
        if (sample.Tokens.Count == 0)
            return other.Text;
        int token = random.Below(sample.Tokens.Count);
        TextSpan span = sample.Tokens[token];
        switch (random.Below(14))
        {
            case 0:
                return sample.Text[..random.Below(sample.Text.Length + 1)];
            case 1:
                return sample.Replace(span, "");
            case 2:
                return sample.Replace(span, sample.TextOf(token) + " " + sample.TextOf(token));
            case 3:
                return sample.Swap(token, random.Below(sample.Tokens.Count));
            case 4 or 5 when sample.Arguments.Count > 0:
                return sample.Replace(random.Of(sample.Arguments), random.Of(Arguments));
            case 6:
                return sample.Replace(span, random.Of(Words));
            case 7:
                return sample.Replace(new TextSpan(span.Start, 0), random.Of(Words) + " ");
            case 8:
                return sample.Replace(span, sample.TextOf(random.Below(sample.Tokens.Count)));
            case 9:
                return Splice(sample, random, other);
            case 10:
                return sample.Replace(new TextSpan(random.Below(sample.Text.Length), 0), random.Of(Characters));
            case 11 when Number(sample, random) is { } number:
                return sample.Replace(number, random.Of(Numbers));
            case 12:
                return string.Format(System.Globalization.CultureInfo.InvariantCulture, random.Of(Wrappings), sample.Text);
            default:
                return Rename(sample, random);
        }
    }

    /// <summary>A piece of another source in place of a piece of this one.</summary>
    private static string Splice(Sample sample, SplitMix random, Sample other)
    {
        TextSpan here = Range(sample, random);
        return other.Tokens.Count == 0 ? sample.Text : sample.Replace(here, other.Text.Substring(Range(other, random) is var there ? there.Start : 0, there.Length));
    }

    private static TextSpan Range(Sample sample, SplitMix random)
    {
        int first = random.Below(sample.Tokens.Count);
        int last = Math.Min(sample.Tokens.Count - 1, first + random.Below(12));
        return TextSpan.FromBounds(sample.Tokens[first].Start, sample.Tokens[last].End);
    }

    private static TextSpan? Number(Sample sample, SplitMix random)
    {
        TextSpan[] numbers = [.. sample.Tokens.Where(span => char.IsAsciiDigit(sample.Text[span.Start]))];
        return numbers.Length == 0 ? null : random.Of(numbers);
    }

    /// <summary>An identifier that is another one, everywhere.</summary>
    private static string Rename(Sample sample, SplitMix random)
    {
        string name = sample.TextOf(random.Below(sample.Tokens.Count));
        return char.IsLetter(name[0]) ? sample.Text.Replace(name, random.Of(Words), StringComparison.Ordinal) : sample.Text;
    }
}
