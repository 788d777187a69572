using FastOpt.Generators.Collections;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>Reads what another compilation's <c>[CompiledRule]</c> says of a rule.</summary>
internal static class CompiledRuleReader
{
    private const string CompiledRuleAttribute = "FastOpt.CompiledRuleAttribute";

    /// <summary>The rule; null if its assembly was not compiled with FastOpt.</summary>
    public static ResolvedRule? Read(INamedTypeSymbol type, RuleKind kind, CancellationToken cancellation)
    {
        AttributeData? compiled = type.GetAttributes().FirstOrDefault(static a => a.AttributeClass?.ToDisplayString() == CompiledRuleAttribute);
        bool isStructured = kind == RuleKind.Loss && RuleSignature.Find(type, kind) is { } method && RuleSignature.IsStructured(method);
        bool isSchedule = kind == RuleKind.Schedule && type.AllInterfaces.Any(static i => i.ToDisplayString() == "FastOpt.ISchedule");
        if (compiled is null && !isStructured && !isSchedule)
            return null;
        return new ResolvedRule
        {
            Kind = kind,
            Name = type.Name,
            TypeName = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            Hyperparameters = [.. HyperparameterParser.Parse(type, [], cancellation, allowLists: isSchedule || isStructured)],
            IsStructured = isStructured,
            Compiled = Facts(compiled),
        };
    }

    private static RuleFacts Facts(AttributeData? compiled)
    {
        var states = new List<string>();
        if (compiled?.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Array, IsNull: false } array)
            states.AddRange(array.Values.Select(static v => (string)v.Value!));
        return new RuleFacts
        {
            States = [.. states],
            DerivativeForm = Named(compiled, "DerivativeFromInput") is true ? DerivativeForm.Input : DerivativeForm.Output,
            UsesNorm = Named(compiled, "UsesNorm") is true,
            UsesLearningRate = Named(compiled, "UsesLearningRate") is true,
            Cost = Named(compiled, "Cost") is int cost ? cost : 0,
            IsExtended = Named(compiled, "IsExtended") is true,
            Operands = [.. Texts(compiled, "Operands").Select(RuleOperand.Read).OfType<RuleOperand>()],
            Over = Named(compiled, "Over") is int over ? (Axis)over : default,
            GroupsProperty = Named(compiled, "Groups") as string,
            HasMomentum = Named(compiled, "HasMomentum") is true,
            HasPredict = Named(compiled, "HasPredict") is true,
            PredictIsIdentity = Named(compiled, "PredictIsIdentity") is true,
            PredictOperands = [.. Texts(compiled, "PredictOperands")],
            ComparesUniform = Named(compiled, "ComparesUniform") is true,
            GradientReadsX = Named(compiled, "GradientReadsX") is true,
            GradientReadsOutput = Named(compiled, "GradientReadsOutput") is true,
            IsAffine = Named(compiled, "IsAffine") is true,
            IsTwiceDifferentiable = Named(compiled, "IsTwiceDifferentiable") is true,
        };
    }

    private static IEnumerable<string> Texts(AttributeData? attribute, string name) =>
        attribute?.NamedArguments.FirstOrDefault(a => a.Key == name).Value is { Kind: TypedConstantKind.Array, IsNull: false } array
            ? array.Values.Select(static v => v.Value as string ?? "")
            : [];

    private static object? Named(AttributeData? attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute?.NamedArguments ?? [])
        {
            if (argument.Key == name)
                return argument.Value.Value;
        }

        return null;
    }
}
