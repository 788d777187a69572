using System.Diagnostics;
using System.Reflection;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FastOpt.Tests.Engine.MachineCode;

/// <summary>
/// What the JIT makes of the register tiles: every accumulator stays in a register, and every term is one fused multiply-add. Speed is lost
/// without any other test noticing when one of these breaks, with a new runtime as well as with a new tile.
/// </summary>
[CollectionDefinition(nameof(MachineCodeTests), DisableParallelization = true)]
[Collection(nameof(MachineCodeTests))]
[Trait("Processes", "Several")]
public class MachineCodeTests(ITestOutputHelper output)
{
    [Fact]
    public async Task MicroKernelsOf512BitsStayInRegisters()
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "This machine has no AVX-512; AVX2's kernels are checked by the other test.");
        await CheckMicroKernels(512, switchedOff: null);
    }

    [Fact]
    public async Task MicroKernelsOf256BitsStayInRegisters()
    {
        Assert.SkipUnless(Vector256.IsHardwareAccelerated && Fma.IsSupported, "This machine has no AVX2 with FMA.");
        await CheckMicroKernels(256, "DOTNET_EnableAVX512");
    }

    private async Task CheckMicroKernels(int bits, string? switchedOff)
    {
        List<string> expected = [.. KernelMethods.All(bits).Select(static tile => tile.Name).Order(StringComparer.Ordinal)];
        List<Listing> listings = await Compile(bits, switchedOff);
        Assert.Equal(expected, [.. listings.Select(static listing => listing.Name).Order(StringComparer.Ordinal)]);
        List<string> findings = [.. listings.SelectMany(Findings)];
        output.WriteLine($"{listings.Count} tiles at {bits} bits; the longest has {listings.Max(listing => listing.Instructions.Count)} instructions.");
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    private static IEnumerable<string> Findings(Listing listing)
    {
        if (listing.Mode != "FullOpts")
            yield return $"{listing.Name}: compiled as {listing.Mode}";
        var (rows, vectors) = KernelMethods.Tile(listing.Name);
        IReadOnlyList<string> loop = listing.SumLoop();
        int adds = loop.Count(Listing.IsMultiplyAdd);
        if (adds != rows * vectors)
            yield return $"{listing.Name}: {adds} fused multiply-adds per term, but the tile has {rows} × {vectors} vectors";
        if (loop.FirstOrDefault(Listing.IsSpill) is { } spill)
            yield return $"{listing.Name}: a vector is on the stack inside the loop: {spill}";
        if (loop.FirstOrDefault(Listing.IsCall) is { } call)
            yield return $"{listing.Name}: a call inside the loop: {call}";
    }

    /// <summary>Compiles the micro-kernels in a child process and reads what its JIT wrote down.</summary>
    private async Task<List<Listing>> Compile(int bits, string? switchedOff)
    {
        string file = Path.Combine(Path.GetTempPath(), $"fastopt-listing-{Guid.NewGuid():N}.txt");
        try
        {
            var start = new ProcessStartInfo("dotnet", [typeof(MachineCodeTests).Assembly.Location, "-class", typeof(KernelPreparationTests).FullName!, "-noColor"])
            {
                RedirectStandardOutput = true,
            };
            start.Environment["DOTNET_JitStdOutFile"] = file;
            start.Environment["DOTNET_JitDisasm"] = "Of1 Of2 Of3 Of4 Of6 Of8 Of10 Of12 Of14 Of16 Of20 Of24 Of28 Of16x1 Of8x2 Of6x2";
            if (switchedOff is not null)
                start.Environment[switchedOff] = "0";
            using Process child = Process.Start(start)!;
            using CancellationTokenRegistration stop = TestContext.Current.CancellationToken.Register(() => child.Kill(entireProcessTree: true));
            string text = await child.StandardOutput.ReadToEndAsync(CancellationToken.None);
            await child.WaitForExitAsync(CancellationToken.None);
            Assert.True(child.ExitCode == 0 && File.Exists(file), text);
            return Listing.ReadAll(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
