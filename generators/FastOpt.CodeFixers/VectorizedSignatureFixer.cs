namespace FastOpt.CodeFixers;

/// <summary>FOPT0111: makes a <c>[Vectorized]</c> method static, its parameters values, and its doubles floats.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class VectorizedSignatureFixer() : TextFixer("FOPT0111")
{
    /// <inheritdoc/>
    protected override IEnumerable<Fix> Fixes(Diagnostic diagnostic, SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method)
            yield break;
        if (!method.Modifiers.Any(SyntaxKind.StaticKeyword))
        {
            yield return new Fix("Make static", new TextChange(new TextSpan(method.ReturnType.SpanStart, 0), "static "));
            yield break;
        }

        TextChange[] doubles = [.. method.ParameterList.Parameters.Take(1).Select(static p => p.Type).Append(method.ReturnType).Where(IsDouble).Select(static type => new TextChange(type!.Span, "float"))];
        if (doubles.Length > 0)
            yield return new Fix("Use float", doubles);
        TextChange[] references =
        [
            .. method.ParameterList.Parameters
                .Where(static p => p.Modifiers.Count == 1 && p.Modifiers[0].Kind() is SyntaxKind.InKeyword or SyntaxKind.RefKeyword)
                .Select(static p => new TextChange(TextSpan.FromBounds(p.Modifiers[0].SpanStart, p.Type!.SpanStart), "")),
        ];
        if (references.Length > 0)
            yield return new Fix("Pass by value", references);
    }

    private static bool IsDouble(TypeSyntax? type) => type is PredefinedTypeSyntax { Keyword: var keyword } && keyword.IsKind(SyntaxKind.DoubleKeyword);
}
