namespace FastOpt.Training.Tests;

/// <summary>What docs/onnx.md prints is compiled, and does what the page says.</summary>
public sealed class OnnxPageTests
{
    [Fact]
    public void ThePagesCodeIsWhatIsCompiledHere() => DocsPage.StandsBeside("OnnxPage.cs", "onnx.md", blocks: 6, "csharp training");

    [Fact]
    public void TheGraphOfTheRuleIsWhatStandsBelowIt() => Assert.Equal(DocsPage.Blocks("onnx.md", "text").Single().TrimEnd('\n'), OnnxPage.Graph());

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
}
