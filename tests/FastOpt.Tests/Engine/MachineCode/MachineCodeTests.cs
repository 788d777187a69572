using System.Diagnostics;
using System.Reflection;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FastOpt.Tests.Engine.MachineCode;

/// <summary>
/// What the JIT makes of the micro-kernels: every accumulator stays in a register, every term is one fused multiply-add, and no method is past the JIT's limits. Speed is lost
/// without any other test noticing when one of these breaks, with a new runtime as well as with a new tile.
/// </summary>
[CollectionDefinition(nameof(MachineCodeTests), DisableParallelization = true)]
[Collection(nameof(MachineCodeTests))]
[Trait("Processes", "Several")]
public class MachineCodeTests(ITestOutputHelper output)
{
    /// <summary>The JIT does not optimize methods of more IL than this.</summary>
    private const int MostIntermediateBytes = 60_000;

    /// <summary>The JIT unrolls loops of so few trips itself, and then there is no loop to look at.</summary>
    private const int MostUnrolledTerms = 4;

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

    [Theory]
    [InlineData(512)]
    [InlineData(256)]
    [InlineData(128)]
    public void NoKernelIsPastTheLimitsOfTheJit(int bits)
    {
        List<MethodInfo> methods = [.. KernelMethods.All(bits)];
        Assert.NotEmpty(methods);
        MethodInfo longest = methods.MaxBy(Length)!;
        output.WriteLine($"{methods.Count} methods; the longest is {longest.DeclaringType}.{longest.Name} with {Length(longest)} bytes of IL.");
        Assert.True(Length(longest) < MostIntermediateBytes, longest.Name);

        static int Length(MethodInfo method) => method.GetMethodBody()!.GetILAsByteArray()!.Length;
    }

    private async Task CheckMicroKernels(int bits, string? switchedOff)
    {
        List<string> expected = [.. KernelMethods.Representatives(bits).Select(method => method.Name).Distinct().Order(StringComparer.Ordinal)];
        Assert.NotEmpty(expected);
        List<Listing> listings = await Compile(bits, switchedOff);
        Assert.Equal(expected, [.. listings.Select(listing => listing.Name).Distinct().Order(StringComparer.Ordinal)]);
        List<string> findings = [.. listings.SelectMany(listing => Findings(listing, bits))];
        output.WriteLine($"{listings.Count} classes of micro-kernels at {bits} bits; the longest has {listings.Max(listing => listing.Instructions.Count)} instructions.");
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    private static IEnumerable<string> Findings(Listing listing, int bits)
    {
        if (listing.Mode != "FullOpts")
            yield return $"{listing.Name}: compiled as {listing.Mode}";
        var (rows, vectors) = KernelMethods.Tile(listing.Name, bits)!.Value;
        IReadOnlyList<string> loop = listing.SumLoop();
        int adds = loop.Count(Listing.IsMultiplyAdd);
        int terms = KernelMethods.Terms(listing.Name);
        if (adds == rows * vectors)
        {
            if (loop.FirstOrDefault(Listing.IsSpill) is { } spill)
                yield return $"{listing.Name}: a vector is on the stack inside the loop: {spill}";
        }
        else if (terms > MostUnrolledTerms || listing.Instructions.Count(Listing.IsMultiplyAdd) < rows * vectors * terms)
        {
            yield return $"{listing.Name}: {adds} fused multiply-adds per term, but the tile has {rows} × {vectors} vectors";
        }

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
            start.Environment["DOTNET_JitDisasm"] = $"*{KernelMethods.StructName(bits)}:*";
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
