using System.Text;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Emit;
using FastOpt.Generators.Model;
using FastOpt.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace FastOpt.Generators;

/// <summary>The end of each pipeline: source where a spec changed, and apart from it the diagnostics.</summary>
internal static class SpecOutputs
{
    /// <summary>Without the mark that some tools show as a character.</summary>
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Registers both outputs of one kind of declaration.</summary>
    public static void Register<T>(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ParseResult<T>> parsed, string parseStep, string specStep, Func<T, IEnumerable<GeneratedFile?>> emit)
        where T : class, IDeclared
    {
        IncrementalValuesProvider<ParseResult<T>> results = parsed.WithTrackingName(parseStep);
        context.RegisterSourceOutput(results.Select(static (r, _) => r.Spec).Where(static s => s is not null).WithTrackingName(specStep), (output, spec) => Emit(output, spec!, emit));
        context.RegisterSourceOutput(results.Select(static (r, _) => r.Diagnostics).Where(static d => d.Count > 0), static (output, diagnostics) =>
        {
            foreach (Diagnostic diagnostic in diagnostics)
                output.ReportDiagnostic(diagnostic);
        });
    }

    /// <summary>Registers a diagnostic of declarations from which nothing is generated.</summary>
    public static void Report(
        IncrementalGeneratorInitializationContext context,
        string attribute,
        Func<SyntaxNode, bool> canBear,
        Func<GeneratorAttributeSyntaxContext, CancellationToken, Diagnostic?> check)
    {
        IncrementalValuesProvider<Diagnostic?> found = context.SyntaxProvider.ForAttributeWithMetadataName(
            attribute, (node, _) => canBear(node), (source, cancellation) => check(source, cancellation));
        context.RegisterSourceOutput(found.Where(static d => d is not null), static (output, diagnostic) => output.ReportDiagnostic(diagnostic!));
    }

    /// <summary>All files of a declaration, or a diagnostic and none of them.</summary>
    private static void Emit<T>(SourceProductionContext output, T spec, Func<T, IEnumerable<GeneratedFile?>> emit)
        where T : IDeclared
    {
        try
        {
            GeneratedFile?[] files = [.. emit(spec)];
            foreach (GeneratedFile? file in files)
            {
                output.CancellationToken.ThrowIfCancellationRequested();
                if (file is not null)
                    output.AddSource(file.HintName, SourceText.From(file.Text, Utf8));
            }
        }
        catch (Exception exception) when (InternalError.Is(exception))
        {
            output.ReportDiagnostic(InternalError.Describe(spec.Declaration.TypeName, null, exception));
        }
    }
}
