using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.CodeFixers;

/// <summary>FOPT0005: adds the loss that is missing, or removes the second one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class LossCountFixer : TextFixer
{
    private static readonly string[] Losses = ["SoftmaxCrossEntropy", "MeanSquaredError"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["FOPT0005"];

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
        AttributeText.On(part).LastOrDefault(attribute => AttributeText.NameOf(attribute) == "Dense" || IsActivation(model.GetTypeInfo(attribute, cancellation).Type)) ?? network;

    private static bool IsActivation(ITypeSymbol? attribute)
    {
        for (ITypeSymbol? type = attribute; type is not null; type = type.BaseType)
        {
            if (type is INamedTypeSymbol { Name: "ActivationAttribute", Arity: 1, ContainingNamespace.Name: "FastOpt" })
                return true;
        }

        return false;
    }
}
