namespace FastOpt.CodeFixers;

/// <summary>FOPT0150: the hyperparameter that was meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class HyperparameterNameFixer() : TextFixer("FOPT0150")
{
    /// <inheritdoc/>
    protected override IEnumerable<Fix> Fixes(Diagnostic diagnostic, SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (diagnostic.Properties.TryGetValue("Name", out string? name) && name is not null)
            yield return new Fix($"Write {name}", new TextChange(diagnostic.Location.SourceSpan, name));
    }
}
