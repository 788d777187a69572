using System.Diagnostics;
using System.Globalization;
using FastOpt.Benchmarks.Measuring;

namespace FastOpt.Benchmarks.Builds;

/// <summary>A project that a user could have, built again and again by the SDK, whose compiler stays warm between builds.</summary>
internal sealed class BuiltProject : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fastopt-build-").FullName;
    private readonly string _source;
    private int _edits;

    /// <param name="name">What the table calls it.</param>
    /// <param name="library">FastOpt's assembly.</param>
    /// <param name="generator">Its generator.</param>
    /// <param name="source">The program.</param>
    public BuiltProject(string name, string library, string generator, string source)
    {
        (Name, _source) = (name, source);
        File.WriteAllText(Path.Combine(_directory, "built.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <NuGetAudit>false</NuGetAudit>
                <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="FastOpt"><HintPath>{library}</HintPath></Reference>
                <Analyzer Include="{generator}" />
              </ItemGroup>
            </Project>
            """);
        Write();
        Build("Release", "");
    }

    public string Name { get; }

    /// <summary>Seconds of each build.</summary>
    public Series Seconds { get; } = new();

    /// <summary>Lines and bytes that the generator wrote.</summary>
    public (int Lines, long Bytes) Generated
    {
        get
        {
            string[] files = Directory.GetFiles(Path.Combine(_directory, "obj", "Release"), "*.g.cs", SearchOption.AllDirectories);
            return (files.Sum(static file => File.ReadLines(file).Count()), files.Sum(static file => new FileInfo(file).Length));
        }
    }

    /// <summary>Builds once more after an edit that changes no declaration.</summary>
    public void Round()
    {
        Write();
        long start = Stopwatch.GetTimestamp();
        Build("Release", "--no-restore");
        Seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>What the program prints, built in a configuration.</summary>
    public string Run(string configuration)
    {
        Build(configuration, "--no-restore");
        return Start("dotnet", $"bin/{configuration}/net10.0/built.dll");
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private void Write()
    {
        _edits++;
        File.WriteAllText(Path.Combine(_directory, "Program.cs"), _source);
        string number = _edits.ToString(CultureInfo.InvariantCulture);
        File.WriteAllText(Path.Combine(_directory, "Elsewhere.cs"), $"internal static class Elsewhere {{ public static int Number => {number}; }}");
    }

    private void Build(string configuration, string arguments) => Start("dotnet", $"build -c {configuration} {arguments} -v quiet -nologo");

    private string Start(string program, string arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _directory, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {arguments}: {output}");
    }
}
