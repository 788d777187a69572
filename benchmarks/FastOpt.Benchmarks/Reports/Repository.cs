namespace FastOpt.Benchmarks.Reports;

/// <summary>The repository that this program was built in.</summary>
internal static class Repository
{
    /// <summary>Its directory, or null if the program has been moved out of it.</summary>
    public static string? Root { get; } = Find();

    private static string? Find()
    {
        for (DirectoryInfo? directory = new(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "FastOpt.sln")))
                return directory.FullName;
        }

        return null;
    }
}
