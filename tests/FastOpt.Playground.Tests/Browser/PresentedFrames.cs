using System.Text.Json;
using Microsoft.Playwright;

namespace FastOpt.Playground.Tests.Browser;

/// <summary>Counts the frames that a browser's compositor really draws, as its trace tells them.</summary>
internal sealed class PresentedFrames : IAsyncDisposable
{
    private const string DrawnFrame = "DirectRenderer::DrawFrame";

    private readonly ICDPSession _session;
    private readonly TaskCompletionSource _complete = new();
    private int _count;

    private PresentedFrames(ICDPSession session)
    {
        _session = session;
        session.Event("Tracing.dataCollected").OnEvent += (_, data) =>
            _count += data!.Value.GetProperty("value").EnumerateArray().Count(static one => one.GetProperty("name").GetString() == DrawnFrame && IsWhole(one));
        session.Event("Tracing.tracingComplete").OnEvent += (_, _) => _complete.SetResult();
    }

    /// <summary>Counts from now on.</summary>
    public static async Task<PresentedFrames> CountAsync(IBrowser browser)
    {
        var frames = new PresentedFrames(await browser.NewBrowserCDPSessionAsync());
        var configuration = new Dictionary<string, object> { ["includedCategories"] = new[] { "viz" } };
        await frames._session.SendAsync("Tracing.start", new() { ["traceConfig"] = configuration });
        return frames;
    }

    /// <summary>The frames until now.</summary>
    public async Task<int> EndAsync()
    {
        await _session.SendAsync("Tracing.end");
        await _complete.Task;
        return _count;
    }

    public async ValueTask DisposeAsync() => await _session.DetachAsync();

    // An event of some length, told at once, and not its start or its end.
    private static bool IsWhole(JsonElement one) => one.GetProperty("ph").GetString() == "X";
}
