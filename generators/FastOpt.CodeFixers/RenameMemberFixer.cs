using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.Rename;

namespace FastOpt.CodeFixers;

/// <summary>FOPT0019, FOPT0114, FOPT0209: gives a member of the user's a name that the compiler does not write, wherever it is used.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RenameMemberFixer : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["FOPT0019", "FOPT0114", "FOPT0209"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (!root.FullSpan.Contains(diagnostic.Location.SourceSpan))
                continue;
            SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

            // A constructor has the name of its class.
            if (node is ConstructorDeclarationSyntax || model.GetDeclaredSymbol(node, context.CancellationToken) is not { } symbol)
                continue;
            string name = NewName(symbol);
            string title = $"Rename to '{name}'";
            context.RegisterCodeFix(
                CodeAction.Create(title, cancellation => Renamer.RenameSymbolAsync(context.Document.Project.Solution, symbol, default(SymbolRenameOptions), name, cancellation), equivalenceKey: title),
                diagnostic);
        }
    }

    /// <summary>"OwnStep", or the first of "OwnStep2", "OwnStep3" … that the type does not have yet.</summary>
    private static string NewName(ISymbol symbol)
    {
        HashSet<string> taken = [.. symbol.ContainingType.MemberNames];
        string stem = "Own" + char.ToUpperInvariant(symbol.Name[0]) + symbol.Name.Substring(1);
        string name = stem;
        for (int i = 2; taken.Contains(name); i++)
            name = FormattableString.Invariant($"{stem}{i}");
        return name;
    }
}
