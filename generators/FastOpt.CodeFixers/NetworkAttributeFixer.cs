namespace FastOpt.CodeFixers;

/// <summary>
/// FOPT0003: adds a layer. FOPT0012: the loss for two classes with one output. FOPT0032, FOPT0036: the rule's own default. FOPT0034: random weights. FOPT0038: marks the class as a
/// network. FOPT0039: the initializer that takes a number. FOPT0152: an
/// activation.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class NetworkAttributeFixer() : TextFixer("FOPT0003", "FOPT0012", "FOPT0032", "FOPT0034", "FOPT0036", "FOPT0038", "FOPT0039", "FOPT0152")
{
    /// <inheritdoc/>
    protected override IEnumerable<Fix> Fixes(Diagnostic diagnostic, SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (AttributeText.Of(node) is not { } attribute)
            return [];
        return diagnostic.Id switch
        {
            "FOPT0003" => [new Fix("Add [Dense(1)]", AttributeText.InsertAfter(attribute, "Dense(1)"))],
            "FOPT0012" => [new Fix("Use BinaryCrossEntropy", new TextChange(attribute.Span, "BinaryCrossEntropy"))],
            "FOPT0034" => RandomWeights(attribute),
            "FOPT0038" => [new Fix("Add [Network(1)] and set the number of inputs", AttributeText.InsertBefore(attribute, "Network(1)"))],
            "FOPT0039" when AttributeText.Named(attribute, "InitArguments") is { } arguments => [new Fix("Add Init = typeof(Constant)", new TextChange(new TextSpan(arguments.SpanStart, 0), "Init = typeof(Constant), "))],
            "FOPT0152" => [new Fix("Put Relu in front", AttributeText.InsertBefore(attribute, "Relu"))],
            _ => Default(node),
        };
    }

    /// <summary>Without Init a layer chooses random weights that suit its activation.</summary>
    private static IEnumerable<Fix> RandomWeights(AttributeSyntax attribute)
    {
        AttributeArgumentSyntax[] arguments = [.. new[] { "Init", "InitArguments" }.Select(name => AttributeText.Named(attribute, name)).OfType<AttributeArgumentSyntax>()];
        if (arguments.Length > 0)
            yield return new Fix("Start with random weights", [.. arguments.Select(AttributeText.Remove)]);
    }

    /// <summary>A named argument is left away; one by its place has others behind it that count on it.</summary>
    private static IEnumerable<Fix> Default(SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is { NameEquals: { } name } argument)
            yield return new Fix($"Leave {name.Name.Identifier.ValueText} at its default", AttributeText.Remove(argument));
    }
}
