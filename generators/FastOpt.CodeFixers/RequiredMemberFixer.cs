namespace FastOpt.CodeFixers;

/// <summary>FOPT0026: removes <c>required</c> from the member.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RequiredMemberFixer() : TextFixer("FOPT0026")
{
    /// <inheritdoc/>
    protected override IEnumerable<Fix> Fixes(Diagnostic diagnostic, SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        foreach (SyntaxToken modifier in node.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.Modifiers ?? [])
        {
            if (modifier.IsKind(SyntaxKind.RequiredKeyword))
                yield return new Fix("Remove 'required'", new TextChange(TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart), ""));
        }
    }
}
