using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace FastOpt.Generators.Tests.Adversary;

/// <summary>
/// The corpus, every case at every width, in child processes that do without instructions of this machine, and in one whose code is optimized at once. The
/// runtime has fused multiply-adds where it has AVX2.
/// </summary>
[Collection(nameof(WithoutInstructionsTests))]
[CollectionDefinition(nameof(WithoutInstructionsTests), DisableParallelization = true)]
[Trait("Processes", "Several")]
public sealed class WithoutInstructionsTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("DOTNET_TieredCompilation", "complaints")]
    [InlineData("DOTNET_EnableAVX512", "256 bits, with FMA")]
    [InlineData("DOTNET_EnableAVX2", "128 bits, without FMA")]
    public async Task EveryCaseMeansItsScalarMethod(string switchedOff, string expected)
    {
        bool canSwitch = Avx2.IsSupported && (Vector512.IsHardwareAccelerated || switchedOff != "DOTNET_EnableAVX512");
        Assert.SkipUnless(canSwitch, "This machine has nothing to switch off.");
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllBytesAsync(file, CompiledCorpus.Image, TestContext.Current.CancellationToken);
        try
        {
            (int exitCode, string text) = await Run(switchedOff, file);
            output.WriteLine(text);
            Assert.True(exitCode == 0, text);

            // An empty selection passes too, and a switch may be unknown to the runtime; that must not count.
            Assert.Contains("Total: 1,", text, StringComparison.Ordinal);
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<(int ExitCode, string Text)> Run(string switchedOff, string file)
    {
        string method = $"{typeof(CorpusTests).FullName}.{nameof(CorpusTests.EveryCaseMeansItsScalarMethod)}";
        string[] arguments = [typeof(CorpusTests).Assembly.Location, "-method", method, "-showLiveOutput", "-noColor"];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] inherited = ["DOTNET_Enable", "DOTNET_Tiered"];
        foreach (string name in start.Environment.Keys.Where(name => inherited.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))).ToList())
            start.Environment.Remove(name);
        start.Environment[switchedOff] = "0";
        start.Environment[CompiledCorpus.ImageVariable] = file;
        using Process child = Process.Start(start)!;
        using CancellationTokenRegistration stop = TestContext.Current.CancellationToken.Register(() => child.Kill(entireProcessTree: true));
        Task<string> errors = child.StandardError.ReadToEndAsync(CancellationToken.None);
        string text = await child.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await child.WaitForExitAsync(CancellationToken.None);
        return (child.ExitCode, text + await errors);
    }
}
