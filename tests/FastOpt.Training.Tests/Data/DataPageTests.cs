using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text;
using System.Text.RegularExpressions;
using FastOpt.Training.Tests.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FastOpt.Training.Tests.Data;

/// <summary>Tests that look at what is printed, one by one.</summary>
[CollectionDefinition("Printed", DisableParallelization = true)]
public sealed class PrintedCollection;

/// <summary>The blocks of docs/data.md are one program, which compiles and runs.</summary>
[Collection("Printed")]
public sealed partial class DataPageTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ThePageCompilesAndRuns()
    {
        WriteHomes("homes.csv", 400);
        WriteHomes("more-homes.csv", 20);
        foreach ((string prefix, int count) in new[] { ("train", 200), ("t10k", 50) })
        {
            _folder.Write(Path.Combine("mnist", $"{prefix}-images-idx3-ubyte.gz"), IdxBytes.Gzip(IdxBytes.Images(count)));
            _folder.Write(Path.Combine("mnist", $"{prefix}-labels-idx1-ubyte"), IdxBytes.Labels(count));
        }

        string page = File.ReadAllText(Path.GetFullPath(Path.Combine(Here(), "../../../docs/data.md")));
        string[] blocks = [.. Block().Matches(page).Select(match => match.Groups[1].Value)];
        Assert.InRange(blocks.Length, 12, 30);
        string program = FileName().Replace(string.Join("\n", blocks), match => SymbolDisplay.FormatLiteral(_folder[match.Groups[1].Value], quote: true));
        string printed = Run(program);
        Assert.Contains("id: Text, 0 missing", printed, StringComparison.Ordinal);
        Assert.Contains("kind: Category, 0 missing flat house", printed, StringComparison.Ordinal);
        Assert.Contains("sold: Date, 0 missing", printed, StringComparison.Ordinal);
        Assert.Contains("bedrooms: Number, 40 missing", printed, StringComparison.Ordinal);
        Assert.Contains("320 train, 40 validate, 40 test", printed, StringComparison.Ordinal);
        Assert.Contains("input 'floors' has one value in all training examples; it becomes 0.", printed, StringComparison.Ordinal);
        Assert.Equal(5, Regex.Count(printed, "320 train, 80 validate"));
        Assert.EndsWith("True\nTrue\n", printed, StringComparison.Ordinal);
    }

    private void WriteHomes(string name, int count)
    {
        var text = new StringBuilder("id,district,sold,kind,area,bedrooms,floors,price\r\n");
        for (int i = 0; i < count; i++)
        {
            string bedrooms = i % 10 == 4 ? "" : $"{1 + i % 5}", kind = i % 3 == 0 ? "flat" : "house";
            text.Append(CultureInfo.InvariantCulture, $"\"home {i}, A\",{i % 37},2026-{1 + i % 12:00}-{1 + i % 28:00},{kind},");
            text.Append(CultureInfo.InvariantCulture, $"{40 + i * 31 % 97},{bedrooms},1,{100 + i}\r\n");
        }

        _folder.Write(name, text.ToString());
    }

    private static string Run(string program)
    {
        const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;";
        string platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        string[] assemblies = [.. platform.Split(Path.PathSeparator), typeof(Csv).Assembly.Location, typeof(NetworkSummary).Assembly.Location];
        var compilation = CSharpCompilation.Create(
            "Page", [CSharpSyntaxTree.ParseText(Usings), CSharpSyntaxTree.ParseText(program)],
            assemblies.Distinct().Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var stream = new MemoryStream();
        Assert.Empty(compilation.Emit(stream).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1701"));
        stream.Position = 0;
        MethodInfo main = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(stream).EntryPoint!;
        TextWriter console = Console.Out;
        using var output = new StringWriter { NewLine = "\n" };
        Console.SetOut(output);
        try
        {
            main.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
        }

        return output.ToString();
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex("^```csharp data\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex("\"([a-z-]+\\.(?:csv|npy|npz)|mnist)\"")]
    private static partial Regex FileName();
}
