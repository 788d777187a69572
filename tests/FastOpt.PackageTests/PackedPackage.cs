using System.Xml.Linq;
using FastOpt.PackageTests;
using Xunit;

[assembly: AssemblyFixture(typeof(PackedPackage))]

namespace FastOpt.PackageTests;

/// <summary>Packs what was built, and prepares a folder outside the repository in which projects find only these packages.</summary>
public sealed class PackedPackage : IDisposable
{
#if DEBUG
    internal const string Configuration = "Debug";
#else
    internal const string Configuration = "Release";
#endif

    /// <summary>Packs once for all tests.</summary>
    public PackedPackage()
    {
        Folder = Directory.CreateTempSubdirectory("fastopt-package-").FullName;
        // A version of its own, so that no cache of an earlier package is used.
        Version = "0.0.0-test" + Guid.NewGuid().ToString("N")[..12];
        Pack(RepositoryRoot, Feed, build: false);
        File.WriteAllText(Path.Combine(Folder, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(Folder, "packages")}" /></config>
              <packageSources><clear /><add key="packed" value="{Feed}" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{MachinePackages()}" /></fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>A folder of the tests' own.</summary>
    public string Folder { get; }

    /// <summary>The packed version.</summary>
    public string Version { get; }

    /// <summary>Where the packages are.</summary>
    public string Feed => Path.Combine(Folder, "feed");

    /// <summary>The package of the library.</summary>
    public string Library => Path.Combine(Feed, $"FastOpt.{Version}.nupkg");

    /// <summary>Its symbols.</summary>
    public string Symbols => Path.Combine(Feed, $"FastOpt.{Version}.snupkg");

    /// <summary>The package of what stands around training steps.</summary>
    public string Training => Path.Combine(Feed, $"FastOpt.Training.{Version}.nupkg");

    /// <summary>Its symbols.</summary>
    public string TrainingSymbols => Path.Combine(Feed, $"FastOpt.Training.{Version}.snupkg");

    /// <summary>The package of the templates.</summary>
    public string Templates => Path.Combine(Feed, $"FastOpt.Templates.{Version}.nupkg");

    /// <summary>The directory of FastOpt.sln.</summary>
    public static string RepositoryRoot { get; } = FindRepository();

    /// <summary>Packs the packages of a copy of the repository into a feed.</summary>
    public void Pack(string repository, string feed, bool build)
    {
        string[] options = ["-c", Configuration, "-o", feed, "--nologo", "-v", "quiet", $"-p:PackageVersion={Version}", .. build ? [] : new[] { "--no-build" }];
        foreach (string project in new[] { "FastOpt", "FastOpt.Training", "FastOpt.Templates" })
            Shell.Run("dotnet", repository, ["pack", Path.Combine(repository, "src", project, project + ".csproj"), .. options]).Succeeded();
    }

    /// <summary>Copies a user's project to a folder of its own.</summary>
    public string CopyConsumer(string consumer, string name)
    {
        string source = Path.Combine(AppContext.BaseDirectory, "Consumers", consumer);
        string target = Path.Combine(Folder, name);
        foreach (string file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target;
    }

    /// <summary>Runs dotnet on a user's project, which must succeed without a warning.</summary>
    public CommandResult Dotnet(string folder, params string[] arguments)
    {
        CommandResult result = Shell.Run("dotnet", folder, [.. arguments, $"-p:FastOptVersion={Version}"]).Succeeded();
        Assert.DoesNotContain("warning", result.Output, StringComparison.OrdinalIgnoreCase);
        return result;
    }

    /// <summary>The version of a package that this repository itself uses.</summary>
    public static string CentralVersion(string package) => XDocument.Load(Path.Combine(RepositoryRoot, "Directory.Packages.props"))
        .Descendants("PackageVersion").Single(element => element.Attribute("Include")!.Value == package).Attribute("Version")!.Value;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string MachinePackages() => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string FindRepository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "FastOpt.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("FastOpt.sln was not found above " + AppContext.BaseDirectory);
    }
}
