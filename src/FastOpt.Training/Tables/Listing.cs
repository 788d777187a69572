namespace FastOpt.Training;

/// <summary>Lists of names as messages show them: all of them, or the first twenty and how many more there are.</summary>
internal static class Listing
{
    private const int Shown = 20;

    public static string Of(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(Shown)) + (names.Count > Shown ? FormattableString.Invariant($" and {names.Count - Shown} more") : "");
}
