using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Engine;

/// <summary>
/// The whole suite again in child processes, one per instruction set that the runtime can be told to do without. Each child proves its path in
/// <see cref="InstructionSetTests"/>, and wherever there is FMA the weights' hashes must be the recorded ones.
/// </summary>
[CollectionDefinition(nameof(InstructionSetMatrixTests), DisableParallelization = true)]
[Collection(nameof(InstructionSetMatrixTests))]
[Trait("Processes", "Several")]
public class InstructionSetMatrixTests(ITestOutputHelper output)
{
    /// <summary>
    /// Without any intrinsic every vector operation is a loop of scalar calls, up to a hundred times slower. That child runs these: every rule, every
    /// recorded trajectory, every network's gradients and steps, and the path; about 40 s of processor time. What repeats steps thousands of times,
    /// or looks at every batch size again, is left out: the same 128-bit code runs it in the child without AVX2.
    /// </summary>
    private static readonly string[] Essential =
    [
        "-class", "FastOpt.Tests.Engine.InstructionSetTests", "-class", "FastOpt.Tests.Engine.TrajectoryTests", "-class", "FastOpt.Tests.Engine.GradientTests",
        "-class", "FastOpt.Tests.Engine.StepTests", "-class", "FastOpt.Tests.Engine.BadInput.BadInputTests", "-class", "FastOpt.Tests.CompiledRules.*",
    ];

    [Fact]
    public async Task WithoutAvx512()
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "This machine has no AVX-512 to switch off.");
        await RunSuite("DOTNET_EnableAVX512", "AVX2", "-trait-", "Processes=Several");
    }

    [Fact]
    public async Task WithoutAvx2()
    {
        Assert.SkipUnless(Avx2.IsSupported, "This machine has no AVX2 to switch off.");
        await RunSuite("DOTNET_EnableAVX2", "SSE", "-trait-", "Processes=Several");
    }

    [Fact]
    public async Task WithoutIntrinsics()
    {
        Assert.SkipUnless(Vector128.IsHardwareAccelerated, "This machine has no intrinsics to switch off.");
        output.WriteLine("A subset: without intrinsics vectors are emulated element by element, and the whole suite would take minutes.");
        await RunSuite("DOTNET_EnableHWIntrinsic", "scalar", Essential);
    }

    private async Task RunSuite(string switchedOff, string expected, params string[] filter)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(InstructionSetMatrixTests).Assembly.Location);
        foreach (string argument in filter)
            start.ArgumentList.Add(argument);
        start.ArgumentList.Add("-noColor");

        // A switch that this process inherited would be one more difference.
        foreach (string name in start.Environment.Keys.ToList())
        {
            if (name.StartsWith("DOTNET_Enable", StringComparison.OrdinalIgnoreCase) || name.StartsWith("COMPlus_", StringComparison.OrdinalIgnoreCase) ||
                name.StartsWith("DOTNET_PreferredVector", StringComparison.OrdinalIgnoreCase) || name.StartsWith("DOTNET_Tiered", StringComparison.OrdinalIgnoreCase))
            {
                start.Environment.Remove(name);
            }
        }

        start.Environment[switchedOff] = "0";
        start.Environment[InstructionSetTests.ExpectationVariable] = expected;
        start.Environment.Remove("FASTOPT_RECORD");
        long started = Stopwatch.GetTimestamp();
        using Process child = Process.Start(start)!;
        using CancellationTokenRegistration stop = TestContext.Current.CancellationToken.Register(() => child.Kill(entireProcessTree: true));
        Task<string> errors = child.StandardError.ReadToEndAsync(CancellationToken.None);
        string text = await child.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await child.WaitForExitAsync(CancellationToken.None);
        string summary = $"{switchedOff}=0, expecting {expected}: exit code {child.ExitCode} after {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s";
        output.WriteLine(summary);
        output.WriteLine(text);
        Assert.True(child.ExitCode == 0, $"{summary}\n{text}\n{await errors}");

        // An empty selection passes too; that must not count.
        System.Text.RegularExpressions.Match total = System.Text.RegularExpressions.Regex.Match(text, @"Total: (\d+)");
        Assert.True(total.Success && int.Parse(total.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) > 50, $"{summary}: too few tests ran\n{text}");
    }
}
