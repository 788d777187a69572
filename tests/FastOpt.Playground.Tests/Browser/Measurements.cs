using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static System.FormattableString;

namespace FastOpt.Playground.Tests.Browser;

/// <summary>What the page takes and gives on this machine; printed by <c>tests/playground.sh</c>, and asserted nowhere.</summary>
public sealed partial class Measurements(BrowserFixture fixture, ITestOutputHelper output)
{
    // The times at which the page may draw, for three seconds.
    private const string FrameTimes = """
        new Promise(done => {
          const times = [];
          const take = time => {
            times.push(time);
            time - times[0] < 3000 ? requestAnimationFrame(take) : done(times);
          };
          requestAnimationFrame(take);
        })
        """;

    private const string TransferredBytes = """
        [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce((sum, one) => sum + one.encodedBodySize, 0)
        """;

    [Fact(Explicit = true)]
    public async Task Print()
    {
        await using (PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, "regression"))
        {
            double ready = await page.Page.EvaluateAsync<double>("performance.getEntriesByName('ready')[0].startTime");
            output.WriteLine(Invariant($"first figure usable: {ready / 1000:F2} s"));
            output.WriteLine(Invariant($"download as it was sent: {await page.Page.EvaluateAsync<double>(TransferredBytes) / 1e6:F3} MB"));
        }

        await PrintRunAsync("2-16-16-2, batch 32", "n=1000&network=relu-16-16&epochs=2000", 900);
        await PrintRunAsync("2-16-16-2, batch 32, all plots in sight", "n=1000&network=relu-16-16&epochs=2000", 2400);
        await PrintRunAsync("digits 196-32-10, batch 32", "data=digits&n=800&network=digits-relu-32&rate=0.005&epochs=2000", 900);
    }

    private async Task PrintRunAsync(string name, string query, int height)
    {
        await using PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, "network", query);
        await page.Page.SetViewportSizeAsync(1280, height);
        string idle = await FramesAsync(page.Page);

        // Faster than it can train, so that it always trains.
        ILocator speed = page.Article.GetByLabel("Speed");
        await speed.SelectOptionAsync("16");
        await page.Play.ClickAsync();
        await page.WaitForAsync(100);
        long start = Stopwatch.GetTimestamp(), before = await StepAsync(page);
        string trained = await FramesAsync(page.Page);
        double steps = (await StepAsync(page) - before) / Stopwatch.GetElapsedTime(start).TotalSeconds;
        string inSteps = StepSpeed().Match(await page.Status.InnerTextAsync()).Value;

        // The same epochs once more, which are trained already, and last for longer than they are looked at.
        await page.Button("Reset").ClickAsync();
        await speed.SelectOptionAsync("1");
        await page.Play.ClickAsync();
        string drawn = await FramesAsync(page.Page);
        output.WriteLine(Invariant($"{name}, while it trains: {trained}; {steps:N0} steps a second by the clock, {inSteps} within steps alone"));
        output.WriteLine(Invariant($"{name}, while its plots are drawn and nothing trains: {drawn}"));
        output.WriteLine(Invariant($"{name}, while nothing happens: {idle}"));
    }

    private async Task<string> FramesAsync(IPage page)
    {
        await using PresentedFrames presented = await PresentedFrames.CountAsync(await fixture.StartAsync());
        double[] times = await page.EvaluateAsync<double[]>(FrameTimes);
        double seconds = (times[^1] - times[0]) / 1000;
        double[] lengths = [.. times.Zip(times.Skip(1), static (from, to) => to - from).Order()];
        int drawn = await presented.EndAsync();
        double slow = lengths[lengths.Length * 19 / 20];
        return Invariant($"{(times.Length - 1) / seconds:F1} frames a second, 19 of 20 within {slow:F1} ms, {drawn / seconds:F1} presented");
    }

    private static async Task<long> StepAsync(PlaygroundPage page) =>
        long.Parse(StepNumber().Match(await page.Status.InnerTextAsync()).Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex("step ([0-9,]+)")]
    private static partial Regex StepNumber();

    [GeneratedRegex("[0-9,]+(?= steps per second)")]
    private static partial Regex StepSpeed();
}
