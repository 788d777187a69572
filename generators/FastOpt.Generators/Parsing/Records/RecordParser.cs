using FastOpt.Generators.Collections;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Generators.Parsing.Records;

/// <summary>Reads a record whose members are columns. It is recognized by its features, and compiled at the first of them.</summary>
internal static class RecordParser
{
    /// <summary>Whether a syntax node can bear [Feature] or [Label].</summary>
    public static bool CanBear(SyntaxNode node) => node is ParameterSyntax or PropertyDeclarationSyntax or VariableDeclaratorSyntax;

    /// <summary>The record of the first of its features; nothing at the others.</summary>
    public static ParseResult<RecordSpec> Parse(ISymbol feature, CancellationToken cancellation)
    {
        var diagnostics = new DiagnosticList();
        if (feature.ContainingType is not { } type)
            return new ParseResult<RecordSpec>(null, []);
        if (!IsMember(feature, type, cancellation))
        {
            const string Obstacle = "it is a parameter, but not of the record's own constructor";
            diagnostics.Add(DiagnosticDescriptors.NotAColumn, feature.Locations.FirstOrDefault(), feature.Name, Obstacle);
            return new ParseResult<RecordSpec>(null, diagnostics.ToArray());
        }

        RecordSpec? spec = RecordMembers.IsFirstFeature(feature, cancellation) ? Parse(type, diagnostics, cancellation) : null;
        return new ParseResult<RecordSpec>(diagnostics.HasErrors ? null : spec, diagnostics.ToArray());
    }

    /// <summary>A record with a label and without a feature, from which nothing is compiled.</summary>
    public static Diagnostic? LabelAlone(GeneratorAttributeSyntaxContext source, CancellationToken cancellation)
    {
        ISymbol label = source.TargetSymbol;
        return label.ContainingType is not { } type || !IsMember(label, type, cancellation)
            || !RecordMembers.IsFirstLabel(label, cancellation) || RecordMembers.Of(type, cancellation).Any(static m => m.Feature is not null)
                ? null
                : Diagnostic.Create(DiagnosticDescriptors.FeatureMissing, label.Locations.FirstOrDefault(), type.Name);
    }

    private static RecordSpec? Parse(INamedTypeSymbol type, DiagnosticList diagnostics, CancellationToken cancellation)
    {
        Location location = type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>()
            .FirstOrDefault()?.Identifier.GetLocation() ?? Location.None;
        if (!IsOpen(type, location, diagnostics, cancellation))
            return null;
        RecordMember[] found = [.. RecordMembers.Of(type, cancellation)];
        if (HasNoConstructor(type, found))
        {
            const string Obstacle = "it has no constructor without parameters, and is no record with parameters of its own";
            diagnostics.Add(DiagnosticDescriptors.RecordTypeNotSupported, location, type.Name, Obstacle);
            return null;
        }

        // In the order of the source; a sort that keeps the order of equals.
        List<(RecordMemberSpec Spec, RecordMember Member, int Order)> members = [];
        foreach (RecordMember member in found.Where(static m => m.IsMarked || m.Parameter is not null || m.IsRequired))
        {
            if (RecordMemberReader.Read(member, diagnostics, cancellation) is { } read)
                members.Add((read, member, RecordMarks.NumberIn(member.Feature, "Order") ?? 0));
        }

        if (diagnostics.HasErrors || found.Any(static m => m.Type.TypeKind == TypeKind.Error))
            return null;
        CheckColumns(members, diagnostics);
        bool? isClassified = CheckLabels(type, location, members, diagnostics);
        if (isClassified is null || diagnostics.HasErrors)
            return null;
        var spec = new RecordSpec
        {
            Name = type.Name,
            Declaration = DeclarationParser.Describe(type),
            IsClassified = isClassified.Value,
            Members = [.. members.Select(static m => m.Spec)],
            Features = [.. Enumerable.Range(0, members.Count).Where(i => members[i].Spec.Role == RecordRole.Feature).OrderBy(i => members[i].Order)],
        };
        GeneratedMember[] generated = [.. GeneratedMembers.Of(spec)];
        if (MemberCollisions.NamedLikeTheType(type, generated) is { } own)
        {
            string obstacle = $"the compiler adds the member '{own}' to it, and a member cannot have the name of its type";
            diagnostics.Add(DiagnosticDescriptors.RecordTypeNotSupported, location, type.Name, obstacle);
        }
        else
        {
            diagnostics.AddRange(MemberCollisions.Find(DiagnosticDescriptors.RecordMemberTaken, type, generated, cancellation));
        }

        return spec;
    }

    /// <summary>Whether members can be added to the type, and records of it made.</summary>
    private static bool IsOpen(INamedTypeSymbol type, Location location, DiagnosticList diagnostics, CancellationToken cancellation)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.Name.Length == 0)
                return false;
            string? obstacle = DeclarationParser.Obstacle(current)
                ?? (current.Equals(type, SymbolEqualityComparer.Default) ? OwnObstacle(type) : null);
            if (obstacle is not null)
                diagnostics.Add(DiagnosticDescriptors.RecordTypeNotSupported, location, current.Name, obstacle);
            else if (!DeclarationParser.IsPartial(current, cancellation))
                diagnostics.Add(DiagnosticDescriptors.RecordMustBePartial, location, current.Name, type.Name);
            else
                continue;
            return false;
        }

        return true;
    }

    private static string? OwnObstacle(INamedTypeSymbol type) => type.TypeKind == TypeKind.Interface ? "it is an interface; write a record"
        : type.IsStatic ? "it is static; write a record"
        : type.IsAbstract ? "it is abstract, and no record of it can be made; leave 'abstract' away"
        : type.IsRefLikeType ? "it is a ref struct; leave 'ref' away"
        : null;

    private static bool HasNoConstructor(INamedTypeSymbol type, RecordMember[] members) => type.TypeKind == TypeKind.Class
        && members.All(static m => m.Parameter is null) && !type.InstanceConstructors.Any(static c => c.Parameters.IsEmpty);

    private static void CheckColumns(IEnumerable<(RecordMemberSpec Spec, RecordMember Member, int Order)> members, DiagnosticList diagnostics)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((RecordMemberSpec spec, RecordMember member, _) in members.Where(static m => m.Spec.IsRead))
        {
            if (seen.TryGetValue(spec.Column, out string? other))
            {
                string mistake = $"has the column '{spec.Column}', which '{other}' has already; give each a column of its own";
                diagnostics.Add(DiagnosticDescriptors.ColumnTwice, member.Location, spec.Name, mistake);
            }
            else
            {
                seen.Add(spec.Column, spec.Name);
            }
        }
    }

    /// <summary>Whether the label is a class; null after a diagnostic.</summary>
    private static bool? CheckLabels(
        INamedTypeSymbol type, Location location, IEnumerable<(RecordMemberSpec Spec, RecordMember Member, int Order)> members, DiagnosticList diagnostics)
    {
        (RecordMemberSpec Spec, RecordMember Member, int Order)[] labels = [.. members.Where(static m => m.Spec.Role == RecordRole.Label)];
        if (labels.Length == 0)
        {
            diagnostics.Add(DiagnosticDescriptors.LabelMissing, location, type.Name);
            return null;
        }

        if (labels.FirstOrDefault(static l => l.Spec.Type.Kind != "Number") is not { Spec: { } classified })
            return false;
        if (labels.Length == 1)
            return true;
        diagnostics.Add(
            DiagnosticDescriptors.SeveralLabels, labels[1].Member.Location, type.Name, labels[0].Spec.Name, labels[1].Spec.Name, classified.Type.Short);
        return null;
    }

    /// <summary>Whether what bears the attribute is a member of the type, or a parameter of its primary constructor.</summary>
    private static bool IsMember(ISymbol symbol, INamedTypeSymbol type, CancellationToken cancellation) => symbol is not IParameterSymbol parameter
        || SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, HyperparameterParser.Constructor(type, cancellation));
}
