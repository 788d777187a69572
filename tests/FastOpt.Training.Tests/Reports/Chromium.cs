using System.Diagnostics;
using System.Text.RegularExpressions;
using FastOpt.Training.Tests.Logs;

namespace FastOpt.Training.Tests.Reports;

/// <summary>A headless Chromium that opens a page.</summary>
internal static partial class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly string[] OwnSchemes = ["file:", "data:"];

    /// <summary>Its program; null where there is none.</summary>
    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(static folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>What a page wrote to the console, what it asked for besides itself, and its document behind loading.</summary>
    public static (string[] Console, string[] Requests, string Document) Open(string program, string page)
    {
        using var folder = new TempFolder();
        string log = folder.File("net.json");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[]
        {
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--user-data-dir=" + folder.File("profile"), "--enable-logging=stderr", "--log-net-log=" + log,
                "--dump-dom", new Uri(page).AbsoluteUri,
        })
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string document = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        string[] console = [.. errors.Result.Split('\n').Where(static line => line.Contains(":CONSOLE", StringComparison.Ordinal))];

        // Chromium asks for things of its own; a request of the page names the page's site.
        string[] requests = [.. File.ReadLines(log).Where(static line => line.Contains("\"network_isolation_key\":\"file:", StringComparison.Ordinal))
            .Select(static line => Url().Match(line).Groups[1].Value)];
        return (console, [.. requests.Where(static url => !OwnSchemes.Any(scheme => url.StartsWith(scheme, StringComparison.Ordinal)))], document);
    }

    [GeneratedRegex("\"url\":\"([^\"]*)\"")]
    private static partial Regex Url();
}
