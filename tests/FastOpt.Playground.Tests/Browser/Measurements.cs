using System.Globalization;

namespace FastOpt.Playground.Tests.Browser;

/// <summary>What the page takes and gives on this machine; printed by <c>tests/playground.sh</c>, and asserted nowhere.</summary>
public sealed class Measurements(BrowserFixture fixture, ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public async Task Print()
    {
        await using (PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, "regression"))
        {
            double ready = await page.Page.EvaluateAsync<double>("performance.getEntriesByName('ready')[0].startTime");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first figure usable: {ready / 1000:F2} s"));
            double bytes = await page.Page.EvaluateAsync<double>(
                "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce((sum, one) => sum + one.encodedBodySize, 0)");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"download as it was sent: {bytes / 1e6:F3} MB"));
        }

        await PrintRunAsync("2-16-16-2, batch 32", "network=relu-16-16&epochs=2000");
        await PrintRunAsync("digits 196-32-10, batch 32", "data=digits&n=800&network=digits-relu-32&rate=0.005&epochs=2000");
    }

    private async Task PrintRunAsync(string name, string query)
    {
        await using PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, "network", query);
        await page.Article.GetByLabel("Speed").SelectOptionAsync("16");
        await page.Play.ClickAsync();
        await page.WaitForAsync(2);
        double frames = await page.Page.EvaluateAsync<double>("""
            new Promise(done => {
              const start = performance.now();
              let frames = 0;
              const count = now => now - start < 4000 ? (frames++, requestAnimationFrame(count)) : done(frames / ((now - start) / 1000));
              requestAnimationFrame(count);
            })
            """);
        string status = await page.Status.InnerTextAsync();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {frames:F0} frames a second while it trains; {status}"));
    }
}
