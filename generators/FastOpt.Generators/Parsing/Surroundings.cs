using FastOpt.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Generators.Parsing;

/// <summary>What a project must give for generated code to compile: a version of C#, and the library of the compiler's own version.</summary>
internal static class Surroundings
{
    /// <summary>Generated code has parameters on structs and static abstract members.</summary>
    public const LanguageVersion OldestLanguage = LanguageVersion.CSharp12;

    private static readonly Version Compiler = typeof(Surroundings).Assembly.GetName().Version;

    /// <summary>Why nothing can be generated for the declaration, or null.</summary>
    public static Diagnostic? Obstacle(GeneratorAttributeSyntaxContext source)
    {
        if (source.TargetNode.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: < OldestLanguage and var language })
            return Diagnostic.Create(DiagnosticDescriptors.LanguageTooOld, NameOf(source.TargetNode), source.TargetSymbol.Name, OldestLanguage.ToDisplayString(), language.ToDisplayString());
        AssemblyIdentity? library = source.Attributes.FirstOrDefault()?.AttributeClass?.ContainingAssembly?.Identity;
        if (library is { Name: "FastOpt" or "FastOpt.Training" } && !SameVersion(library.Version, Compiler))
            return Diagnostic.Create(DiagnosticDescriptors.VersionMismatch, NameOf(source.TargetNode), source.TargetSymbol.Name, library.Version.ToString(3), Compiler.ToString(3));
        return null;
    }

    private static bool SameVersion(Version one, Version other) => (one.Major, one.Minor, one.Build) == (other.Major, other.Minor, other.Build);

    private static Location NameOf(SyntaxNode declaration) => declaration switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.GetLocation(),
        MethodDeclarationSyntax method => method.Identifier.GetLocation(),
        _ => declaration.GetLocation(),
    };
}
