namespace FastOpt.CodeFixers;

/// <summary>
/// FOPT0141, FOPT0142, FOPT0143, FOPT0145: marks what takes a statistic as a normalization, makes a trained parameter a float, adds what Predict computes, says
/// over what statistics are taken.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class OperandFixer() : TextFixer("FOPT0141", "FOPT0142", "FOPT0143", "FOPT0145")
{
    private static readonly string[] Axes = ["Features", "Batch", "Positions"];

    /// <inheritdoc/>
    protected override IEnumerable<Fix> Fixes(Diagnostic diagnostic, SyntaxNode node, SemanticModel model, CancellationToken cancellation) =>
        Fixes(diagnostic.Id, node);

    private static IEnumerable<Fix> Fixes(string id, SyntaxNode node) => id switch
    {
        "FOPT0141" => AsNormalization(node),
        "FOPT0142" => AsFloat(node),
        "FOPT0143" => WithPredict(node),
        _ => AttributeText.Of(node) is { } marker ? Axes.Select(axis => Mark(marker, axis)) : [],
    };

    private static IEnumerable<Fix> WithPredict(SyntaxNode node)
    {
        if (node is TypeDeclarationSyntax type)
            yield return new Fix("Leave x as it is in Predict", ScalarMethodFixer.Add(type, "public static float Predict(float x) => x;"));
    }

    private static IEnumerable<Fix> AsNormalization(SyntaxNode node)
    {
        AttributeSyntax? marker = node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
            ? AttributeText.On(type).FirstOrDefault(static a => AttributeText.NameOf(a) == "Activation")
            : null;
        return marker is null ? [] : Axes.Select(axis => Mark(marker, axis));
    }

    private static Fix Mark(AttributeSyntax marker, string axis)
    {
        string text = $"Normalization(Over = Axis.{axis})";
        return new Fix($"Write [{text}]", new TextChange(marker.Span, text));
    }

    private static IEnumerable<Fix> AsFloat(SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<ParameterSyntax>() is not { Type: { } type } parameter || (parameter.Modifiers.Count == 0 && type.ToString() == "float"))
            yield break;
        int start = parameter.Modifiers.Count == 0 ? type.SpanStart : parameter.Modifiers[0].SpanStart;
        yield return new Fix("Make it a float", new TextChange(TextSpan.FromBounds(start, type.Span.End), "float"));
    }
}
