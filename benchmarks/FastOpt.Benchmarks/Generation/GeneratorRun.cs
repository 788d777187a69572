using System.Collections.Immutable;
using FastOpt.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FastOpt.Benchmarks.Generation;

/// <summary>A compilation with one network in it, and a generator driver to run over it.</summary>
internal sealed class GeneratorRun
{
    private const string Network = """
        using FastOpt;

        [Network(28 * 28)]
        [Dense(128), Relu]
        [Dense(10)]
        [SoftmaxCrossEntropy]
        [Adam(LearningRate = 1e-3)]
        public sealed partial class DigitClassifier;
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    private readonly CSharpCompilation _compilation;
    private readonly SyntaxTree _elsewhere = Elsewhere(0);
    private readonly GeneratorDriver _warm;
    private int _edits;

    public GeneratorRun()
    {
        string platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        IEnumerable<MetadataReference> references = platform.Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(NetworkAttribute).Assembly.Location)
            .Distinct()
            .Select(path => MetadataReference.CreateFromFile(path));
        _compilation = CSharpCompilation.Create(
            "Measured", [CSharpSyntaxTree.ParseText(Network, ParseOptions), _elsewhere], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        _warm = Driver().RunGenerators(_compilation);
        ImmutableArray<Diagnostic> diagnostics = _warm.GetRunResult().Diagnostics;
        if (diagnostics.Length > 0 || _warm.GetRunResult().GeneratedTrees.Length == 0)
            throw new InvalidOperationException($"The generator made nothing of the network: {string.Join('\n', diagnostics)}");
    }

    /// <summary>Lines that the generator writes for the network.</summary>
    public int Lines => _warm.GetRunResult().GeneratedTrees.Sum(tree => tree.GetText().Lines.Count);

    /// <summary>A first run: nothing is cached.</summary>
    public GeneratorDriver Cold() => Driver().RunGenerators(_compilation);

    /// <summary>A run after an edit in a file without declarations.</summary>
    public GeneratorDriver EditElsewhere() => _warm.RunGenerators(_compilation.ReplaceSyntaxTree(_elsewhere, Elsewhere(++_edits)));

    private static CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create([new FastOptGenerator().AsSourceGenerator()], parseOptions: ParseOptions);

    private static SyntaxTree Elsewhere(int number) => CSharpSyntaxTree.ParseText($"internal static class Elsewhere {{ public static int Number => {number}; }}", ParseOptions);
}
