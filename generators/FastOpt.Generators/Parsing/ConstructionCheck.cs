using FastOpt.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Generators.Parsing;

/// <summary>
/// What would go wrong where generated code constructs a type of the user's, or the user's constructor passes over the generated one: reported at the member
/// that is the cause.
/// </summary>
internal static class ConstructionCheck
{
    private const string SetsRequiredMembers = "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute";

    /// <summary>Members that whoever constructs the type must set, which generated code cannot.</summary>
    public static IEnumerable<Diagnostic> RequiredMembers(INamedTypeSymbol type) =>
        Required(type).Select(member => Diagnostic.Create(DiagnosticDescriptors.RequiredMember, member.Locations.FirstOrDefault() ?? Location.None, member.Name, type.Name));

    /// <summary>Whether generated code can construct the type by that constructor of the user's.</summary>
    public static bool IsFree(INamedTypeSymbol type, IMethodSymbol constructor) =>
        !Required(type).Any() || constructor.GetAttributes().Any(static attribute => attribute.AttributeClass?.ToDisplayString() == SetsRequiredMembers);

    /// <summary>Constructors of a network's class behind which there is no network, for they do not come to the generated one.</summary>
    public static IEnumerable<Diagnostic> EmptyConstructors(INamedTypeSymbol network, CancellationToken cancellation) => network.InstanceConstructors
        .Where(static constructor => !constructor.IsImplicitlyDeclared && !IsTheGenerated(constructor))
        .Select(constructor => (constructor.PartialImplementationPart ?? constructor).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation))
        .OfType<ConstructorDeclarationSyntax>()
        .Where(static constructor => constructor.Initializer?.Kind() != SyntaxKind.ThisConstructorInitializer)
        .Select(constructor => Diagnostic.Create(DiagnosticDescriptors.EmptyConstructor, constructor.Identifier.GetLocation(), network.Name));

    /// <summary>Whether it stands where the generated one does, which is another mistake.</summary>
    private static bool IsTheGenerated(IMethodSymbol constructor) => constructor.Parameters.Select(static parameter => parameter.Type.SpecialType)
        .SequenceEqual([SpecialType.System_Int32, SpecialType.System_UInt64, SpecialType.System_Int32]);

    private static IEnumerable<ISymbol> Required(INamedTypeSymbol type) =>
        type.GetMembers().Where(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true });
}
