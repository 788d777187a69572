namespace FastOpt.CodeFixers;

/// <summary>FOPT0005: adds the loss that is missing, or removes the second one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class LossCountFixer() : TextFixer("FOPT0005")
{
    private static readonly string[] Losses = ["SoftmaxCrossEntropy", "MeanSquaredError"];

    /// <inheritdoc/>
    protected override IEnumerable<Fix> Fixes(Diagnostic diagnostic, SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (AttributeText.Of(node) is not { } attribute)
            yield break;
        if (AttributeText.NameOf(attribute) != "Network")
        {
            yield return new Fix($"Remove {attribute.Name}", AttributeText.Remove(attribute));
            yield break;
        }

        if (attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } part)
            yield break;
        AttributeSyntax last = LastOfStack(part, attribute, model, cancellation);
        foreach (string loss in Losses)
            yield return new Fix($"Add [{loss}]", AttributeText.InsertAfter(last, loss));
    }

    /// <summary>The last layer or activation, behind which the loss belongs.</summary>
    private static AttributeSyntax LastOfStack(TypeDeclarationSyntax part, AttributeSyntax network, SemanticModel model, CancellationToken cancellation) =>
        AttributeText.On(part).LastOrDefault(attribute => AttributeText.NameOf(attribute) == "Dense" || AttributeText.IsRule(attribute, "Activation", model, cancellation)) ?? network;
}
