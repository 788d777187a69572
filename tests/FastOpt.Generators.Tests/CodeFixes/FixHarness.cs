using System.Collections.Immutable;
using FastOpt.CodeFixers;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace FastOpt.Generators.Tests.CodeFixes;

/// <summary>Applies code fixes as an editor does: the generator reports on a document, a fixer is asked for its actions, one of them changes the document.</summary>
/// <remarks>Microsoft.CodeAnalysis.CSharp.CodeFix.Testing pairs a fixer with an analyzer. These mend what a generator reports, which it cannot be given.</remarks>
internal static class FixHarness
{
    /// <summary>The fixers by the IDs that they mend.</summary>
    public static IReadOnlyDictionary<string, CodeFixProvider> Fixers { get; } = typeof(TextFixer).Assembly.GetTypes()
        .Where(static type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type))
        .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!)
        .SelectMany(static fixer => fixer.FixableDiagnosticIds.Select(id => (id, fixer)))
        .ToDictionary(static pair => pair.id, static pair => pair.fixer);

    /// <summary>How many fixes are offered for the first diagnostic of this ID.</summary>
    public static async Task<int> CountAsync(string id, string source)
    {
        using var workspace = new AdhocWorkspace();
        return (await ActionsAsync(workspace, id, source)).Actions.Count;
    }

    /// <summary>Applies one of the fixes that are offered for the first diagnostic of this ID; its title, and the text afterwards.</summary>
    public static async Task<(string Title, string Text)> ApplyAsync(string id, string source, int index = 0)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var workspace = new AdhocWorkspace();
        (Document document, List<CodeAction> actions) = await ActionsAsync(workspace, id, source);
        Assert.True(index < actions.Count, $"{id}: {actions.Count} fixes");
        ImmutableArray<CodeActionOperation> operations = await actions[index].GetOperationsAsync(cancellation);
        Solution changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return (actions[index].Title, (await changed.GetDocument(document.Id)!.GetTextAsync(cancellation)).ToString());
    }

    private static async Task<(Document Document, List<CodeAction> Actions)> ActionsAsync(AdhocWorkspace workspace, string id, string source)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        CSharpCompilation compilation = Generation.Compilation([source]);
        Diagnostic diagnostic = Generation.Run(compilation).Diagnostics.First(d => d.Id == id);
        Project project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Sample",
            "Sample",
            LanguageNames.CSharp,
            compilationOptions: compilation.Options,
            parseOptions: compilation.SyntaxTrees[0].Options,
            metadataReferences: compilation.References));
        workspace.AddDocument(project.Id, "Usings.cs", await compilation.SyntaxTrees[0].GetTextAsync(cancellation));
        Document document = workspace.AddDocument(project.Id, "Source0.cs", SourceText.From(source));

        var actions = new List<CodeAction>();
        await Fixers[id].RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), cancellation));
        return (document, actions);
    }
}
