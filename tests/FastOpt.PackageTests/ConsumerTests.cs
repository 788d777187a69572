using System.Runtime.InteropServices;
using Xunit;

namespace FastOpt.PackageTests;

/// <summary>The package as a stranger meets it: fresh projects outside the repository, every warning an error.</summary>
public sealed class ConsumerTests(PackedPackage package)
{
    [Fact]
    public void A_console_program_trains_and_its_native_form_gives_the_same_bits()
    {
        CommandResult jit = package.Dotnet(package.CopyConsumer("Console", "console"), "run", "-c", "Release");
        Assert.Equal("yes", jit.Line("learned"));

        string native = package.CopyConsumer("Console", "native");
        CommandResult publish = package.Dotnet(native, "publish", "-c", "Release", "-p:PublishAot=true", "-o", "out");
        CommandResult run = Shell.Run(Path.Combine(native, "out", "Console"), native).Succeeded();
        Assert.Equal("yes", run.Line("learned"));
        if (RuntimeInformation.OSArchitecture == Architecture.X64)
        {
            Assert.Contains("FastOpt: NativeAOT compiles for level v3", publish.Output, StringComparison.Ordinal);
            Assert.Equal("AVX2", run.Line("instructions"));
        }

        // Wherever multiply-adds are fused, the bits are the same.
        if (jit.Line("instructions") is "AVX-512" or "AVX2" or "AdvSimd")
            Assert.Equal(jit.Line("weights"), run.Line("weights"));
    }
}

/// <summary>A class library that declares networks, and a program that knows the package only through it.</summary>
public sealed class TransitiveTests(PackedPackage package)
{
    [Fact]
    public void Library_generator_and_targets_reach_a_program_through_a_library()
    {
        string program = Path.Combine(package.CopyConsumer("Transitive", "transitive"), "App");
        Assert.Equal("yes", package.Dotnet(program, "run", "-c", "Release").Line("learned"));

        string level = package.Dotnet(program, "msbuild", "-getProperty:IlcInstructionSet", "-p:PublishAot=true", "-p:RuntimeIdentifier=linux-x64").Output.Trim();
        Assert.Equal("x86-64-v3", level);
    }
}

/// <summary>A test project.</summary>
public sealed class TestProjectTests(PackedPackage package)
{
    [Fact]
    public void Networks_are_declared_and_tested_in_a_test_project()
    {
        CommandResult tests = package.Dotnet(
            package.CopyConsumer("Tests", "tests"),
            "test",
            "-c",
            "Release",
            $"-p:TestSdkVersion={PackedPackage.CentralVersion("Microsoft.NET.Test.Sdk")}",
            $"-p:XunitVersion={PackedPackage.CentralVersion("xunit.v3")}",
            $"-p:XunitRunnerVersion={PackedPackage.CentralVersion("xunit.runner.visualstudio")}");
        Assert.Matches(@"Failed: +0, Passed: +2\b", tests.Output);
    }
}

/// <summary>A build with an SDK whose compiler would pass over the generator.</summary>
public sealed class OldCompilerTests(PackedPackage package)
{
    [Fact]
    public void An_older_compiler_is_told_which_one_is_needed()
    {
        CommandResult build = Shell.Run(
            "dotnet", package.CopyConsumer("Console", "old"), "build", "-c", "Release", $"-p:FastOptVersion={package.Version}", "-p:CompilerApiVersion=roslyn4.8");
        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("error FOPT0037: FastOpt needs the C# compiler of SDK 9.0.300 or later (Roslyn 4.14), but this build uses Roslyn 4.8", build.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("error CS", build.Output, StringComparison.Ordinal);
    }
}
