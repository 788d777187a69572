using System.ComponentModel;
using System.Diagnostics;

namespace FastOpt.Cli.Playground;

/// <summary>
/// Where the published playground is: in the folder <c>playground</c> beside the program. In a clone of the repository it is published there when it is first
/// asked for.
/// </summary>
internal static class PlaygroundSite
{
    private const string Project = "src/FastOpt.Playground/FastOpt.Playground.csproj";

    /// <summary>The site's folder.</summary>
    /// <param name="program">The program's folder.</param>
    /// <param name="rebuild">Whether it is published anew though it is there.</param>
    /// <param name="output">Told what is done.</param>
    /// <exception cref="IOException">It is not there, and cannot be published.</exception>
    public static string Find(string program, bool rebuild, TextWriter output)
    {
        string published = Path.Combine(program, "playground"), site = Path.Combine(published, "wwwroot");
        bool isThere = File.Exists(Path.Combine(site, "index.html"));
        if (isThere && !rebuild)
            return site;
        string? project = FindProject(program);
        if (project is null)
        {
            throw new FileNotFoundException(rebuild
                ? $"--rebuild: this is no clone of the repository: no folder above '{program}' has {Project}"
                : $"the playground's files are not in '{site}'. Publish them with 'dotnet publish -c Release {Project} -o FOLDER', "
                    + "and pass --site FOLDER/wwwroot");
        }

        output.WriteLine("Publishing the playground, once; this takes a minute or two …");
        Publish(project, published);
        return site;
    }

    /// <summary>The playground's project in the clone that a folder is in; null if it is in none.</summary>
    public static string? FindProject(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            string project = Path.Combine(at.FullName, Project);
            if (File.Exists(project))
                return project;
        }

        return null;
    }

    // Beside its place first: who ends this halfway finds no half a site.
    private static void Publish(string project, string folder)
    {
        string temporary = folder + ".new";
        if (Directory.Exists(temporary))
            Directory.Delete(temporary, recursive: true);
        // Its errors go to the terminal. Read through a pipe, they would end only with the build servers that it leaves behind.
        var start = new ProcessStartInfo("dotnet");
        foreach (string argument in (string[])["publish", "-c", "Release", project, "-o", temporary, "--nologo", "-v", "quiet"])
            start.ArgumentList.Add(argument);
        int code;
        try
        {
            using Process process = Process.Start(start)!;
            process.WaitForExit();
            code = process.ExitCode;
        }
        catch (Win32Exception e)
        {
            throw new IOException($"the playground could not be published: 'dotnet' does not start: {e.Message}", e);
        }

        if (code != 0)
            throw new IOException($"the playground could not be published: 'dotnet publish {project}' ended with {code}");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.Move(temporary, folder);
    }
}
