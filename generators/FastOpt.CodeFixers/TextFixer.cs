using Microsoft.CodeAnalysis.CodeActions;

namespace FastOpt.CodeFixers;

/// <summary>
/// A code fix that is a few changes of text: what the user wrote around them stays as it is, character by character. All occurrences in a document, a project or a solution can
/// be mended at once.
/// </summary>
/// <param name="ids">The diagnostics that it mends.</param>
public abstract class TextFixer(params string[] ids) : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. ids];

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            // The source may have moved on since the diagnostic was found.
            if (!root.FullSpan.Contains(diagnostic.Location.SourceSpan))
                continue;
            SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            foreach (Fix fix in Fixes(diagnostic, node, model, context.CancellationToken))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        fix.Title,
                        async cancellation =>
                        {
                            SourceText text = await context.Document.GetTextAsync(cancellation).ConfigureAwait(false);
                            return context.Document.WithText(text.WithChanges(fix.Changes));
                        },
                        equivalenceKey: fix.Title),
                    diagnostic);
            }
        }
    }

    /// <summary>The ways to mend a diagnostic; none where it takes more than this fixer knows.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <param name="node">What it stands on.</param>
    /// <param name="model">The meaning of the document's source.</param>
    /// <param name="cancellation">Cancels.</param>
    protected abstract IEnumerable<Fix> Fixes(Diagnostic diagnostic, SyntaxNode node, SemanticModel model, CancellationToken cancellation);

    /// <summary>One way to mend a diagnostic.</summary>
    /// <param name="title">What the user reads.</param>
    /// <param name="changes">The changes of the text.</param>
    protected sealed class Fix(string title, params TextChange[] changes)
    {
        /// <summary>What the user reads.</summary>
        public string Title { get; } = title;

        /// <summary>The changes of the text, in order and apart from each other.</summary>
        public ImmutableArray<TextChange> Changes { get; } = [.. changes.OrderBy(static change => change.Span.Start)];
    }
}
