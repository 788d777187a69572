using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics;

namespace FastOpt.Members.Tests;

/// <summary>Long sums have the same bits for any number of threads and with any vectors, and take nothing from the heap.</summary>
[Collection(nameof(Alone))]
[Trait("Processes", "Several")]
public sealed class LongSumBitsTests(ITestOutputHelper output)
{
    /// <summary>Tells a child process what it is to find.</summary>
    private const string Expectation = "FASTOPT_LONG_SUM_BITS";

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void AreThoseOfOneThread(int threads) => Assert.Equal(LongSumBits.Of(1), LongSumBits.Of(threads));

    /// <summary>In a child process, the bits of its parent.</summary>
    [Fact]
    public void AreThoseOfTheOtherProcess()
    {
        string? expected = Environment.GetEnvironmentVariable(Expectation);
        Assert.SkipWhen(expected is null, "This is no child process.");
        Assert.Equal(expected, LongSumBits.Of(1));
    }

    [Fact]
    public async Task WithoutAvx512()
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "This machine has no AVX-512 to switch off.");
        await Run("DOTNET_EnableAVX512", nameof(AreThoseOfTheOtherProcess), nameof(LongSumBitsTests));
    }

    /// <summary>Without fused multiply-adds there are other bits, which are as near.</summary>
    [Fact]
    public async Task WithoutAvx2()
    {
        Assert.SkipUnless(Avx2.IsSupported, "This machine has no AVX2 to switch off.");
        await Run("DOTNET_EnableAVX2", "*", nameof(LongInputSumTests), nameof(LongBatchSumTests), nameof(LongWindowSumTests), nameof(LongRowSumTests));
    }

    [Fact]
    public void AllocateNothing()
    {
        const int Examples = 70_000;
        var network = new ManyStoredExamples(Examples, seed: 1);
        var readers = new ManyReaders(Examples);
        var images = new ManyMaxima(Examples);
        var inputs = new ActivatedInputs(3);
        float[] floats = LongSum.Terms("ramp", 18 * Examples), zeros = new float[16 * Examples];
        for (int i = 0; i < 3; i++)
            Step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Step()
        {
            network.TrainStep(floats.AsSpan(0, 7 * Examples), floats);
            readers.TrainStep(zeros.AsSpan(0, 2 * Examples), floats.AsSpan(0, 4 * Examples));
            images.TrainStep(floats.AsSpan(0, 16 * Examples), floats.AsSpan(0, 8 * Examples));
            inputs.TrainStep(floats.AsSpan(0, 3 * 70_000), floats.AsSpan(0, 15));
        }
    }

    private async Task Run(string switchedOff, string method, params string[] classes)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(LongSumBitsTests).Assembly.Location);
        foreach (string name in classes)
        {
            start.ArgumentList.Add("-method");
            start.ArgumentList.Add($"{typeof(LongSumBitsTests).Namespace}.{name}.{method}");
        }

        start.ArgumentList.Add("-noColor");
        foreach (string name in start.Environment.Keys.ToList())
        {
            if (name.StartsWith("DOTNET_Enable", StringComparison.OrdinalIgnoreCase))
                start.Environment.Remove(name);
        }

        start.Environment[switchedOff] = "0";
        start.Environment[Expectation] = LongSumBits.Of(1);
        using Process child = Process.Start(start)!;
        using CancellationTokenRegistration stop = TestContext.Current.CancellationToken.Register(() => child.Kill(entireProcessTree: true));
        Task<string> errors = child.StandardError.ReadToEndAsync(CancellationToken.None);
        string text = await child.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await child.WaitForExitAsync(CancellationToken.None);
        output.WriteLine(text);
        Assert.True(child.ExitCode == 0, $"{switchedOff}=0: exit code {child.ExitCode}\n{text}\n{await errors}");

        // An empty selection passes too; that must not count.
        System.Text.RegularExpressions.Match total = System.Text.RegularExpressions.Regex.Match(text, @"Total: (\d+).*Skipped: (\d+)");
        int ran = int.Parse(total.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)
            - int.Parse(total.Groups[2].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(ran >= classes.Length, $"{switchedOff}=0: too few tests ran\n{text}");
    }
}
