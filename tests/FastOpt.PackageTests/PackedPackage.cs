using System.Diagnostics;
using System.Text;

namespace FastOpt.PackageTests;

/// <summary>Packs src/FastOpt as it was built, and prepares a folder outside the repository in which a project finds only that package.</summary>
public sealed class PackedPackage : IDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    /// <summary>Packs once for all tests of the class.</summary>
    public PackedPackage()
    {
        Folder = Directory.CreateTempSubdirectory("fastopt-package-").FullName;
        // A version of its own, so that no cache of an earlier package is used.
        Version = "0.0.0-test" + Guid.NewGuid().ToString("N")[..12];
        string project = Path.Combine(RepositoryRoot(), "src", "FastOpt", "FastOpt.csproj");
        CommandResult pack = Run(Folder, "pack", project, "-c", Configuration, "--no-build", "-o", Path.Combine(Folder, "feed"), $"-p:Version={Version}");
        if (pack.ExitCode != 0)
            throw new InvalidOperationException("dotnet pack failed:\n" + pack.Output);
        System.IO.File.WriteAllText(Path.Combine(Folder, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(Folder, "packages")}" /></config>
              <packageSources><add key="packed" value="{Path.Combine(Folder, "feed")}" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{MachinePackages()}" /></fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>A folder of the test's own.</summary>
    public string Folder { get; }

    /// <summary>The packed version.</summary>
    public string Version { get; }

    /// <summary>The package.</summary>
    public string File => Path.Combine(Folder, "feed", $"FastOpt.{Version}.nupkg");

    /// <summary>Copies a project of the tests to a folder of its own.</summary>
    public string CopyConsumer(string name)
    {
        string target = Path.Combine(Folder, name);
        Directory.CreateDirectory(target);
        foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Consumer")))
            System.IO.File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        return target;
    }

    /// <summary>Runs dotnet and waits for it.</summary>
    public CommandResult Dotnet(string folder, params string[] arguments) => Run(folder, [.. arguments, $"-p:FastOptVersion={Version}"]);

    /// <summary>Runs a program and waits for it.</summary>
    public static CommandResult Execute(string file, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What a test runner sets for itself is not the user's environment.
        foreach (string name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || key.StartsWith("DOTNET_Enable", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        using Process process = Process.Start(start)!;
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output.ToString());

        void Append(string? line)
        {
            lock (output)
                output.AppendLine(line);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static CommandResult Run(string folder, params string[] arguments) => Execute("dotnet", folder, arguments);

    private static string MachinePackages() => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string RepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder, "FastOpt.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("FastOpt.sln was not found above " + AppContext.BaseDirectory);
    }
}

/// <summary>What a command gave back.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Standard output and error.</param>
public sealed record CommandResult(int ExitCode, string Output)
{
    /// <summary>The rest of the line that starts with a word.</summary>
    public string Line(string word) => Output.Split('\n').Select(line => line.Trim()).First(line => line.StartsWith(word + " ", StringComparison.Ordinal))[(word.Length + 1)..];
}
