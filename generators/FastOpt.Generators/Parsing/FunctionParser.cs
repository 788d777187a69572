using FastOpt.Generators.Collections;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Generators.Parsing;

/// <summary>Reads a <c>[Vectorized]</c> method.</summary>
internal static class FunctionParser
{
    /// <summary>The method, and what is wrong with it.</summary>
    public static ParseResult<FunctionSpec> Parse(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        var diagnostics = new List<Diagnostic>();
        FunctionSpec? spec = Parse(PartialMethods.Definition(method), compilation, diagnostics, cancellation);
        return new ParseResult<FunctionSpec>(diagnostics.Count == 0 ? spec : null, [.. diagnostics]);
    }

    private static FunctionSpec? Parse(IMethodSymbol method, Compilation compilation, List<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        // A half-typed signature is the C# compiler's to report.
        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not MethodDeclarationSyntax syntax || RuleSignature.IsHalfTyped(method, cancellation))
            return null;
        Location location = syntax.Identifier.GetLocation();
        if (Obstacle(method) is { } obstacle)
        {
            diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.VectorizedSignature, location, method.Name, obstacle));
            return null;
        }

        if (DeclarationParser.Parse(method.ContainingType, method.Name, location, diagnostics, cancellation) is not { } declaration)
            return null;
        var known = new KnownMethods(compilation);
        bool hasSecondDerivative = HasSecondDerivative(method);
        if (hasSecondDerivative && (method.ReturnType.SpecialType != SpecialType.System_Single || method.Parameters[0].Type.SpecialType != SpecialType.System_Single))
        {
            diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.VectorizedSignature, location, method.Name, "must return a float and take one as its first parameter, to have a second derivative"));
            return null;
        }

        NeededDerivative? needed = hasSecondDerivative ? new NeededDerivative(method.Name + "SecondDerivative", 2) : null;
        if (BodyParser.Parse(compilation, known, rule: null, method, needed, diagnostics, cancellation) is not { } body)
            return null;

        var spec = new FunctionSpec
        {
            Name = method.Name,
            Declaration = declaration,
            Accessibility = AccessibilityOf(method),
            Overload = OverloadOf(method, known),
            FileStem = FileStem.Of(method),
            Related = RelatedTo(method, known),
            Body = body,
            HasSecondDerivative = hasSecondDerivative,
            Implements = known.FindInVectorMath(method),
            Summary = DocumentationReader.Summary(method, cancellation),
        };
        GeneratedMember[] generated = [.. GeneratedMembers.Of(spec)];
        if (MemberCollisions.NamedLikeTheType(method.ContainingType, generated) is { } own)
            diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.RuleTypeNotSupported, location, own, $"the compiler adds the member '{own}' to it, and a member cannot have the name of its type"));
        else
            diagnostics.AddRange(MemberCollisions.Find(DiagnosticDescriptors.RuleMemberTaken, method.ContainingType, generated, cancellation));
        return spec;
    }

    private static string? Obstacle(IMethodSymbol method)
    {
        if (!method.IsStatic)
            return "must be static";
        if (method.IsGenericMethod)
            return "must not be generic; write it for float";
        if (method.Parameters.Length == 0 || !IsLane(method.Parameters[0].Type))
            return "must take a float (or an int) as its first parameter";
        if (method.Parameters.FirstOrDefault(static p => p.RefKind != RefKind.None) is { } byReference)
            return $"must take '{byReference.Name}' by value";
        if (method.Parameters.FirstOrDefault(static p => ScalarTypeReader.Of(p.Type) is null || p.Type.TypeKind == TypeKind.Enum) is { } unknown)
            return $"must take '{unknown.Name}' as float or int, or as double, long or bool where it is the same for all elements";
        return IsLane(method.ReturnType) ? null : "must return a float (or an int)";
    }

    private static bool IsLane(ITypeSymbol type) => type.SpecialType is SpecialType.System_Single or SpecialType.System_Int32;

    private static string AccessibilityOf(IMethodSymbol method) => method.DeclaredAccessibility switch
    {
        Accessibility.Public => "public",
        Accessibility.Internal => "internal",
        Accessibility.Protected => "protected",
        Accessibility.ProtectedOrInternal => "protected internal",
        Accessibility.ProtectedAndInternal => "private protected",
        _ => "private",
    };

    private static bool HasSecondDerivative(IMethodSymbol method) => method.GetAttributes().Any(static a =>
        a.AttributeClass?.ToDisplayString() == KnownMethods.VectorizedAttribute && a.NamedArguments.Any(static n => n is { Key: "SecondDerivative", Value.Value: true }));

    private static EquatableArray<string> RelatedTo(IMethodSymbol method, KnownMethods known) => method.ContainingType
        .GetMembers()
        .Where(m => m is not IMethodSymbol candidate || !GivenDerivatives.IsScalarOnly(candidate, known))
        .Select(static m => m.Name)
        .Where(n => n.Length > method.Name.Length && n.StartsWith(method.Name, StringComparison.Ordinal))
        .Distinct()
        .OrderBy(static n => n, StringComparer.Ordinal)
        .ToEquatableArray();

    private static int OverloadOf(IMethodSymbol method, KnownMethods known) => method.ContainingType
        .GetMembers(method.Name)
        .OfType<IMethodSymbol>()
        .Where(known.IsVectorized)
        .TakeWhile(m => !SymbolEqualityComparer.Default.Equals(m, method))
        .Count();
}
