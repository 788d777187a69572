using System.Runtime.CompilerServices;

namespace FastOpt.Tests.Harness;

/// <summary>Files that are committed beside the tests.</summary>
internal static class SourceFiles
{
    /// <summary>A path under the test project's folder.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([ProjectFolder(), .. parts]);

    private static string ProjectFolder([CallerFilePath] string thisFile = "") => System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(thisFile))!;
}

/// <summary>Whether this run writes the recorded files anew instead of comparing with them: FASTOPT_RECORD=1 in the environment.</summary>
internal static class Recording
{
    public static bool Enabled => Environment.GetEnvironmentVariable("FASTOPT_RECORD") == "1";
}
