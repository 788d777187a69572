using System.Runtime.CompilerServices;

namespace FastOpt.Training.Tests;

/// <summary>What docs/onnx.md prints is compiled, and does what the page says.</summary>
public sealed class OnnxPageTests
{
    [Fact]
    public void ThePagesCodeIsWhatIsCompiledHere()
    {
        string source = Flat(File.ReadAllText(Path.Combine(Folder(), "OnnxPage.cs")));
        string[] blocks = [.. Blocks("csharp training")];
        Assert.Equal(6, blocks.Length);
        Assert.All(blocks, block => Assert.Contains(Flat(block), source, StringComparison.Ordinal));
    }

    [Fact]
    public void TheGraphOfTheRuleIsWhatStandsBelowIt() => Assert.Equal(Blocks("text").Single().TrimEnd('\n'), OnnxPage.Graph());

    [Fact]
    public void ThePagesStatementsRun()
    {
        string folder = Directory.CreateTempSubdirectory("fastopt-onnx-").FullName;
        try
        {
            string path = Path.Combine(folder, "digits.onnx");
            DigitImages network = OnnxPage.Export(path);
            OnnxPage.Import(network, path);
            OnnxPage.ExportWithOptions(network, path);
            using Microsoft.ML.OnnxRuntime.InferenceSession session = OnnxRun.Open(File.ReadAllBytes(path));
            Assert.Equal([-1, 784], session.InputMetadata["input"].Dimensions);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Blocks(string info)
    {
        string[] parts = File.ReadAllText(Path.Combine(Folder(), "../../../docs/onnx.md")).ReplaceLineEndings("\n").Split("```");
        return parts.Where((part, i) => i % 2 == 1 && part.StartsWith(info + "\n", StringComparison.Ordinal)).Select(part => part[(info.Length + 1)..]);
    }

    /// <summary>Without indentation.</summary>
    private static string Flat(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0));

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
