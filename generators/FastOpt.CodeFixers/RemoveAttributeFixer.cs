namespace FastOpt.CodeFixers;

/// <summary>
/// FOPT0006, FOPT0033, FOPT0063, FOPT0112: removes the attribute that is one too many: the second optimizer, the softmax or sigmoid that the loss applies itself, a mark that nothing uses,
/// another kind of rule.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RemoveAttributeFixer() : TextFixer("FOPT0006", "FOPT0033", "FOPT0063", "FOPT0112")
{
    private static readonly string[] Kinds = ["Optimizer", "Activation", "Normalization", "Loss"];

    /// <inheritdoc/>
    protected override IEnumerable<Fix> Fixes(Diagnostic diagnostic, SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (diagnostic.Id != "FOPT0112")
            return AttributeText.Of(node) is { } attribute ? [Removal(attribute)] : [];

        // A struct stands for one rule: each marker may be the wrong one of two.
        return node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && AttributeText.On(type).Where(static a => Kinds.Contains(AttributeText.NameOf(a))).ToArray() is { Length: 2 } markers
            ? [Removal(markers[1]), Removal(markers[0])]
            : [];
    }

    private static Fix Removal(AttributeSyntax attribute) => new($"Remove {attribute.Name}", AttributeText.Remove(attribute));
}
