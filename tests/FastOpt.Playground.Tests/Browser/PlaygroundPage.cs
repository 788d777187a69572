using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace FastOpt.Playground.Tests.Browser;

/// <summary>
/// A window with one figure. Whatever it does wrong by itself (an error in the console, a request to the outside) fails the test that closes it.
/// </summary>
internal sealed class PlaygroundPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _mistakes = [];

    private PlaygroundPage(IBrowserContext context, IPage page, string id) => (_context, Page, Id) = (context, page, id);

    public IPage Page { get; }

    /// <summary>The figure's name.</summary>
    public string Id { get; }

    public ILocator Article => Page.Locator("article:not([hidden])");

    public ILocator Play => Article.Locator(".transport button.main");

    public ILocator Scrub => Article.Locator(".transport .scrub input");

    public ILocator Fault => Article.Locator(".fault");

    public ILocator Status => Article.Locator("p.status");

    /// <summary>What was wrong until now.</summary>
    public IReadOnlyList<string> Mistakes => _mistakes;

    /// <summary>Opens a figure.</summary>
    /// <param name="fixture">Browser and site.</param>
    /// <param name="id">The figure.</param>
    /// <param name="query">What is set, as in the address.</param>
    /// <param name="dark">The system's colours.</param>
    /// <param name="width">The window's width in CSS pixels.</param>
    /// <param name="still">Whether the system asks for reduced motion.</param>
    /// <param name="guarded">
    /// Whether the page's own policy holds. It forbids the eval that Playwright asks the page with, so that a guarded page is only clicked and looked at.
    /// </param>
    public static async Task<PlaygroundPage> OpenAsync(
        BrowserFixture fixture, string id, string query = "", bool dark = false, int width = 1280, bool still = false, bool guarded = false)
    {
        IBrowser browser = await fixture.StartAsync();
        IBrowserContext context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = still ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
            AcceptDownloads = true,
            BypassCSP = !guarded,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        IPage page = await context.NewPageAsync();
        var opened = new PlaygroundPage(context, page, id);
        await context.RouteAsync("**/*", async route =>
        {
            string url = route.Request.Url;
            if (url.StartsWith(fixture.Address, StringComparison.Ordinal) || url.StartsWith("blob:" + fixture.Address, StringComparison.Ordinal))
            {
                await route.ContinueAsync();
                return;
            }

            opened._mistakes.Add("request to the outside: " + url);
            await route.AbortAsync();
        });
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                opened._mistakes.Add($"console {message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => opened._mistakes.Add("error: " + error);
        await page.GotoAsync($"{fixture.Address}#v1/{id}{(query.Length > 0 ? "?" + query : "")}");
        await page.Locator("html[data-ready=true]").WaitForAsync(new() { Timeout = 60_000 });
        return opened;
    }

    /// <summary>The input of a control.</summary>
    public ILocator Control(string name) => Article.Locator($"[data-control='{name}']");

    public ILocator Button(string label) => Article.GetByRole(AriaRole.Button, new() { Name = label, Exact = true });

    /// <summary>The step that is shown.</summary>
    public async Task<int> PositionAsync() => int.Parse(await Scrub.InputValueAsync(), CultureInfo.InvariantCulture);

    /// <summary>Waits until at least this step is shown.</summary>
    public Task WaitForAsync(int step) => Page.WaitForFunctionAsync(
        "step => Number(document.querySelector('article:not([hidden]) .scrub input').value) >= step", step, new() { Timeout = 60_000 });

    /// <summary>Waits until it plays no more.</summary>
    public Task WaitForEndAsync() => Page.WaitForFunctionAsync(
        "document.querySelector('article:not([hidden]) .transport button.main').textContent === 'Play'", null, new() { Timeout = 120_000 });

    /// <summary>The bytes that a button's download has.</summary>
    public async Task<byte[]> DownloadAsync(string label)
    {
        IDownload download = await Page.RunAndWaitForDownloadAsync(() => Button(label).ClickAsync());
        await using Stream stream = await download.CreateReadStreamAsync();
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return memory.ToArray();
    }

    /// <summary>Moves the focus on by the Tab key until it is where it should be.</summary>
    public async Task TabToAsync(ILocator target)
    {
        for (int i = 0; i < 150; i++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The Tab key does not reach {target}.");
    }

    /// <summary>What axe finds wrong, each with its first place.</summary>
    public async Task<string[]> AxeAsync()
    {
        AxeResult result = await Page.RunAxe();
        return [.. result.Violations.Select(static one => $"{one.Id}: {one.Help} at {one.Nodes[0].Target} {one.Nodes[0].Html}")];
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_mistakes);
    }
}
