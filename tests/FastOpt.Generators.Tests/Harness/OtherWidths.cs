using FastOpt.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace FastOpt.Generators.Tests.Harness;

/// <summary>
/// Networks without the kernels that this machine does not run: most of a network's text is kernels, three times, and compiling it is most of the time of
/// a test of many networks. A kernel that ran all the same would throw.
/// </summary>
internal static class OtherWidths
{
    private static readonly string[] Endings = [.. Other().Select(static bits => $".Vector{bits}.g.cs")];

    /// <summary>The compilation with empty kernels at the other widths.</summary>
    public static Compilation LeftOut(Compilation compilation)
    {
        var bodies = new Bodies();
        foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(IsOther))
        {
            SyntaxNode root = bodies.Visit(tree.GetRoot(TestContext.Current.CancellationToken));
            compilation = compilation.ReplaceSyntaxTree(tree, tree.WithRootAndOptions(root, tree.Options));
        }

        return compilation;
    }

    private static bool IsOther(SyntaxTree tree) => Array.Exists(Endings, ending => tree.FilePath.EndsWith(ending, StringComparison.Ordinal));

    private static int[] Other()
    {
        int own = VectorWidth.Is512 ? 512 : VectorWidth.Is256 ? 256 : 128;
        return [.. new[] { 128, 256, 512 }.Where(bits => bits != own)];
    }

    private sealed class Bodies : CSharpSyntaxRewriter
    {
        private static readonly BlockSyntax Throws = SyntaxFactory.Block(SyntaxFactory.ParseStatement("throw null!;"));

        public override SyntaxNode VisitMethodDeclaration(MethodDeclarationSyntax node) => node.Body is null ? node : node.WithBody(Throws);
    }
}
