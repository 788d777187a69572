using System.Text.RegularExpressions;
using Xunit;

namespace FastOpt.PackageTests;

/// <summary>Projects in which nothing could be compiled: one error that says so, and no other.</summary>
public sealed class UnsupportedProjectTests(PackedPackage package)
{
    private const string Network = """
        using FastOpt;

        namespace Samples;

        [Network(3), Dense(1), MeanSquaredError]
        public sealed partial class Line;
        """;

    /// <summary>The package fits no framework older than its library, so that NuGet says which ones there are.</summary>
    [Theory]
    [InlineData("net8.0")]
    [InlineData("netstandard2.0")]
    [InlineData("net6.0")]
    [InlineData("net48")]
    public void An_older_framework_is_an_error_of_the_restore(string framework)
    {
        string folder = Project("old-" + framework, "Old.csproj", $"<TargetFramework>{framework}</TargetFramework>", ("Line.cs", Network));
        CommandResult build = Build(folder, "restore");
        Assert.Matches($@"error NU1202: Package FastOpt {Regex.Escape(package.Version)} is not compatible with {framework} .*supports:", Assert.Single(Errors(build)));
        Assert.Contains("- net10.0 (", build.Output, StringComparison.Ordinal);
        Assert.Contains("- net9.0 (", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_frameworks_the_older_one_is_the_error()
    {
        string folder = Project("several", "Several.csproj", "<TargetFrameworks>net8.0;net10.0</TargetFrameworks>", ("Line.cs", Network));
        Assert.Contains("error NU1202: Package FastOpt", Assert.Single(Errors(Build(folder, "restore"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("F#", "Trainer.fsproj", "Line.fs", "module Samples\nopen FastOpt\n[<Network(3); Dense(1); MeanSquaredError>]\ntype Line() = class end\n")]
    [InlineData("VB", "Trainer.vbproj", "Line.vb", "Imports FastOpt\n<Network(3), Dense(1), MeanSquaredError>\nPublic NotInheritable Class Line\nEnd Class\n")]
    [InlineData("F#", "Rules.fsproj", "Step.fs", "module Samples\nopen FastOpt\n[<Optimizer>]\ntype Step() = class end\n")]
    [InlineData("F#", "Qualified.fsproj", "Line.fs", "namespace Samples\n[<FastOpt.Network(2); FastOpt.Dense(1); FastOpt.Huber>]\ntype Line() = class end\n")]
    [InlineData("F#", "Silent.fsproj", "Silent.fs", "module Silent\nlet answer = FastOpt.VectorMath.Exp(0.0f)\n")]
    [InlineData("VB", "Rules.vbproj", "Half.vb", "Imports FastOpt\n<Activation>\nPublic Structure Half\n    Public Factor As Single\nEnd Structure\n")]
    [InlineData("VB", "Block.vbproj", "Block.vb", "<FastOpt.Objective>\nPublic Structure Bowl\n    Public A As Double\nEnd Structure\n")]
    public void Another_language_is_told_to_declare_in_CSharp(string language, string project, string file, string source)
    {
        string error = Assert.Single(Errors(Build(Project("language-" + project, project, "<TargetFramework>net10.0</TargetFramework>", (file, source)))));
        Assert.Contains($"error FOPT0040: FastOpt compiles declarations in C# alone, but this project is {language}:", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_language_may_call_what_is_there()
    {
        const string Source = "module Calls\nlet answer = FastOpt.VectorMath.Exp(0.0f)\n";
        package.Dotnet(Project("calls", "Calls.fsproj", "<TargetFramework>net10.0</TargetFramework><FastOptDeclares>false</FastOptDeclares>", ("Calls.fs", Source)), "msbuild", "-restore");
    }

    /// <summary>A project that knows the package through a C# library alone.</summary>
    [Fact]
    public void Another_language_uses_networks_of_a_CSharp_library()
    {
        const string Source = "Public Module User\n    Public Function Steps() As Long\n        Return New Samples.Line(4).Step\n    End Function\nEnd Module\n";
        string library = Project("library", "Networks.csproj", "<TargetFramework>net10.0</TargetFramework>", ("Line.cs", Network));
        string reference = $"""<ItemGroup><ProjectReference Include="{Path.Combine(library, "Networks.csproj")}" /></ItemGroup>""";
        package.Dotnet(Project("user", "User.vbproj", "<TargetFramework>net10.0</TargetFramework>", ("User.vb", Source), reference), "msbuild", "-restore");
    }

    private CommandResult Build(string folder, string command = "build")
    {
        // Old frameworks' reference assemblies are a feed's, and there is none: what is asked is whether the package fits.
        CommandResult build = Shell.Run(
            "dotnet", folder, command, $"-p:FastOptVersion={package.Version}", "-p:DisableImplicitFrameworkReferences=true", "-p:AutomaticallyUseReferenceAssemblyPackages=false");
        Assert.NotEqual(0, build.ExitCode);
        return build;
    }

    private string Project(string name, string project, string properties, (string Name, string Source) file, string? reference = null)
    {
        string folder = Directory.CreateDirectory(Path.Combine(package.Folder, name.Replace('.', '-'))).FullName;
        bool isFSharp = project.EndsWith(".fsproj", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, file.Name), file.Source);
        File.WriteAllText(Path.Combine(folder, project), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>{properties}<CheckEolTargetFramework>false</CheckEolTargetFramework></PropertyGroup>
              {(isFSharp ? $"""<ItemGroup><Compile Include="{file.Name}" /></ItemGroup>""" : "")}
              {reference ?? """<ItemGroup><PackageReference Include="FastOpt" Version="$(FastOptVersion)" /></ItemGroup>"""}
            </Project>
            """);
        return folder;
    }

    /// <summary>The errors, each once: a build repeats them in its summary. One of the restore goes on over several lines, which list frameworks.</summary>
    private static IEnumerable<string> Errors(CommandResult build) => build.Lines
        .Where(static line => Regex.IsMatch(line, "(^|: )error ") && !Regex.IsMatch(line, "error NU1202: +- ")).Distinct();
}
