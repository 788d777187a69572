using System.Text;

namespace FastOpt.Cli.Scaffolding;

/// <summary>Where a project goes, and how.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="IsSingleFile">Whether it is one file that <c>dotnet run</c> runs.</param>
/// <param name="Force">Whether files that are there are written over.</param>
/// <param name="Packages">A folder of FastOpt's packages for a nuget.config; null for none.</param>
/// <param name="Version">The version of the packages.</param>
internal sealed record ProjectTarget(string Folder, bool IsSingleFile, bool Force, string? Packages, string Version);

/// <summary>Writes the files of a project.</summary>
internal static class ProjectWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Fails where a project must not be written, before anything is.</summary>
    /// <exception cref="UnusableTableException">The folder has files, or is one.</exception>
    public static void CheckFolder(ProjectTarget target)
    {
        if (File.Exists(target.Folder))
            throw new UnusableTableException($"'{target.Folder}' is a file; name a folder with -o");
        if (!target.Force && Directory.Exists(target.Folder) && Directory.EnumerateFileSystemEntries(target.Folder).Any())
            throw new UnusableTableException($"'{target.Folder}' is not empty; name another folder with -o, or write over its files with --force");
    }

    /// <summary>Writes the project.</summary>
    /// <returns>The names of the files, in the order in which one reads them.</returns>
    /// <exception cref="UnusableTableException">A file cannot be written.</exception>
    public static IReadOnlyList<string> Write(ProjectPlan plan, ProjectTarget target)
    {
        string table = Path.GetFileName(plan.Table.Path);
        List<(string Name, string Text)> files = target.IsSingleFile ? [SingleFile(plan, target, table)] : [.. Project(plan, target, table)];
        if (target.Packages is not null)
            files.Add(("nuget.config", ProjectText.NuGetConfig(Path.GetFullPath(target.Packages))));
        try
        {
            Directory.CreateDirectory(target.Folder);
            foreach ((string name, string text) in files)
                File.WriteAllText(Path.Combine(target.Folder, name), text.ReplaceLineEndings("\n"), Utf8);
            string copy = Path.Combine(target.Folder, table);
            if (Path.GetFullPath(copy) != Path.GetFullPath(plan.Table.Path))
                File.Copy(plan.Table.Path, copy, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnusableTableException($"the project cannot be written: {e.Message.TrimEnd('.')}");
        }

        return [.. files.Select(static file => file.Name), table];
    }

    private static IEnumerable<(string Name, string Text)> Project(ProjectPlan plan, ProjectTarget target, string table)
    {
        yield return ("Program.cs", $"using FastOpt.Training;\nusing {plan.Name};\n\n{ProgramText.Write(plan, table)}");
        yield return ($"{plan.Record}.cs", $"using FastOpt.Training;\n\nnamespace {plan.Name};\n\n{RecordText.Write(plan)}");
        yield return ($"{plan.Network}.cs", $"using FastOpt;\n\nnamespace {plan.Name};\n\n{NetworkText.Write(plan)}");
        yield return ("EpochLines.cs", $"using FastOpt.Training;\n\nnamespace {plan.Name};\n\n{ProgramText.Progress(plan.IsClass)}");
        yield return ($"{plan.Name}.csproj", ProjectText.Project(target.Version));
    }

    private static (string Name, string Text) SingleFile(ProjectPlan plan, ProjectTarget target, string table) => ($"{plan.Name}.cs", string.Join(
        "\n",
        ProjectText.Directives(target.Version) + "using FastOpt;\nusing FastOpt.Training;\n",
        ProgramText.Write(plan, table),
        RecordText.Write(plan),
        NetworkText.Write(plan),
        ProgramText.Progress(plan.IsClass)));
}
