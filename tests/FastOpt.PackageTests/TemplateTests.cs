using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace FastOpt.PackageTests;

/// <summary>A new user's path: install the templates, make a project, run it, publish it.</summary>
public sealed class TemplateTests(PackedPackage package)
{
    [Fact]
    public void A_new_project_trains_and_publishes_as_a_native_file()
    {
        // A hive of the test's own: nothing is installed on the machine.
        string hive = Path.Combine(package.Folder, "hive");
        Shell.Run("dotnet", package.Folder, "new", "install", package.Templates, "--debug:custom-hive", hive).Succeeded();

        CommandResult jit = package.Dotnet(New("Spirals"), "run", "-c", "Release");
        string[] epochs = Epochs(jit);
        Assert.Equal(5, epochs.Length);
        Assert.True(Accuracy(epochs[^1]) >= 97, jit.Output);

        string native = New("NativeSpirals", "--framework", "net9.0");
        package.Dotnet(native, "publish", "-c", "Release", "-o", "out");
        CommandResult run = Shell.Run(Path.Combine(native, "out", "NativeSpirals"), native).Succeeded();
        if (!jit.Output.Contains("SSE", StringComparison.Ordinal))
            Assert.Equal(epochs, Epochs(run));
        Assert.True(Accuracy(Epochs(run)[^1]) >= 97, run.Output);

        string New(string name, params string[] options)
        {
            Shell.Run("dotnet", package.Folder, ["new", "fastopt", "-o", name, .. options, "--debug:custom-hive", hive]).Succeeded();
            return Path.Combine(package.Folder, name);
        }
    }

    [Fact]
    public void A_new_project_for_a_table_trains_and_publishes_as_a_native_file()
    {
        string hive = Path.Combine(package.Folder, "hive-csv");
        Shell.Run("dotnet", package.Folder, "new", "install", package.Templates, "--debug:custom-hive", hive).Succeeded();
        CommandResult jit = package.Dotnet(New("Flats"), "run", "-c", "Release");
        Assert.True(Score(jit) >= 0.9, jit.Output);
        Assert.All(["report.html", "flats.onnx", "flats.safetensors", "flats.binder.json"], file => Assert.True(File.Exists(Path.Combine(package.Folder, "Flats", file)), file));

        string native = New("NativeFlats", "--framework", "net9.0");
        package.Dotnet(native, "publish", "-c", "Release", "-o", "out");
        CommandResult run = Shell.Run(Path.Combine(native, "out", "NativeFlats"), native).Succeeded();
        Assert.True(Score(run) >= 0.9, run.Output);

        string New(string name, params string[] options)
        {
            Shell.Run("dotnet", package.Folder, ["new", "fastopt-csv", "-o", name, .. options, "--debug:custom-hive", hive]).Succeeded();
            return Path.Combine(package.Folder, name);
        }
    }

    private static double Score(CommandResult result) => double.Parse(Regex.Match(result.Output, @"test: R² (-?[0-9.]+)").Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    private static string[] Epochs(CommandResult result) => [.. result.Lines.Where(static line => line.StartsWith("epoch ", StringComparison.Ordinal))];

    private static double Accuracy(string epoch) => double.Parse(Regex.Match(epoch, @"accuracy ([0-9.]+)").Groups[1].ValueSpan, CultureInfo.InvariantCulture);
}
