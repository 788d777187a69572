using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace FastOpt.Fuzz;

/// <summary>A source with the places at which it is changed.</summary>
public sealed class Sample
{
    private TextSpan[]? _arguments;

    /// <summary>Finds the tokens of a text.</summary>
    public Sample(string text)
    {
        Text = text;
        Tokens = [.. SyntaxFactory.ParseTokens(text).Select(static token => token.Span).Where(static span => span.Length > 0)];
    }

    /// <summary>The source.</summary>
    public string Text { get; }

    /// <summary>Where its tokens stand.</summary>
    public IReadOnlyList<TextSpan> Tokens { get; }

    /// <summary>Where the arguments of its attributes stand.</summary>
    public IReadOnlyList<TextSpan> Arguments => _arguments ??=
    [
        .. CSharpSyntaxTree.ParseText(Text).GetRoot().DescendantNodes().OfType<AttributeArgumentSyntax>().Select(static argument => argument.Expression.Span),
    ];

    /// <summary>The number of systematic changes, the unchanged source included.</summary>
    public int Systematic => 1 + Text.Length + (3 * Tokens.Count);

    /// <summary>A systematic change by number.</summary>
    public string Change(long number)
    {
        if (number == 0)
            return Text;
        if (number <= Text.Length)
            return Text[..(int)(number - 1)];
        int change = (int)number - 1 - Text.Length;
        int token = change / 3;
        return (change % 3) switch
        {
            0 => Replace(Tokens[token], ""),
            1 => Replace(Tokens[token], TextOf(token) + " " + TextOf(token)),
            _ => Swap(token, Math.Min(token + 1, Tokens.Count - 1)),
        };
    }

    /// <summary>The text of a token.</summary>
    public string TextOf(int token) => Text.Substring(Tokens[token].Start, Tokens[token].Length);

    /// <summary>The source with something else in a place.</summary>
    public string Replace(TextSpan span, string text) => string.Concat(Text.AsSpan(0, span.Start), text, Text.AsSpan(span.End));

    /// <summary>The source with two tokens in each other's place.</summary>
    public string Swap(int one, int other)
    {
        if (one == other)
            return Text;
        (int first, int second) = one < other ? (one, other) : (other, one);
        return string.Concat(
            Text.AsSpan(0, Tokens[first].Start),
            TextOf(second),
            Text.AsSpan(Tokens[first].End, Tokens[second].Start - Tokens[first].End),
            TextOf(first) + Text[Tokens[second].End..]);
    }
}
