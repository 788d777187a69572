using FastOpt.Cli.Playground;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(FastOpt.Playground.Tests.Browser.BrowserFixture))]

namespace FastOpt.Playground.Tests.Browser;

/// <summary>
/// One browser and one server for all tests: the machine's own Chromium, and the site that tests/playground.sh has published. Where one of them is missing, the
/// tests are skipped and say so: a browser among all other tests would wait for a processor.
/// </summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    /// <summary>The published site's folder.</summary>
    private const string SiteVariable = "FASTOPT_PLAYGROUND_SITE";

    private static readonly string[] Browsers =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

    private readonly CancellationTokenSource _cancellation = new();
    private readonly SemaphoreSlim _starting = new(1);
    private SiteServer? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private Task? _serving;

    /// <summary>Why nothing can be tested; null if it can.</summary>
    public static string? Reason =>
        string.IsNullOrEmpty(Site) ? "the site is published, and tested in a browser, by tests/playground.sh"
        : Array.Exists(Browsers, File.Exists) ? null
        : $"no Chromium: none of {string.Join(", ", Browsers)}; on Debian, apt-get install chromium";

    private static string? Site => Environment.GetEnvironmentVariable(SiteVariable);

    /// <summary>Where the site is served.</summary>
    public string Address => _server!.Address;

    /// <summary>The site's folder.</summary>
    public string Folder { get; private set; } = "";

    /// <summary>The browser; started by the first test that asks for it.</summary>
    public async Task<IBrowser> StartAsync()
    {
        Assert.SkipWhen(Reason is not null, Reason ?? "");
        await _starting.WaitAsync();
        try
        {
            if (_browser is not null)
                return _browser;
            Folder = Site!;
            _server = new SiteServer(new SiteFiles(Folder), 0);
            _serving = _server.RunAsync(_cancellation.Token);
            _playwright = await Playwright.CreateAsync();
            return _browser = await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Browsers.First(File.Exists),
                Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
            });
        }
        finally
        {
            _starting.Release();
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await _cancellation.CancelAsync();
        if (_serving is not null)
            await _serving;
        _server?.Dispose();
        _cancellation.Dispose();
        _starting.Dispose();
    }
}
