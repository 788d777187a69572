namespace FastOpt.CodeFixers;

/// <summary>FOPT0023: names a rule of the project by its type, as the diagnostic spells it, or the attribute of another assembly by its namespace.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class OwnRuleFixer() : TextFixer("FOPT0023")
{
    /// <inheritdoc/>
    protected override IEnumerable<Fix> Fixes(Diagnostic diagnostic, SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (AttributeText.Of(node) is not { } attribute)
            yield break;
        if (diagnostic.Properties.TryGetValue("Own", out string? own) && own is not null)
            yield return new Fix($"Write {own}", new TextChange(attribute.Span, own));
        if (diagnostic.Properties.TryGetValue("Other", out string? other) && other is not null)
            yield return new Fix($"Write {other}", new TextChange(attribute.Name.Span, other));
    }
}
