using System.Text;
using FastOpt.Generators.Collections;
using FastOpt.Generators.Emit;
using FastOpt.Generators.Emit.Network;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;
using FastOpt.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace FastOpt.Generators;

/// <summary>
/// The wiring: each kind of declaration is parsed into a spec and diagnostics; the spec, compared by value, leads to source; the diagnostics go their own way, so that a
/// declaration that only moved is not emitted again.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class FastOptGenerator : IIncrementalGenerator
{
    /// <summary>Without the mark that some tools show as a character.</summary>
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        Rules(context, "FastOpt.OptimizerAttribute", RuleKind.Optimizer, TrackingNames.OptimizerParse, TrackingNames.OptimizerSpec);
        Rules(context, "FastOpt.ActivationAttribute", RuleKind.Activation, TrackingNames.ActivationParse, TrackingNames.ActivationSpec);
        Rules(context, "FastOpt.LossAttribute", RuleKind.Loss, TrackingNames.LossParse, TrackingNames.LossSpec);

        Methods(context, "FastOpt.VectorizedAttribute", FunctionParser.Parse, TrackingNames.FunctionParse, TrackingNames.FunctionSpec);
        Methods(context, "FastOpt.DerivativeAttribute", GivenDerivatives.Check, TrackingNames.DerivativeParse, TrackingNames.DerivativeSpec);

        IncrementalValuesProvider<ParseResult<NetworkSpec>> networks = context.SyntaxProvider.ForAttributeWithMetadataName(
            "FastOpt.NetworkAttribute",
            static (node, _) => node is TypeDeclarationSyntax,
            static (source, cancellation) => FirstDeclaration.Parse(source, () => NetworkParser.Parse(source, cancellation)));
        Outputs(context, networks, TrackingNames.NetworkParse, TrackingNames.NetworkSpec, static spec => NetworkEmitter.EmitAll(NetworkLowering.Run(spec)));
    }

    private static void Methods(
        IncrementalGeneratorInitializationContext context, string attribute, Func<IMethodSymbol, Compilation, CancellationToken, ParseResult<FunctionSpec>> parse, string parseStep, string specStep)
    {
        IncrementalValuesProvider<ParseResult<FunctionSpec>> methods = context.SyntaxProvider.ForAttributeWithMetadataName(
            attribute,
            static (node, _) => node is MethodDeclarationSyntax,
            (source, cancellation) => FirstDeclaration.Parse(source, () => parse((IMethodSymbol)source.TargetSymbol, source.SemanticModel.Compilation, cancellation)));
        Outputs(context, methods, parseStep, specStep, static spec => [FunctionEmitter.Emit(spec)]);
    }

    private static void Rules(IncrementalGeneratorInitializationContext context, string attribute, RuleKind kind, string parseStep, string specStep)
    {
        IncrementalValuesProvider<ParseResult<RuleSpec>> rules = context.SyntaxProvider.ForAttributeWithMetadataName(
            attribute,
            static (node, _) => node is TypeDeclarationSyntax,
            (source, cancellation) =>
                FirstDeclaration.Parse(source, () => RuleParser.Parse((INamedTypeSymbol)source.TargetSymbol, kind, source.SemanticModel.Compilation, cancellation)));
        Outputs(context, rules, parseStep, specStep, static spec => [RuleEmitter.Emit(spec), SugarEmitter.Emit(spec)]);
    }

    private static void Outputs<T>(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ParseResult<T>> parsed, string parseStep, string specStep, Func<T, IEnumerable<GeneratedFile?>> emit)
        where T : class
    {
        IncrementalValuesProvider<ParseResult<T>> results = parsed.WithTrackingName(parseStep);
        context.RegisterSourceOutput(results.Select(static (r, _) => r.Spec).Where(static s => s is not null).WithTrackingName(specStep), (output, spec) =>
        {
            foreach (GeneratedFile? file in emit(spec!))
            {
                if (file is not null)
                    output.AddSource(file.HintName, SourceText.From(file.Text, Utf8));
            }
        });
        context.RegisterSourceOutput(results.Select(static (r, _) => r.Diagnostics).Where(static d => d.Count > 0), static (output, diagnostics) =>
        {
            foreach (Diagnostic diagnostic in diagnostics)
                output.ReportDiagnostic(diagnostic);
        });
    }
}
