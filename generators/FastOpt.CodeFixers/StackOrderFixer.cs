namespace FastOpt.CodeFixers;

/// <summary>FOPT0009, FOPT0035: moves an attribute to where it belongs: in front of the loss, or to the part that bears <c>[Network]</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class StackOrderFixer() : TextFixer("FOPT0009", "FOPT0035")
{
    /// <inheritdoc/>
    protected override IEnumerable<Fix> Fixes(Diagnostic diagnostic, SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (AttributeText.Of(node) is not { } attribute || attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } part)
            yield break;
        if (diagnostic.Id == "FOPT0009")
        {
            if (AttributeText.On(part).FirstOrDefault(a => AttributeText.IsRule(a, "Loss", model, cancellation)) is { } loss && loss.SpanStart < attribute.SpanStart)
                yield return new Fix($"Move {attribute.Name} in front of {loss.Name}", AttributeText.InsertBefore(loss, attribute.ToString()), AttributeText.Remove(attribute));
            yield break;
        }

        // Within a file; parts in several files are put together by hand.
        TypeDeclarationSyntax? marked = part.SyntaxTree.GetRoot(cancellation).DescendantNodes().OfType<TypeDeclarationSyntax>()
            .FirstOrDefault(other => other.Identifier.ValueText == part.Identifier.ValueText && AttributeText.On(other).Any(static a => AttributeText.NameOf(a) == "Network"));
        if (marked is not null && AttributeText.On(marked).LastOrDefault() is { } last && marked != part)
            yield return new Fix($"Move {attribute.Name} to the part with [Network]", AttributeText.InsertAfter(last, attribute.ToString()), AttributeText.Remove(attribute));
    }
}
