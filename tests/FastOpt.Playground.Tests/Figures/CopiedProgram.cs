using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using FastOpt.Generators;
using FastOpt.Training;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FastOpt.Playground.Tests.Figures;

/// <summary>What Copy C# gives, compiled with FastOpt's generator and run.</summary>
internal static class CopiedProgram
{
    // What a project with ImplicitUsings has.
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;";

    private static readonly Lock OneAtATime = new();

    /// <summary>The lines that it prints.</summary>
    public static string[] Run(string code)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Copied",
            [CSharpSyntaxTree.ParseText(code, options), CSharpSyntaxTree.ParseText(Usings, options)],
            References(),
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Release));
        CSharpGeneratorDriver.Create([new FastOptGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation complete, out ImmutableArray<Diagnostic> found);
        IEnumerable<Diagnostic> complaints = found.Concat(complete.GetDiagnostics()).Where(static one => one.Severity >= DiagnosticSeverity.Warning);
        Assert.Empty(complaints.Select(static one => one.ToString()));

        using var image = new MemoryStream();
        Assert.True(complete.Emit(image).Success);
        image.Position = 0;
        Assembly program = new AssemblyLoadContext("Copied", isCollectible: true).LoadFromStream(image);
        return Output(() => program.EntryPoint!.Invoke(null, program.EntryPoint.GetParameters().Length == 0 ? [] : [Array.Empty<string>()]));
    }

    private static string[] Output(Action run)
    {
        lock (OneAtATime)
        {
            TextWriter before = Console.Out;
            using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
            Console.SetOut(output);
            try
            {
                run();
            }
            finally
            {
                Console.SetOut(before);
            }

            return output.ToString().TrimEnd('\n').Split('\n');
        }
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(Sgd).Assembly.Location)
            .Append(typeof(EpochOrder).Assembly.Location)
            .Select(static path => MetadataReference.CreateFromFile(path));
}
