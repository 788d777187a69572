using System.Globalization;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>Reads what the scalar method of an activation or a normalization asks for behind x: by name, or marked <c>[Trained]</c>.</summary>
internal static class OperandParser
{
    private const string TrainedAttribute = "FastOpt.TrainedAttribute";

    /// <summary>Whether a kind of rule may ask for anything.</summary>
    public static bool Takes(RuleKind kind) => kind is RuleKind.Activation or RuleKind.Normalization;

    /// <summary>Whether a parameter is marked <c>[Trained]</c>.</summary>
    public static bool IsTrained(IParameterSymbol parameter) => MarkOf(parameter) is not null;

    /// <summary>Whether a parameter behind x means something for the kind.</summary>
    public static bool IsOperand(IParameterSymbol parameter, RuleKind kind) =>
        IsFloat(parameter) && (IsTrained(parameter) || IsNamed(parameter, kind));

    private static bool IsNamed(IParameterSymbol parameter, RuleKind kind) =>
        OperandNames.Random(parameter.Name) is not null || (kind == RuleKind.Normalization && OperandNames.Statistic(parameter.Name) is not null);

    /// <summary>The operands, in order. What is none is reported.</summary>
    public static List<RuleOperand> Parse(IMethodSymbol method, RuleKind kind, List<Diagnostic> diagnostics)
    {
        var operands = new List<RuleOperand>();
        foreach (IParameterSymbol parameter in method.Parameters.Skip(1).Where(static p => p.Type.TypeKind != TypeKind.Error))
        {
            if (MarkOf(parameter) is { } mark)
            {
                RuleOperand trained = Trained(parameter, mark);
                if (ObstacleToTraining(parameter, trained, operands) is { } obstacle)
                    diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.NotTrainable, LocationOf(parameter), parameter.Name, obstacle));
                else
                    operands.Add(trained);
            }
            else if (IsFloat(parameter) && OperandNames.Random(parameter.Name) is { } random)
            {
                operands.Add(new RuleOperand(parameter.Name, random));
            }
            else if (kind == RuleKind.Normalization && IsFloat(parameter) && OperandNames.Statistic(parameter.Name) is { } statistic)
            {
                operands.Add(new RuleOperand(parameter.Name, OperandKind.Statistic, statistic));
            }
            else
            {
                diagnostics.Add(Unknown(parameter, kind, method.ContainingType.Name));
            }
        }

        return operands;
    }

    /// <summary>What <c>[Trained]</c> says of a parameter.</summary>
    public static RuleOperand? TrainedOf(IParameterSymbol parameter) => MarkOf(parameter) is { } mark ? Trained(parameter, mark) : null;

    private static RuleOperand Trained(IParameterSymbol parameter, AttributeData mark)
    {
        double initial = mark.ConstructorArguments.FirstOrDefault().Value is double value ? value : 0;
        string? name = mark.NamedArguments.FirstOrDefault(static a => a.Key == "Name").Value.Value as string;
        return new RuleOperand(parameter.Name, OperandKind.Trained, null, initial, name ?? parameter.Name);
    }

    private static string? ObstacleToTraining(IParameterSymbol parameter, RuleOperand trained, List<RuleOperand> before)
    {
        if (!IsFloat(parameter))
            return $"it is a '{Describe(parameter)}'; write 'float {parameter.Name}'";
        if (OperandNames.Statistic(parameter.Name) is not null || OperandNames.Random(parameter.Name) is not null)
            return $"'{parameter.Name}' is the name of what a rule asks for without [Trained]; give it another name";
        if (float.IsNaN((float)trained.Initial) || float.IsInfinity((float)trained.Initial))
            return $"it would begin as {Number(trained.Initial)}, which is no finite float; begin with a finite number, such as 1";
        if (trained.TensorName.Length == 0 || !trained.TensorName.All(IsOfName))
            return $"'{trained.TensorName}' is no name of a tensor; give it a Name of letters, digits and underscores";
        RuleOperand? same = before.FirstOrDefault(o => o.TensorName == trained.TensorName);
        return same is null ? null : $"'{same.Name}' has a tensor named '{trained.TensorName}' already; give it another Name";
    }

    private static bool IsOfName(char c) => c is '_' or (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static Diagnostic Unknown(IParameterSymbol parameter, RuleKind kind, string rule)
    {
        string what = $"{Describe(parameter)} {parameter.Name}";
        bool isStatistic = OperandNames.Statistic(parameter.Name) is not null;
        if (isStatistic && kind == RuleKind.Activation)
            return Diagnostic.Create(DiagnosticDescriptors.StatisticOfActivation, LocationOf(parameter), what, rule);
        bool isKnown = isStatistic || OperandNames.Random(parameter.Name) is not null;
        string statistics = kind == RuleKind.Normalization ? string.Concat(OperandNames.Statistics.Select(static s => $"float {s}, ")) : "";
        string remedy = isKnown
            ? $"write 'float {parameter.Name}'"
            : $"it can take {statistics}float uniform, float normal and [Trained(1)] float {parameter.Name}";
        string kindName = kind == RuleKind.Normalization ? "a normalization" : "an activation";
        return Diagnostic.Create(DiagnosticDescriptors.UnknownOperand, LocationOf(parameter), what, kindName, rule, remedy);
    }

    private static AttributeData? MarkOf(IParameterSymbol parameter) =>
        parameter.GetAttributes().FirstOrDefault(static a => a.AttributeClass?.ToDisplayString() == TrainedAttribute);

    private static bool IsFloat(IParameterSymbol parameter) => parameter is { RefKind: RefKind.None, Type.SpecialType: SpecialType.System_Single };

    private static string Describe(IParameterSymbol parameter) =>
        (parameter.RefKind == RefKind.None ? "" : parameter.RefKind.ToString().ToLowerInvariant() + " ")
        + parameter.Type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    private static Location LocationOf(ISymbol symbol) => symbol.Locations.FirstOrDefault() ?? Location.None;
}
