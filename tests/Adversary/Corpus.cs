using FastOpt.Tests.Adversary.Functions;
using FastOpt.Tests.Adversary.Rules;

namespace FastOpt.Tests.Adversary;

/// <summary>
/// The corpus: what compiler writers forget. A new function is one line in a file of <c>Functions</c>, a new rule one line in a file of <c>Rules</c>;
/// everything else is done for it.
/// </summary>
internal static class Corpus
{
    /// <summary>The [Vectorized] methods.</summary>
    public static IReadOnlyList<CorpusCase> Functions { get; } =
    [
        .. Midpoints.Cases, .. Extremes.Cases, .. Casts.Cases, .. Shifts.Cases, .. Bits.Cases, .. Returns.Cases, .. Names.Cases, .. Conditions.Cases,
        .. Switches.Cases, .. Folding.Cases, .. Integers.Cases, .. Overflows.Cases, .. Loops.Cases, .. Calls.Cases, .. Elementary.Cases, .. Slopes.Cases,
        .. Curvatures.Cases, .. Ranges.Cases, .. Kinks.Cases,
    ];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<CorpusCase> Rules { get; } =
        [.. Optimizers.Cases, .. Activations.Cases, .. Losses.Cases, .. GradientRules.Cases, .. Normalizations.Cases];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CorpusCase> All { get; } = [.. Functions, .. Rules];

    /// <summary>The source that is compiled.</summary>
    public static string Source => CorpusSource.Of(All, Calls.Helpers, "public enum Mode { None, Soft = 3, Hard = 7 }\n");
}
