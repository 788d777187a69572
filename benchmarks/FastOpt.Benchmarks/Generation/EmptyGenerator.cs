using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Benchmarks.Generation;

/// <summary>Finds networks and has Roslyn read their attributes, and does nothing with them: what no generator of attributes can do without.</summary>
internal sealed class EmptyGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<int> attributes = context.SyntaxProvider.ForAttributeWithMetadataName(
            "FastOpt.NetworkAttribute", static (node, _) => node is TypeDeclarationSyntax, static (source, _) => source.TargetSymbol.GetAttributes().Length);
        context.RegisterSourceOutput(attributes, static (_, _) => { });
    }
}
