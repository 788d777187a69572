using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>Members of the user's that stand where the compiler writes one: reported at the user's, for an error in generated code would be one that nobody wrote.</summary>
internal static class MemberCollisions
{
    /// <summary>A generated member that has the name of the type that would hold it, which C# does not allow; null if there is none.</summary>
    public static string? NamedLikeTheType(INamedTypeSymbol type, IEnumerable<GeneratedMember> generated) => generated.Select(static g => g.Name).FirstOrDefault(n => n == type.Name);

    /// <summary>The user's members that meet one of the generated ones.</summary>
    public static IEnumerable<Diagnostic> Find(DiagnosticDescriptor descriptor, INamedTypeSymbol type, IEnumerable<GeneratedMember> generated, CancellationToken cancellation)
    {
        ILookup<string, GeneratedMember> byName = generated.ToLookup(static g => g.Name, StringComparer.Ordinal);
        IEnumerable<ISymbol> members = type.GetMembers().Where(static m => !m.IsImplicitlyDeclared || m is IPropertySymbol);

        // What a struct that is no record takes is no member, but generated code reads it by its name as well.
        IEnumerable<ISymbol> taken = HyperparameterParser.Constructor(type, cancellation)?.Parameters.Where(p => type.GetMembers(p.Name).Length == 0) ?? [];
        return members.Concat(taken).Where(m => byName[m.Name].Any(g => Meet(m, g))).Select(m => Report(descriptor, type, m));
    }

    private static Diagnostic Report(DiagnosticDescriptor descriptor, INamedTypeSymbol type, ISymbol member)
    {
        (string what, string instead) = member switch
        {
            IMethodSymbol { MethodKind: MethodKind.Constructor } => ("a constructor with these parameters", "give yours other parameters"),
            IMethodSymbol => ("a method of this name with these parameters", "give yours another name or other parameters"),
            _ => ("a member of this name", "give yours another name"),
        };
        string name = member is IParameterSymbol ? $"{type.Name}.{member.Name}" : member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
        return Diagnostic.Create(descriptor, member.Locations.FirstOrDefault() ?? Location.None, name, what, instead);
    }

    /// <summary>Methods may share a name where their parameters differ; nothing else may.</summary>
    private static bool Meet(ISymbol member, GeneratedMember generated) =>
        generated.Parameters is null
        || member is not IMethodSymbol { Arity: var arity } method
        || (arity == 0 && GeneratedMember.Join(method.Parameters.Select(TypeOf)) == generated.Parameters);

    private static string TypeOf(IParameterSymbol parameter)
    {
        // The type of the uniform values is generated too, so it is not known yet.
        string type = parameter.Type.TypeKind == TypeKind.Error ? parameter.Type.Name : parameter.Type.ToDisplayString();
        return parameter.RefKind == RefKind.None ? type : GeneratedMember.ByReference(type);
    }
}
