namespace FastOpt.CodeFixers;

/// <summary>FOPT0001, FOPT0101, FOPT0201: adds <c>partial</c> to the type and to those around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MakePartialFixer() : TextFixer("FOPT0001", "FOPT0101", "FOPT0201")
{
    /// <inheritdoc/>
    protected override IEnumerable<Fix> Fixes(Diagnostic diagnostic, SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        TextChange[] changes =
        [
            .. node.AncestorsAndSelf()
                .OfType<TypeDeclarationSyntax>()
                .Where(static type => !type.Modifiers.Any(SyntaxKind.PartialKeyword))
                .Select(static type => new TextChange(new TextSpan(type.Keyword.SpanStart, 0), "partial ")),
        ];
        if (changes.Length > 0)
            yield return new Fix("Make partial", changes);
    }
}
