using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace FastOpt.Tests.Adversary;

/// <summary>A run over the whole corpus.</summary>
internal static class CorpusRun
{
    private static bool HasFma => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>What the run has for vectors.</summary>
    public static string Machine
    {
        get
        {
            int bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
            return FormattableString.Invariant($"{bits} bits, {(HasFma ? "with" : "without")} FMA");
        }
    }

    /// <summary>Checks every case; gives one line about it, and what was wrong.</summary>
    public static (string Summary, IReadOnlyList<string> Complaints) Check(CorpusDriver driver)
    {
        long started = Stopwatch.GetTimestamp();
        var check = new CorpusCheck(driver, HasFma);
        foreach (CorpusCase c in Corpus.All)
            check.Check(c);
        string[] complaints = [.. check.Complaints, .. Kinks.Check(driver)];
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        string what = $"{Machine}: {Corpus.Functions.Count} functions, {Corpus.Rules.Count} rules, {check.Values} values and {check.Slopes} derivatives";
        return (FormattableString.Invariant($"{what} compared in {seconds:F1} s, {complaints.Length} complaints"), complaints);
    }
}
