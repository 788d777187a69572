using System.Text;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Tests.PublicApi;

/// <summary>Prints what another assembly can see of an assembly: one line for each type and each member, in an order that does not depend on the sources'.</summary>
internal static class ApiPrinter
{
    private const SymbolDisplayMiscellaneousOptions Common =
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers;

    private static readonly SymbolDisplayFormat Types = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword,
        miscellaneousOptions: Common);

    private static readonly SymbolDisplayFormat Members = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameOnly,
        SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeAccessibility
            | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeConstantValue,
        SymbolDisplayDelegateStyle.NameAndSignature,
        SymbolDisplayExtensionMethodStyle.StaticMethod,
        SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeParamsRefOut
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeExtensionThis,
        SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        kindOptions: SymbolDisplayKindOptions.IncludeMemberKeyword,
        miscellaneousOptions: Common);

    /// <summary>The whole text.</summary>
    public static string Print(IAssemblySymbol assembly)
    {
        var text = new StringBuilder();
        foreach (INamedTypeSymbol type in VisibleTypes(assembly))
        {
            string bases = string.Join(", ", new[] { type.BaseType }.Where(static b => b is not null && b.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum))
                .Concat(type.Interfaces).Select(static b => b!.ToDisplayString(Members)));
            text.Append(type.IsStatic ? "static " : type.IsAbstract && type.TypeKind == TypeKind.Class ? "abstract " : type.IsSealed && type.TypeKind == TypeKind.Class ? "sealed " : type.IsReadOnly ? "readonly " : "")
                .Append(type.ToDisplayString(Types)).Append(bases.Length == 0 ? "" : " : " + bases).Append(IsHidden(type) ? "  // for generated code" : "").Append('\n');
            foreach (string member in VisibleMembers(type).Select(static m => m.ToDisplayString(Members)).Order(StringComparer.Ordinal))
                text.Append("    ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>All types that can be seen, those of types included, by name.</summary>
    public static IEnumerable<INamedTypeSymbol> VisibleTypes(IAssemblySymbol assembly) =>
        Namespaces(assembly.GlobalNamespace).SelectMany(static n => n.GetTypeMembers()).SelectMany(WithNested).Where(IsVisible)
            .OrderBy(static type => type.ToDisplayString(Types), StringComparer.Ordinal);

    /// <summary>The members of a type that can be seen, but for accessors and what the compiler adds.</summary>
    public static IEnumerable<ISymbol> VisibleMembers(INamedTypeSymbol type) =>
        type.GetMembers().Where(member => member is not INamedTypeSymbol and not IMethodSymbol { AssociatedSymbol: not null } && IsVisible(member) && !member.IsImplicitlyDeclared && !IsCompilers(member));

    /// <summary>Whether editors are asked not to offer it.</summary>
    public static bool IsHidden(ISymbol symbol) => symbol.GetAttributes().Any(static a => a.AttributeClass?.Name == "EditorBrowsableAttribute" && a.ConstructorArguments is [{ Value: 1 }]);

    private static bool IsCompilers(ISymbol member) => member.GetAttributes().Any(static a => a.AttributeClass?.Name == "CompilerGeneratedAttribute") || member.Name is "value__";

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && (symbol.ContainingType is null || IsVisible(symbol.ContainingType));

    private static IEnumerable<INamespaceSymbol> Namespaces(INamespaceSymbol root) => [root, .. root.GetNamespaceMembers().SelectMany(Namespaces)];

    private static IEnumerable<INamedTypeSymbol> WithNested(INamedTypeSymbol type) => [type, .. type.GetTypeMembers().SelectMany(WithNested)];
}
