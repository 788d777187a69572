using System.Collections.Immutable;
using System.Globalization;
using FastOpt.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FastOpt.Benchmarks.Generation;

/// <summary>A compilation with one network in it, and a generator driver to run over it.</summary>
internal sealed class GeneratorRun
{
    /// <summary>784-128-10.</summary>
    public const string Digits = "[Network(28 * 28), Dense(128), Relu, Dense(10), SoftmaxCrossEntropy, Adam(LearningRate = 1e-3)]";

    /// <summary>Widths up to 8,192.</summary>
    public const string Wide = "[Network(784), Dense(8192), Relu, Dense(4096), Relu, Dense(1000), Gelu, Dense(8192), Relu, Dense(10), SoftmaxCrossEntropy, Adam]";

    /// <summary>Sixty layers, no two of one shape.</summary>
    public static readonly string Sixty =
        $"[Network(64), {string.Concat(Enumerable.Range(0, 59).Select(layer => string.Create(CultureInfo.InvariantCulture, $"Dense({20 + (layer * 5)}), Relu, ")))}Dense(10), SoftmaxCrossEntropy, Adam]";

    /// <summary>Ten convolutions after VGG, with batch normalization and pools.</summary>
    public static readonly string Vgg = $"[Network(3, 64, 64), {string.Concat(new[] { 32, 64, 128, 256, 256 }.Select(VggBlock))}Dense(512), Relu, Dense(10), SoftmaxCrossEntropy, Adam]";

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    private readonly CSharpCompilation _compilation;
    private readonly SyntaxTree _elsewhere = Elsewhere(0);
    private readonly GeneratorDriver _warm;
    private readonly GeneratorDriver _empty;
    private int _edits;

    /// <param name="attributes">Those of the network.</param>
    public GeneratorRun(string attributes)
    {
        string platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        IEnumerable<MetadataReference> references = platform.Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(NetworkAttribute).Assembly.Location)
            .Distinct()
            .Select(path => MetadataReference.CreateFromFile(path));
        _compilation = CSharpCompilation.Create(
            "Measured", [CSharpSyntaxTree.ParseText($"using FastOpt; {attributes} public sealed partial class Measured;", ParseOptions), _elsewhere], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        _warm = Driver(new FastOptGenerator()).RunGenerators(_compilation);
        _empty = Driver(new EmptyGenerator()).RunGenerators(_compilation);
        ImmutableArray<Diagnostic> diagnostics = _warm.GetRunResult().Diagnostics;
        if (diagnostics.Any(diagnostic => diagnostic.Severity != DiagnosticSeverity.Info) || _warm.GetRunResult().GeneratedTrees.Length == 0)
            throw new InvalidOperationException($"The generator made nothing of the network: {string.Join('\n', diagnostics)}");
    }

    /// <summary>Lines that the generator writes for the network.</summary>
    public int Lines => _warm.GetRunResult().GeneratedTrees.Sum(tree => tree.GetText().Lines.Count);

    /// <summary>A first run: nothing is cached.</summary>
    public GeneratorDriver Cold() => Driver(new FastOptGenerator()).RunGenerators(_compilation);

    /// <summary>A run after an edit in a file without declarations.</summary>
    public GeneratorDriver EditElsewhere() => _warm.RunGenerators(Edited());

    /// <summary>The same for a generator that only has the attributes read.</summary>
    public GeneratorDriver EditElsewhereWithEmpty() => _empty.RunGenerators(Edited());

    private CSharpCompilation Edited() => _compilation.ReplaceSyntaxTree(_elsewhere, Elsewhere(++_edits));

    private static CSharpGeneratorDriver Driver(IIncrementalGenerator generator) => CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: ParseOptions);

    private static string VggBlock(int filters) => string.Create(
        CultureInfo.InvariantCulture, $"Conv2D({filters}, 3, Padding = 1), BatchNorm, Relu, Conv2D({filters}, 3, Padding = 1), BatchNorm, Relu, MaxPool2D(2), ");

    private static SyntaxTree Elsewhere(int number) => CSharpSyntaxTree.ParseText($"internal static class Elsewhere {{ public static int Number => {number}; }}", ParseOptions);
}
