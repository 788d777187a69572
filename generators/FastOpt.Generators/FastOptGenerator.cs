using FastOpt.Generators.Emit;
using FastOpt.Generators.Emit.Network;
using FastOpt.Generators.Emit.Objectives;
using FastOpt.Generators.Emit.Records;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;
using FastOpt.Generators.Parsing;
using FastOpt.Generators.Parsing.Records;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Generators;

/// <summary>
/// The wiring: each kind of declaration is parsed into a spec and diagnostics; the spec, compared by value, leads to source; the diagnostics go their own way, so that a
/// declaration that only moved is not emitted again.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class FastOptGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        Rules(context, "FastOpt.OptimizerAttribute", RuleKind.Optimizer, TrackingNames.OptimizerParse, TrackingNames.OptimizerSpec);
        Rules(context, "FastOpt.ActivationAttribute", RuleKind.Activation, TrackingNames.ActivationParse, TrackingNames.ActivationSpec);
        Rules(context, "FastOpt.NormalizationAttribute", RuleKind.Normalization, TrackingNames.NormalizationParse, TrackingNames.NormalizationSpec);
        Rules(context, "FastOpt.LossAttribute", RuleKind.Loss, TrackingNames.LossParse, TrackingNames.LossSpec);
        Rules(context, "FastOpt.ScheduleAttribute", RuleKind.Schedule, TrackingNames.ScheduleParse, TrackingNames.ScheduleSpec);
        Rules(context, "FastOpt.GradientRuleAttribute", RuleKind.GradientRule, TrackingNames.GradientRuleParse, TrackingNames.GradientRuleSpec);

        IncrementalValuesProvider<ParseResult<ObjectiveSpec>> objectives = context.SyntaxProvider.ForAttributeWithMetadataName(
            "FastOpt.ObjectiveAttribute",
            static (node, _) => node is TypeDeclarationSyntax,
            static (source, cancellation) => FirstDeclaration.Parse(
                source, () => ObjectiveParser.Parse((INamedTypeSymbol)source.TargetSymbol, source.Attributes[0], source.SemanticModel.Compilation,
                    cancellation)));
        SpecOutputs.Register(context, objectives, TrackingNames.ObjectiveParse, TrackingNames.ObjectiveSpec, static spec => [ObjectiveEmitter.Emit(spec)]);

        Methods(context, "FastOpt.VectorizedAttribute", FunctionParser.Parse, TrackingNames.FunctionParse, TrackingNames.FunctionSpec);
        Methods(context, "FastOpt.DerivativeAttribute", GivenDerivatives.Check, TrackingNames.DerivativeParse, TrackingNames.DerivativeSpec);

        IncrementalValuesProvider<ParseResult<NetworkSpec>> networks = context.SyntaxProvider.ForAttributeWithMetadataName(
            "FastOpt.NetworkAttribute",
            static (node, _) => node is TypeDeclarationSyntax,
            static (source, cancellation) => FirstDeclaration.Parse(source, () => NetworkParser.Parse(source, NetworkLowering.Facts, cancellation)));
        SpecOutputs.Register(context, networks, TrackingNames.NetworkParse, TrackingNames.NetworkSpec, static spec => NetworkEmitter.EmitAll(NetworkLowering.Run(spec)));

        IncrementalValuesProvider<ParseResult<RecordSpec>> records = context.SyntaxProvider.ForAttributeWithMetadataName(
            RecordMarks.Feature,
            static (node, _) => RecordParser.CanBear(node),
            static (source, cancellation) => FirstDeclaration.Parse(source, () => RecordParser.Parse(source.TargetSymbol, cancellation)));
        SpecOutputs.Register(context, records, TrackingNames.RecordParse, TrackingNames.RecordSpec, static spec => [RecordEmitter.Emit(spec)]);
        SpecOutputs.Report(context, RecordMarks.Label, RecordParser.CanBear, RecordParser.LabelAlone);

        SpecOutputs.Report(context, "FastOpt.VectorizedAttribute", MisplacedMarkers.IsOddFunction, static (source, _) => MisplacedMarkers.Vectorized(source));
        SpecOutputs.Report(context, "FastOpt.TrainedAttribute", static node => node is ParameterSyntax, static (source, _) => MisplacedMarkers.Trained(source));
        SpecOutputs.Report(context, "FastOpt.GroupsAttribute", static node => node is ParameterSyntax, MisplacedMarkers.Groups);
        SpecOutputs.Report(context, "FastOpt.DenseAttribute", static n => n is TypeDeclarationSyntax, static (source, _) => MisplacedMarkers.Dense(source));
    }

    private static void Methods(
        IncrementalGeneratorInitializationContext context, string attribute, Func<IMethodSymbol, Compilation, CancellationToken, ParseResult<FunctionSpec>> parse, string parseStep, string specStep)
    {
        IncrementalValuesProvider<ParseResult<FunctionSpec>> methods = context.SyntaxProvider.ForAttributeWithMetadataName(
            attribute,
            static (node, _) => node is MethodDeclarationSyntax,
            (source, cancellation) => FirstDeclaration.Parse(source, () => parse((IMethodSymbol)source.TargetSymbol, source.SemanticModel.Compilation, cancellation)));
        SpecOutputs.Register(context, methods, parseStep, specStep, static spec => [FunctionEmitter.Emit(spec)]);
    }

    private static void Rules(IncrementalGeneratorInitializationContext context, string attribute, RuleKind kind, string parseStep, string specStep)
    {
        IncrementalValuesProvider<ParseResult<RuleSpec>> rules = context.SyntaxProvider.ForAttributeWithMetadataName(
            attribute,
            static (node, _) => node is TypeDeclarationSyntax,
            (source, cancellation) =>
                FirstDeclaration.Parse(source, () => RuleParser.Parse((INamedTypeSymbol)source.TargetSymbol, kind, source.SemanticModel.Compilation, cancellation)));
        SpecOutputs.Register(context, rules, parseStep, specStep, static spec => [RuleEmitter.Emit(spec), SugarEmitter.Emit(spec)]);
    }
}
