namespace FastOpt.CodeFixers;

/// <summary>FOPT0151: exchanges the two parameters; what the body says of each by its name stays.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ParameterOrderFixer() : TextFixer("FOPT0151")
{
    /// <inheritdoc/>
    protected override IEnumerable<Fix> Fixes(Diagnostic diagnostic, SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.ContainsKey("Exchange") || node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { ParameterList.Parameters: { Count: > 1 } parameters })
            yield break;

        // The modifiers belong to the places: an optimizer changes what stands first.
        (ParameterSyntax first, ParameterSyntax second) = (parameters[0], parameters[1]);
        yield return new Fix(
            $"Exchange '{first.Identifier.ValueText}' and '{second.Identifier.ValueText}'",
            new TextChange(first.Identifier.Span, second.Identifier.Text),
            new TextChange(second.Identifier.Span, first.Identifier.Text));
    }
}
