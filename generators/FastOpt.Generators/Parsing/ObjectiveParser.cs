using FastOpt.Generators.Collections;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Generators.Parsing;

/// <summary>Reads the declaration of a function to minimize.</summary>
internal static class ObjectiveParser
{
    /// <summary>The objective of a struct, and what is wrong with it.</summary>
    public static ParseResult<ObjectiveSpec> Parse(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, CancellationToken cancellation)
    {
        var diagnostics = new List<Diagnostic>();
        ObjectiveSpec? spec = Parse(type, attribute, compilation, diagnostics, cancellation);
        return new ParseResult<ObjectiveSpec>(spec, [.. diagnostics]);
    }

    private static ObjectiveSpec? Parse(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, List<Diagnostic> diagnostics,
        CancellationToken cancellation)
    {
        Location location = type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>()
            .FirstOrDefault()?.Identifier.GetLocation()
            ?? Location.None;
        if (type.TypeKind != TypeKind.Struct)
            return null;
        if (type.IsRefLikeType)
        {
            diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.RuleTypeNotSupported, location, type.Name, "it is a ref struct; leave 'ref' away"));
            return null;
        }

        if (RuleSignature.KindsOf(type) is { Count: > 0 } kinds)
        {
            diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.SeveralKinds, location, type.Name, $"[Objective] and [{kinds[0]}]"));
            return null;
        }

        if (DeclarationParser.Parse(type, type.Name, location, diagnostics, cancellation) is not { } declaration)
            return null;
        List<HyperparameterSpec> parameters = HyperparameterParser.Parse(type, diagnostics, cancellation);
        if (!type.IsRecord && parameters.FirstOrDefault(static p => ObjectiveNames.All.Contains(p.Name)) is { Name: var hidden })
        {
            diagnostics.Add(Diagnostic.Create(
                DiagnosticDescriptors.RuleTypeNotSupported, location, type.Name, $"the parameter '{hidden}' of its constructor is hidden in generated "
                    + "methods; choose another name"));
        }

        int? given = attribute.NamedArguments.FirstOrDefault(static a => a.Key == "Dimension").Value.Value as int?;
        if (ObjectiveSignature.Find(type, given is not null) is not { } method)
        {
            ReportMissing(type, location, diagnostics, cancellation);
            return null;
        }

        bool takesSpan = ObjectiveSignature.TakesVector(method);
        if (Dimension(type, method, attribute, given, takesSpan, diagnostics, cancellation) is not { } dimension)
            return null;

        // What is wrong so far does not keep from looking at the body, but nothing is generated beside it.
        MethodBody? body = BodyParser.ParseObjective(compilation, type, method, dimension, diagnostics, cancellation);
        var spec = new ObjectiveSpec
        {
            Name = type.Name,
            Declaration = declaration,
            Dimension = dimension,
            TakesSpan = takesSpan,
            IsPublicInstance = method is { DeclaredAccessibility: Accessibility.Public, IsStatic: false },
            Hyperparameters = [.. parameters],
            NeedsParameterlessConstructor = RuleParser.NeedsConstructor(type, parameters, cancellation),
            Members = type.GetMembers().Select(static m => m.Name).Append(type.Name).Distinct().OrderBy(static n => n, StringComparer.Ordinal)
                .ToEquatableArray(),
            Body = body,
        };
        GeneratedMember[] generated = [.. GeneratedMembers.Of(spec)];
        if (MemberCollisions.NamedLikeTheType(type, generated) is { } own)
            diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.RuleTypeNotSupported, location, type.Name,
                $"the compiler adds the member '{own}' to it, and a member cannot have the name of its type"));
        else
            diagnostics.AddRange(MemberCollisions.Find(DiagnosticDescriptors.RuleMemberTaken, type, generated, cancellation));
        return diagnostics.All(static d => d.Severity != DiagnosticSeverity.Error) ? spec : spec with { Body = null };
    }

    private static void ReportMissing(INamedTypeSymbol type, Location location, List<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        IMethodSymbol? candidate = type.GetMembers(ObjectiveSignature.Name).OfType<IMethodSymbol>().FirstOrDefault();
        if (candidate is not null && RuleSignature.IsHalfTyped(candidate, cancellation))
            return;
        string found = candidate is null ? "" : $", but has '{candidate.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'";
        diagnostics.Add(Diagnostic.Create(
            DiagnosticDescriptors.ObjectiveMethodMissing, candidate?.Locations.FirstOrDefault() ?? location, type.Name, ObjectiveSignature.Expected, found));
    }

    /// <summary>The number of variables; null after a diagnostic.</summary>
    private static int? Dimension(
        INamedTypeSymbol type, IMethodSymbol method, AttributeData attribute, int? given, bool takesSpan, List<Diagnostic> diagnostics,
            CancellationToken cancellation)
    {
        int taken = method.Parameters.Length;
        string? mistake = takesSpan && given is null ? "takes a span, and the attribute does not say of how many variables; write [Objective(Dimension = 10)]"
            : takesSpan && given is < 1 or > ObjectiveSpec.MostVariables ? $"has Dimension = {Literals.Number(given!.Value)}, but it must be from 1 to "
                + $"{Literals.Number(ObjectiveSpec.MostVariables)}"
            : !takesSpan && given is not null && given != taken ? $"has Dimension = {Literals.Number(given.Value)}, but Value takes {Literals.Number(taken)} "
                + "variables; leave Dimension away"
            : !takesSpan && taken > ObjectiveSpec.MostVariables ? $"takes {Literals.Number(taken)} variables, but it must be from 1 to "
                + $"{Literals.Number(ObjectiveSpec.MostVariables)}"
            : null;
        if (mistake is null)
            return given ?? taken;
        Location? location = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation();
        diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.ObjectiveDimension, location, type.Name, mistake));
        return null;
    }
}
