using FastOpt.Training.Tests.Logs;

namespace FastOpt.Training.Tests.Reports;

public sealed class HtmlReportInChromiumTests
{
    [Fact]
    public void TheReportOpensWithoutAConsoleMessageOrARequest()
    {
        string program = Program();
        using var folder = new TempFolder();
        HtmlReport.Write(folder.File("report.html"), SampleReports.Classes());
        (string[] console, string[] requests, string document) = Chromium.Open(program, folder.File("report.html"));
        Assert.Empty(console);
        Assert.Empty(requests);
        Assert.Contains("<h1>Three &lt;classes&gt;</h1>", document, StringComparison.Ordinal);
        Assert.EndsWith("</body></html>", document.TrimEnd(), StringComparison.Ordinal);
    }

    // The test above can fail: a page that asks and speaks is seen.
    [Fact]
    public void APageThatAsksAndSpeaksIsSeen()
    {
        string program = Program();
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("page.html"), "<!DOCTYPE html><img src=\"http://127.0.0.1:9/x.png\"><script>console.log('hello')</script>");
        (string[] console, string[] requests, _) = Chromium.Open(program, folder.File("page.html"));
        Assert.Contains(console, static line => line.Contains("\"hello\"", StringComparison.Ordinal));
        Assert.Contains("http://127.0.0.1:9/x.png", requests);
    }

    private static string Program()
    {
        string? program = Chromium.Find();
        Assert.SkipWhen(program is null, "No chromium, chromium-browser or google-chrome in PATH.");
        return program!;
    }
}
