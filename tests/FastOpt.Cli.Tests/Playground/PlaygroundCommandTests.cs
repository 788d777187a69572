using FastOpt.Cli.Playground;

namespace FastOpt.Cli.Tests.Playground;

/// <summary>What <c>fastopt playground</c> says of its options, and where it looks for the site.</summary>
public sealed class PlaygroundCommandTests
{
    [Theory]
    [InlineData("--port takes an integer from 0 to 65535, not '65536'", "--port", "65536")]
    [InlineData("--port takes an integer from 0 to 65535, not '-1'", "--port", "-1")]
    [InlineData("--port takes an integer from 0 to 65535, not 'http'", "--port", "http")]
    [InlineData("--site and --rebuild exclude each other", "--site", ".", "--rebuild")]
    public void Bad_options_are_explained(string message, params string[] arguments)
    {
        (int code, string output, string error) = CommandLineTests.Run(["playground", .. arguments]);
        Assert.Equal(1, code);
        Assert.Empty(output);
        Assert.StartsWith("fastopt: " + message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_no_site_is_named()
    {
        using var directory = new TemporaryDirectory();
        (int code, string output, string error) = CommandLineTests.Run("playground", "--no-browser", "--site", directory.Path);
        Assert.Equal(1, code);
        Assert.Empty(output);
        Assert.Equal($"fastopt: '{directory.Path}' is no published site: it has no index.html.\n", error);
    }

    [Fact]
    public void The_site_beside_the_program_is_taken()
    {
        using var directory = new TemporaryDirectory();
        string site = Path.Combine(directory.Path, "playground", "wwwroot");
        Directory.CreateDirectory(site);
        File.WriteAllText(Path.Combine(site, "index.html"), "");
        Assert.Equal(site, PlaygroundSite.Find(directory.Path, rebuild: false, TextWriter.Null));
    }

    [Fact]
    public void Outside_of_a_clone_the_error_says_how_to_get_the_site()
    {
        using var directory = new TemporaryDirectory();
        IOException e = Assert.ThrowsAny<IOException>(() => PlaygroundSite.Find(directory.Path, rebuild: false, TextWriter.Null));
        Assert.Contains(Path.Combine(directory.Path, "playground", "wwwroot"), e.Message, StringComparison.Ordinal);
        Assert.Contains("--site FOLDER/wwwroot", e.Message, StringComparison.Ordinal);
        e = Assert.ThrowsAny<IOException>(() => PlaygroundSite.Find(directory.Path, rebuild: true, TextWriter.Null));
        Assert.StartsWith("--rebuild: this is no clone", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_project_is_found_from_the_programs_folder_in_a_clone() =>
        Assert.EndsWith("FastOpt.Playground.csproj", PlaygroundSite.FindProject(AppContext.BaseDirectory), StringComparison.Ordinal);

    [Fact]
    public void The_help_says_how_it_ends()
    {
        (int code, string output, _) = CommandLineTests.Run("playground", "--help");
        Assert.Equal(0, code);
        Assert.Contains("until Ctrl+C", output, StringComparison.Ordinal);
        Assert.Contains("--port", output, StringComparison.Ordinal);
    }
}
