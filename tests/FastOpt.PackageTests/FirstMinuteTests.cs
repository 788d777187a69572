using System.Globalization;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FastOpt.Tables;
using Xunit;

namespace FastOpt.PackageTests;

/// <summary>
/// README's first minute, by its own words: the program in one file, and in a project that gets the package. (The template has <see cref="TemplateTests"/>.)
/// </summary>
public sealed class FirstMinuteTests(PackedPackage package)
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(PackedPackage.RepositoryRoot, "README.md"));

    private static readonly string Program = Block("csharp");

    private static readonly string Version =
        XDocument.Load(Path.Combine(PackedPackage.RepositoryRoot, "Directory.Build.props")).Descendants("Version").Single().Value;

    [Fact]
    public void A_file_with_a_package_trains()
    {
        Assert.Contains("`dotnet run -c Release wave.cs`", Readme, StringComparison.Ordinal);
        string reference = "#:package FastOpt@" + Version + "\n";
        Assert.StartsWith(reference, Program, StringComparison.Ordinal);
        string folder = Folder("minute-file");
        File.WriteAllText(Path.Combine(folder, "wave.cs"), Program.Replace(reference, $"#:package FastOpt@{package.Version}\n", StringComparison.Ordinal));
        AssertPrints(Shell.Run("dotnet", folder, "run", "-c", "Release", "wave.cs"));
    }

    [Fact]
    public void A_project_that_gets_the_package_trains()
    {
        Assert.Contains("`dotnet add package FastOpt`", Readme, StringComparison.Ordinal);
        string folder = Folder("minute-project");
        Shell.Run("dotnet", folder, "new", "console", "-n", "Wave", "-o", ".").Succeeded();
        Shell.Run("dotnet", folder, "add", "package", "FastOpt", "--version", package.Version).Succeeded();
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program[(Program.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        AssertPrints(Shell.Run("dotnet", folder, "run", "-c", "Release"));
    }

    /// <summary>On the real table where it lies beside the clone, and on one of the same columns that is made here.</summary>
    [Fact]
    public void A_table_becomes_a_model()
    {
        Assert.Contains("`dotnet run -c Release housing.cs`", Readme, StringComparison.Ordinal);
        string folder = Folder("minute-table");
        File.WriteAllText(Path.Combine(folder, "housing.cs"), Block("csharp table").Replace($"FastOpt.Training@{Version}\n", $"FastOpt.Training@{package.Version}\n", StringComparison.Ordinal));
        string real = Path.Combine(PackedPackage.RepositoryRoot, "..", "shared", "data", "california-housing", "housing.csv");
        File.WriteAllText(Path.Combine(folder, "housing.csv"), File.Exists(real) ? File.ReadAllText(real) : HousingTable.Text(5_000));
        CommandResult run = Shell.Run("dotnet", folder, "run", "-c", "Release", "housing.cs");
        Assert.Equal(0, run.ExitCode);
        Match result = Regex.Match(string.Join('\n', run.Lines), @"test R² (\d\.\d+), best epoch \d+ of \d+");
        Assert.True(double.Parse(result.Groups[1].Value, CultureInfo.InvariantCulture) >= 0.77, string.Join('\n', run.Lines));
        Assert.Contains("ocean_proximity=INLAND", File.ReadAllText(Path.Combine(folder, "housing.onnx"), Encoding.Latin1), StringComparison.Ordinal);
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(folder, "housing.html")), StringComparison.Ordinal);
    }

    /// <summary>The feed that README makes is one of the folder's own: nothing is written to the user's settings.</summary>
    [Fact]
    public void The_feed_is_the_folders_own()
    {
        Match command = Regex.Match(Readme, "dotnet new nugetconfig && (dotnet nuget add source packages --name fastopt --configfile nuget.config)");
        Assert.True(command.Success);
        string folder = Folder("minute-feed");
        Directory.CreateDirectory(Path.Combine(folder, "packages"));
        Shell.Run("dotnet", folder, "new", "nugetconfig").Succeeded();
        Shell.Run("dotnet", folder, command.Groups[1].Value.Split(' ')[1..]).Succeeded();
        Assert.Contains("""<add key="fastopt" value="packages" />""", File.ReadAllText(Path.Combine(folder, "nuget.config")), StringComparison.Ordinal);
    }

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(package.Folder, name)).FullName;

    /// <summary>The lines below the program; without fused multiply-adds others of the same kind.</summary>
    private static void AssertPrints(CommandResult run)
    {
        Assert.Equal(0, run.ExitCode);
        string[] expected = Block("text").Trim().Split('\n'), printed = [.. run.Lines.Where(static line => line.Length > 0)];
        if (Fma.IsSupported || AdvSimd.IsSupported)
            Assert.Equal(expected, printed);
        else
            Assert.Equal(expected.Length, printed.Length);
    }

    /// <summary>The first block of a kind.</summary>
    private static string Block(string info) => Regex.Match(Readme, $"^```{info}\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline).Groups[1].Value;
}
