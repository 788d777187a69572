using System.Runtime.CompilerServices;

namespace FastOpt.Generators.Tests.Harness;

/// <summary>The repository that the tests were built in.</summary>
internal static class Repository
{
    /// <summary>The directory of FastOpt.sln.</summary>
    public static string Root { get; } = Find();

    private static string Find([CallerFilePath] string path = "")
    {
        DirectoryInfo? directory = Directory.GetParent(path);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "FastOpt.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("FastOpt.sln is not above the tests.");
    }
}
