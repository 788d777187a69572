using Microsoft.Playwright;

namespace FastOpt.Playground.Tests.Browser;

/// <summary>The pictures of docs/playground; made by <c>tests/playground.sh pictures</c>, and by no test run.</summary>
public sealed class Screenshots(BrowserFixture fixture)
{
    private const string Folder = "docs/playground";

    public static TheoryData<string, string, string, int> All => new()
    {
        { "regression", "regression", "", 0 },
        { "parabola", "parabola", "compare=1&rate=0.1&rate2=1.8", 0 },
        { "race", "race", "", 0 },
        { "averages", "average", "", 0 },
        { "schedules", "schedules", "", 0 },
        { "batches", "batches", "", 8 },
        { "network", "network", "data=spiral&n=400&noise=0.05&network=tanh-16-16&rate=0.02&epochs=300", 150 },
        { "digits", "network", "data=digits&n=800&noise=0&network=digits-relu-32&rate=0.005&epochs=40&l2=0.001", 15 },
        { "overfitting", "network", "data=moons&n=120&noise=0.6&share=0.4&network=relu-32-32&rate=0.003", 200 },
    };

    [Theory(Explicit = true)]
    [MemberData(nameof(All))]
    public async Task Take(string name, string id, string query, int step)
    {
        foreach ((string kind, bool dark, int width) in new[] { ("light", false, 1280), ("dark", true, 1280), ("narrow", false, 390) })
        {
            await using PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, id, query, dark, width);
            for (int i = 0; id == "batches" && i < step; i++)
                await page.Button("Step").ClickAsync();
            if (id != "batches" && step > 0)
            {
                await page.Scrub.FillAsync(step.ToString(System.Globalization.CultureInfo.InvariantCulture));
                await page.Scrub.BlurAsync();
            }

            string root = Path.GetDirectoryName(FastOpt.Cli.Playground.PlaygroundSite.FindProject(AppContext.BaseDirectory)!)!;
            string path = Path.GetFullPath(Path.Combine(root, "..", "..", Folder, $"{name}-{kind}.png"));

            // What a screen shows of a wide window; the narrow one as far as a thumb scrolls a few times.
            var clip = new Clip { X = 0, Y = 0, Width = width, Height = width > 400 ? 1500 : 2200 };
            await page.Page.SetViewportSizeAsync(width, (int)clip.Height);
            await page.Page.ScreenshotAsync(new() { Path = path, Clip = clip });
        }
    }
}
