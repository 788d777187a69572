using System.IO.Compression;
using System.Xml.Linq;
using Xunit;

namespace FastOpt.PackageTests;

/// <summary>The package as a stranger meets it: a fresh project outside the repository that references it, declares a network and runs.</summary>
public sealed class PackageTests(PackedPackage package) : IClassFixture<PackedPackage>
{
    [Fact]
    public void Holds_the_library_the_generator_and_the_build_targets()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.File);
        string[] names = [.. archive.Entries.Select(entry => entry.FullName)];
        Assert.Contains("lib/net9.0/FastOpt.dll", names);
        Assert.Contains("lib/net10.0/FastOpt.dll", names);
        Assert.Contains("lib/net10.0/FastOpt.xml", names);
        Assert.Contains("analyzers/dotnet/cs/FastOpt.Generators.dll", names);
        Assert.Contains("buildTransitive/FastOpt.targets", names);
        Assert.Contains("README.md", names);
        Assert.DoesNotContain(names, name => name.StartsWith("lib/", StringComparison.Ordinal) && name.Contains("Generators", StringComparison.Ordinal));
    }

    [Fact]
    public void Depends_on_no_other_package()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.File);
        using Stream stream = archive.GetEntry("FastOpt.nuspec")!.Open();
        string[] dependencies = [.. XDocument.Load(stream).Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value).Distinct()];
        Assert.Empty(dependencies);
    }

    [Fact]
    public void A_fresh_project_trains_and_its_native_program_gives_the_same_bits()
    {
        string folder = package.CopyConsumer("consumer");
        CommandResult jit = package.Dotnet(folder, "run", "-c", "Release");
        Assert.True(jit.ExitCode == 0, jit.Output);
        Assert.Equal("yes", jit.Line("learned"));

        string native = package.CopyConsumer("native");
        CommandResult publish = package.Dotnet(native, "publish", "-c", "Release", "-p:PublishAot=true", "-o", "out");
        Assert.True(publish.ExitCode == 0, publish.Output);
        Assert.DoesNotContain("warning", publish.Output, StringComparison.OrdinalIgnoreCase);
        CommandResult run = PackedPackage.Execute(Path.Combine(native, "out", "Consumer"), native);
        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Equal("yes", run.Line("learned"));
        if (System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64)
        {
            Assert.Contains("FastOpt: NativeAOT compiles for level v3", publish.Output, StringComparison.Ordinal);
            Assert.Equal("AVX2", run.Line("instructions"));
        }

        // Wherever multiply-adds are fused, the bits are the same.
        if (jit.Line("instructions") is "AVX-512" or "AVX2" or "AdvSimd")
            Assert.Equal(jit.Line("weights"), run.Line("weights"));
    }
}
