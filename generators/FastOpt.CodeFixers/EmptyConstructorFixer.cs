namespace FastOpt.CodeFixers;

/// <summary>FOPT0025: lets the constructor come to the generated one, with the largest batch that it takes itself or the default one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class EmptyConstructorFixer() : TextFixer("FOPT0025")
{
    private const string MaxBatch = "maxBatch";

    /// <inheritdoc/>
    protected override IEnumerable<Fix> Fixes(Diagnostic diagnostic, SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is not { } constructor)
            yield break;
        SeparatedSyntaxList<ParameterSyntax> parameters = constructor.ParameterList.Parameters;
        bool hasBatch = parameters.Any(static parameter => parameter.Identifier.ValueText == MaxBatch);

        // A constructor of the batch alone would call itself without the seed.
        string argument = !hasBatch ? MaxBatch + ": 64" : parameters.Count == 1 ? MaxBatch + ", seed: 0" : MaxBatch;
        TextSpan initializer = constructor.Initializer?.Span ?? new TextSpan(constructor.ParameterList.Span.End, 0);
        string space = constructor.Initializer is null ? " " : "";
        yield return new Fix($"Begin with 'this({argument})'", new TextChange(initializer, $"{space}: this({argument})"));
    }
}
