using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>Reads over what a normalization takes its statistics: the axis, and the groups of channels.</summary>
internal static class NormalizationParser
{
    private const string MarkerAttribute = "FastOpt.NormalizationAttribute";
    private const string Unsaid =
        "does not say over what its statistics are taken; write [Normalization(Over = Axis.Features)], or Axis.Batch or Axis.Positions";

    private const string GroupsAttribute = "FastOpt.GroupsAttribute";

    /// <summary>The axis; what is missing or unknown is reported.</summary>
    public static Axis Over(INamedTypeSymbol type, List<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        AttributeData? marker = type.GetAttributes().FirstOrDefault(static a => a.AttributeClass?.ToDisplayString() == MarkerAttribute);
        TypedConstant over = marker?.NamedArguments.FirstOrDefault(static a => a.Key == "Over").Value ?? default;
        if (over is { Kind: TypedConstantKind.Enum, Value: int value } && Enum.IsDefined(typeof(Axis), value))
            return (Axis)value;

        // A half-typed value is the C# compiler's to report.
        if (marker is not null && !(marker.NamedArguments.Any(static a => a.Key == "Over") && over.Kind == TypedConstantKind.Error))
            Report(diagnostics, marker.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation(), type, Unsaid);
        return Axis.Features;
    }

    /// <summary>Reports a normalization that takes no statistic.</summary>
    public static void CheckStatistics(IMethodSymbol method, IReadOnlyList<RuleOperand> operands, List<Diagnostic> diagnostics)
    {
        if (operands.Any(static o => o.Kind == OperandKind.Statistic))
            return;
        string what = $"takes no statistic ({string.Join(", ", OperandNames.Statistics)}); ask for one, or mark it [Activation]";
        Report(diagnostics, method.Locations.FirstOrDefault(), method.ContainingType, what);
    }

    /// <summary>The hyperparameter that is the number of groups, or null; of several the second is reported.</summary>
    public static string? Groups(INamedTypeSymbol type, List<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        IParameterSymbol[] marked = [.. (HyperparameterParser.Constructor(type, cancellation)?.Parameters ?? []).Where(IsGroups)];
        if (marked.Length > 1)
            diagnostics.Add(Misplaced(marked[1], $"'{marked[0].Name}' is the number of groups already"));
        return marked.FirstOrDefault()?.Name;
    }

    /// <summary><c>[Groups]</c> where it says nothing: not on an int hyperparameter of a normalization over features.</summary>
    public static Diagnostic? MisplacedGroups(IParameterSymbol parameter, CancellationToken cancellation)
    {
        string? obstacle = null;
        INamedTypeSymbol type = parameter.ContainingType;
        if (type is null || RuleSignature.KindOf(type) != RuleKind.Normalization || !IsHyperparameter(parameter, cancellation))
            obstacle = "it is no hyperparameter of a [Normalization]";
        else if (parameter.Type.SpecialType != SpecialType.System_Int32)
            obstacle = parameter.Type.TypeKind == TypeKind.Error ? null : $"it is a '{parameter.Type.ToDisplayString()}'; make it an int";
        else if (Over(type, [], cancellation) != Axis.Features)
            obstacle = "groups divide what Axis.Features goes over; write [Normalization(Over = Axis.Features)]";
        return obstacle is null ? null : Misplaced(parameter, obstacle);
    }

    private static bool IsHyperparameter(IParameterSymbol parameter, CancellationToken cancellation) =>
        SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, HyperparameterParser.Constructor(parameter.ContainingType, cancellation));

    private static Diagnostic Misplaced(IParameterSymbol parameter, string obstacle) =>
        Diagnostic.Create(DiagnosticDescriptors.MisplacedGroups, parameter.Locations.FirstOrDefault(), parameter.Name, obstacle);

    private static bool IsGroups(IParameterSymbol parameter) =>
        parameter.GetAttributes().Any(static a => a.AttributeClass?.ToDisplayString() == GroupsAttribute);

    private static void Report(List<Diagnostic> diagnostics, Location? location, INamedTypeSymbol type, string what) =>
        diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.NormalizationIncomplete, location ?? Location.None, type.Name, what));
}
