using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace FastOpt.Generators.Tests.Harness;

/// <summary>Compiles sources as a user's project would, with the generator, against the running framework and FastOpt itself.</summary>
internal static class Generation
{
    private static readonly CSharpParseOptions Parsing = Options(LanguageVersion.Latest);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static p => Path.GetFileName(p) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "mscorlib.dll" or "netstandard.dll" or "FastOpt.dll" or "FastOpt.Training.dll"))
            .Select(static p => MetadataReference.CreateFromFile(p)),
    ];

    /// <summary>
    /// What every compilation starts from. It is asked for a type once: what it has read of the framework's and the library's metadata then serves those that come of it,
    /// and stays in memory between them.
    /// </summary>
    private static readonly CSharpCompilation Start = Bound(CSharpCompilation.Create(
        "Sample",
        [Usings(Parsing)],
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            checkOverflow: false,
            warningLevel: 9999,
            nullableContextOptions: NullableContextOptions.Enable)));

    /// <summary>A compilation of the sources, before generation.</summary>
    public static CSharpCompilation Compilation(
        IEnumerable<string> sources, string name = "Sample", IEnumerable<MetadataReference>? references = null, LanguageVersion language = LanguageVersion.Latest,
        OptimizationLevel optimization = OptimizationLevel.Release)
    {
        CSharpParseOptions parsing = language == LanguageVersion.Latest ? Parsing : Options(language);
        CSharpCompilation compilation = language == LanguageVersion.Latest ? Start : Start.RemoveAllSyntaxTrees().AddSyntaxTrees(Usings(parsing));
        if (optimization != OptimizationLevel.Release)
            compilation = compilation.WithOptions(compilation.Options.WithOptimizationLevel(optimization));
        return compilation.WithAssemblyName(name)
            .AddReferences(references ?? [])
            .AddSyntaxTrees([.. sources.Select((s, i) => CSharpSyntaxTree.ParseText(s, parsing, $"Source{i}.cs", cancellationToken: TestContext.Current.CancellationToken))]);
    }

    private static CSharpCompilation Bound(CSharpCompilation compilation) =>
        compilation.GetTypeByMetadataName("FastOpt.NetworkAttribute") is null ? throw new InvalidOperationException("FastOpt.dll is not among the references.") : compilation;

    private static SyntaxTree Usings(CSharpParseOptions parsing) => CSharpSyntaxTree.ParseText("global using System; global using FastOpt;", parsing, "Usings.cs");

    /// <summary>The compilation with the library replaced by one of another version, which has the markers and nothing else.</summary>
    public static CSharpCompilation WithLibrary(this CSharpCompilation compilation, string version)
    {
        string attributes = Path.Combine(Repository.Root, "src", "FastOpt", "Attributes");
        IEnumerable<string> sources =
        [
            $"[assembly: System.Reflection.AssemblyVersion(\"{version}\")]",
            "global using System.Collections.Generic; global using System.Linq;",
            .. Directory.EnumerateFiles(attributes, "*.cs").Where(static f => Path.GetFileName(f) is "NetworkAttribute.cs" or "RuleAttributes.cs").Select(File.ReadAllText),
        ];
        CSharpCompilation library = Compilation(sources, "FastOpt").WithReferences(References.Where(static r => !IsLibrary(r)));
        return compilation.WithReferences([.. compilation.References.Where(static r => !IsLibrary(r)), library.ToMetadataReference()]);
    }

    private static bool IsLibrary(MetadataReference reference) => Path.GetFileName(reference.Display) == "FastOpt.dll";

    private static CSharpParseOptions Options(LanguageVersion language) => new CSharpParseOptions(language, DocumentationMode.Diagnose).WithFeatures([new("strict", "true")]);

    /// <summary>A driver of the generator that records why its steps ran.</summary>
    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new FastOptGenerator().AsSourceGenerator()],
        parseOptions: Parsing,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Runs the generator on sources that may be wrong.</summary>
    public static GenerationResult Run(params string[] sources) => Run(Compilation(sources));

    /// <summary>Runs the generator.</summary>
    public static GenerationResult Run(CSharpCompilation compilation)
    {
        GeneratorDriver driver = Driver().WithUpdatedParseOptions((CSharpParseOptions)compilation.SyntaxTrees[0].Options).RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics, TestContext.Current.CancellationToken);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return new GenerationResult(output, diagnostics, result.GeneratedSources);
    }

    /// <summary>
    /// Runs the generator and compiles once, for tests that compile much: nobody looks at documentation, and the compiler's findings, warnings too, are those of the emission.
    /// </summary>
    /// <param name="source">What a user writes.</param>
    /// <param name="thisWidthOnly">
    /// Leaves out the bodies of the kernels that this machine does not run: for many networks, whose kernels are compiled at all widths elsewhere.
    /// </param>
    public static Assembly LoadUndocumented(string source, bool thisWidthOnly = false) => LoadImage(EmitUndocumented(source, thisWidthOnly));

    /// <summary>Loads a compiled assembly.</summary>
    public static Assembly LoadImage(byte[] image) => new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(new MemoryStream(image));

    /// <summary>What <see cref="LoadUndocumented"/> loads.</summary>
    public static byte[] EmitUndocumented(string source, bool thisWidthOnly = false)
    {
        CSharpParseOptions parsing = Parsing.WithDocumentationMode(DocumentationMode.None);
        CSharpCompilation compilation = Start.RemoveAllSyntaxTrees().AddSyntaxTrees(
            Usings(parsing),
            CSharpSyntaxTree.ParseText(source, parsing, "Source0.cs", cancellationToken: TestContext.Current.CancellationToken));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new FastOptGenerator().AsSourceGenerator()], parseOptions: parsing);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics, TestContext.Current.CancellationToken);
        if (thisWidthOnly)
            output = OtherWidths.LeftOut(output);
        using var stream = new MemoryStream();
        EmitResult emitted = output.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Diagnostic[] found = [.. diagnostics.Concat(emitted.Diagnostics).Where(static d => d.Severity > DiagnosticSeverity.Info)];
        Assert.True(found.Length == 0, string.Join("\n", found.Take(10).Select(static d => d + "\n    " + GenerationResult.Line(d))));
        return stream.ToArray();
    }

    /// <summary>What the generator reads from the one network of a right source.</summary>
    public static NetworkSpec Spec(string source)
    {
        GeneratorRunResult result = Driver().RunGenerators(Compilation([source]), TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        Assert.Empty(result.Diagnostics);
        return (NetworkSpec)result.TrackedSteps[TrackingNames.NetworkSpec].Single().Outputs.Single().Value;
    }

    /// <summary>The program that the network of a right source is lowered to.</summary>
    public static NetworkProgram Lower(string source) => NetworkLowering.Run(Spec(source));

    /// <summary>Runs the generator on right sources, and loads what comes out.</summary>
    public static Assembly Load(params string[] sources) => Run(sources).Load();
}

/// <summary>What a run of the generator gave.</summary>
internal sealed record GenerationResult(Compilation Output, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<GeneratedSourceResult> Sources)
{
    /// <summary>The text of a generated file.</summary>
    public string this[string hintName] => Sources.Single(s => s.HintName == hintName).SourceText.ToString();

    /// <summary>Asserts that neither the generator nor the compiler found anything, at the highest warning level.</summary>
    public GenerationResult AssertClean(bool documented = true)
    {
        AssertNothing(Output.GetDiagnostics(TestContext.Current.CancellationToken), documented);
        return this;
    }

    /// <summary>Emits and loads the compilation, in which neither the generator nor the compiler may find anything.</summary>
    /// <param name="documented">Whether missing documentation counts as a finding; sources of one line have none.</param>
    public Assembly Load(bool documented = true) => Generation.LoadImage(Emit(documented));

    /// <summary>The compiled assembly as a reference for another compilation.</summary>
    public MetadataReference Reference() => MetadataReference.CreateFromImage(Emit(documented: false));

    /// <summary>Compiles once: emission finds what <see cref="AssertClean"/> finds, and to ask for both takes twice as long.</summary>
    private byte[] Emit(bool documented)
    {
        using var stream = new MemoryStream();
        EmitResult emitted = Output.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        AssertNothing(emitted.Diagnostics, documented);
        Assert.True(emitted.Success);
        return stream.ToArray();
    }

    private void AssertNothing(ImmutableArray<Diagnostic> ofCompiler, bool documented)
    {
        Assert.Empty(Diagnostics);
        Diagnostic[] found = [.. ofCompiler.Where(d => d.Severity != DiagnosticSeverity.Hidden && (documented || d.Id != "CS1591"))];
        Assert.True(found.Length == 0, string.Join("\n", found.Take(10).Select(d => d + "\n    " + Line(d))));
    }

    /// <summary>The line of the source that a diagnostic stands in.</summary>
    public static string Line(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString() ?? "";
}
