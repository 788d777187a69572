namespace FastOpt.CodeFixers;

/// <summary>FOPT0002, FOPT0102: takes away the word that keeps a type from holding a network or a rule: <c>static</c>, <c>abstract</c>, <c>file</c>, <c>ref</c>, <c>record</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class TypeKindFixer() : TextFixer("FOPT0002", "FOPT0102")
{
    private static readonly SyntaxKind[] Obstacles = [SyntaxKind.FileKeyword, SyntaxKind.StaticKeyword, SyntaxKind.AbstractKeyword, SyntaxKind.RefKeyword];

    /// <inheritdoc/>
    protected override IEnumerable<Fix> Fixes(Diagnostic diagnostic, SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
            yield break;
        foreach (SyntaxToken modifier in type.Modifiers)
        {
            if (Obstacles.Contains(modifier.Kind()))
                yield return new Fix($"Remove '{modifier.ValueText}'", new TextChange(TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart), ""));
        }

        if (type is RecordDeclarationSyntax { ParameterList: null, ClassOrStructKeyword.RawKind: 0 } record)
            yield return new Fix("Make it a class", new TextChange(record.Keyword.Span, "class"));
    }
}
