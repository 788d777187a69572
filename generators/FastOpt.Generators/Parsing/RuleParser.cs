using FastOpt.Generators.Collections;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Generators.Parsing;

/// <summary>Reads the declaration of an optimizer, a gradient rule, an activation, a normalization or a loss.</summary>
internal static class RuleParser
{
    /// <summary>The rule of a struct in this compilation, and what is wrong with it.</summary>
    public static ParseResult<RuleSpec> Parse(INamedTypeSymbol type, RuleKind kind, Compilation compilation, CancellationToken cancellation)
    {
        var diagnostics = new List<Diagnostic>();
        RuleSpec? spec = Parse(type, kind, compilation, diagnostics, cancellation);
        return new ParseResult<RuleSpec>(spec, [.. diagnostics]);
    }

    /// <summary>
    /// What a network needs of a rule that it names, from wherever the rule comes; null if the type is no rule, or one of this compilation with an error, which is
    /// then reported where the rule stands.
    /// </summary>
    /// <param name="ruleType">The struct.</param>
    /// <param name="compilation">The compilation of the network.</param>
    /// <param name="cancellation">Cancels.</param>
    public static ResolvedRule? Resolve(INamedTypeSymbol ruleType, Compilation compilation, CancellationToken cancellation)
    {
        if (RuleSignature.KindOf(ruleType) is not { } kind)
            return null;
        if (SymbolEqualityComparer.Default.Equals(ruleType.ContainingAssembly, compilation.Assembly))
        {
            if (Parse(ruleType, kind, compilation, [], cancellation) is not { } source || (source.Body is null && !source.IsStructured && kind != RuleKind.Schedule))
                return null;
            return new ResolvedRule
            {
                Kind = kind,
                Name = source.Name,
                TypeName = source.Declaration.TypeName,
                Hyperparameters = source.Hyperparameters,
                IsStructured = source.IsStructured,
                Source = source,
            };
        }

        return CompiledRuleReader.Read(ruleType, kind, cancellation);
    }

    /// <summary>Whether an attribute is generated from a rule: not where it is nested, nor where the user wrote the attribute.</summary>
    public static bool HasSugar(INamedTypeSymbol type, Compilation compilation) => type.ContainingType is null && compilation.Assembly.GetTypeByMetadataName(AttributeName(type)) is null;

    private static RuleSpec? Parse(INamedTypeSymbol type, RuleKind kind, Compilation compilation, List<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        Location location = NameOf(type, cancellation);
        if (type.TypeKind != TypeKind.Struct)
            return null;
        if (RuleSignature.KindsOf(type) is { Count: > 1 } kinds)
        {
            // Each of the kinds comes here; the first one reports.
            if (kinds[0] == kind)
                diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.SeveralKinds, location, type.Name, string.Join(" and ", kinds.Select(static k => $"[{k}]"))));
            return null;
        }

        if (type.IsRefLikeType)
        {
            diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.RuleTypeNotSupported, location, type.Name, "it is a ref struct; leave 'ref' away"));
            return null;
        }

        if (DeclarationParser.Parse(type, type.Name, location, diagnostics, cancellation) is not { } declaration)
            return null;

        if (HyperparameterParser.Constructor(type, cancellation)?.Parameters.FirstOrDefault(p => kind == RuleKind.Schedule ? p.Name is "Unit" or "Until" : kind == RuleKind.Loss && p.Name == "Sum") is { Name: var taken })
        {
            diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.RuleTypeNotSupported, location, type.Name, $"its attribute has a property '{taken}' of its own; choose another name for yours"));
            return null;
        }

        diagnostics.AddRange(ConstructionCheck.RequiredMembers(type));
        bool isOfRows = kind == RuleKind.Loss && LossParser.IsOfRows(type);
        List<HyperparameterSpec> hyperparameters = HyperparameterParser.Parse(type, diagnostics, cancellation, allowLists: kind == RuleKind.Schedule || isOfRows);
        if (isOfRows)
            ReportOthers(type, diagnostics, cancellation);
        if (kind == RuleKind.Activation)
            InitializerUse.CheckActivation(type, diagnostics, cancellation);
        IMethodSymbol? method = RuleSignature.Find(type, kind);
        if (method is null)
            ReportMissingMethod(type, kind, location, diagnostics, cancellation);
        bool isStructured = method is not null && kind == RuleKind.Loss && RuleSignature.IsStructured(method);
        List<RuleOperand> operands = method is not null && OperandParser.Takes(kind) ? OperandParser.Parse(method, kind, diagnostics) : [];
        bool isNormalization = kind == RuleKind.Normalization;
        Axis over = isNormalization ? NormalizationParser.Over(type, diagnostics, cancellation) : default;
        string? groups = isNormalization ? NormalizationParser.Groups(type, diagnostics, cancellation) : null;
        MethodBody? body = null;
        MethodBody? predict = null;
        if (kind == RuleKind.Schedule)
        {
            // What would be added makes an error of its own beside one that was reported.
            if (diagnostics.Count > 0 || method is null)
                return null;
        }
        else if (method is not null && !isStructured)
        {
            if (OperandParser.Takes(kind) && diagnostics.Count == 0)
            {
                if (isNormalization)
                    NormalizationParser.CheckStatistics(method, operands, diagnostics);
                predict = PredictParser.Parse(type, operands, location, compilation, diagnostics, cancellation);
            }

            bool isDifferentiated = OperandParser.Takes(kind) || kind == RuleKind.Loss;
            NeededDerivative? differentiable = isDifferentiated ? new NeededDerivative(type.Name, 1) : null;
            body = BodyParser.Parse(compilation, new KnownMethods(compilation), type, method, differentiable, diagnostics, cancellation);
        }

        var spec = new RuleSpec
        {
            Kind = kind,
            Name = type.Name,
            Declaration = declaration,
            Hyperparameters = [.. hyperparameters],
            NeedsParameterlessConstructor = NeedsConstructor(type, hyperparameters, cancellation),
            HasSugar = HasSugar(type, compilation),
            Summary = DocumentationReader.Summary(type, cancellation),
            IsStructured = isStructured,
            Body = diagnostics.Count == 0 ? body : null,
            Operands = [.. operands],
            Predict = predict,
            Over = over,
            GroupsProperty = groups,
        };
        if (method is not null && !isStructured)
            RoleNames.Check(method, kind, diagnostics);
        GeneratedMember[] generated = [.. GeneratedMembers.Of(spec)];
        if (MemberCollisions.NamedLikeTheType(type, generated) is { } own)
            diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.RuleTypeNotSupported, location, type.Name, $"the compiler adds the member '{own}' to it, and a member cannot have the name of its type"));
        else
            diagnostics.AddRange(MemberCollisions.Find(DiagnosticDescriptors.RuleMemberTaken, type, generated, cancellation));
        return diagnostics.All(static d => d.Severity != DiagnosticSeverity.Error) ? spec : spec with { Body = null };
    }

    /// <summary>Reports hyperparameters that mean nothing to a loss of rows.</summary>
    private static void ReportOthers(INamedTypeSymbol type, List<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        foreach (IParameterSymbol parameter in HyperparameterParser.Constructor(type, cancellation)?.Parameters ?? [])
        {
            if (LossParser.Obstacle(parameter) is { } obstacle)
                diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.UnknownToSoftmax, parameter.Locations.FirstOrDefault(), type.Name, parameter.Name, obstacle));
        }
    }

    private static string AttributeName(INamedTypeSymbol type) =>
        (type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString() + ".") + type.Name + "Attribute";

    /// <summary>Whether <c>new R()</c> gives zeros though every parameter of the constructor has a default.</summary>
    public static bool NeedsConstructor(INamedTypeSymbol type, List<HyperparameterSpec> hyperparameters, CancellationToken cancellation) =>
        hyperparameters.Count > 0
        && hyperparameters.Count == HyperparameterParser.Constructor(type, cancellation)!.Parameters.Length
        && hyperparameters.All(static h => h.DefaultLiteral is not null)
        && type.InstanceConstructors.All(static c => c.Parameters.Length > 0 || c.IsImplicitlyDeclared);

    private static void ReportMissingMethod(INamedTypeSymbol type, RuleKind kind, Location location, List<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        IMethodSymbol? candidate = type.GetMembers(RuleSignature.MethodName(kind)).OfType<IMethodSymbol>().FirstOrDefault();
        if (candidate is not null && (RuleSignature.IsHalfTyped(candidate, cancellation) || candidate.Parameters.Any(OperandParser.IsTrained)))
            return;
        string found = candidate is null ? "" : $", but has '{candidate.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'";
        diagnostics.Add(Diagnostic.Create(
            DiagnosticDescriptors.RuleMethodMissing, candidate?.Locations.FirstOrDefault() ?? location, kind, type.Name, RuleSignature.Expected(type, kind), found));
    }

    private static Location NameOf(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>().FirstOrDefault()?.Identifier.GetLocation() ?? Location.None;
}
