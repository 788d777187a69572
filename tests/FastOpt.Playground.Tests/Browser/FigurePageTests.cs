using Microsoft.Playwright;

namespace FastOpt.Playground.Tests.Browser;

/// <summary>What holds for every figure in a browser.</summary>
public sealed class FigurePageTests(BrowserFixture fixture)
{
    public static TheoryData<string> Ids => [.. Playground.Figures.Ids];

    public static TheoryData<string, bool> Themes => [.. Playground.Figures.Ids.SelectMany(static id => new (string, bool)[] { (id, false), (id, true) })];

    public static TheoryData<string, int> Widths => [.. Playground.Figures.Ids.SelectMany(static id => new (string, int)[] { (id, 320), (id, 390) })];

    [Theory]
    [MemberData(nameof(Themes))]
    public async Task Axe_finds_nothing(string id, bool dark)
    {
        await using PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, id, dark: dark);
        Assert.Empty(await page.AxeAsync());

        // Opened details have tables and code, which are to be read, too.
        foreach (ILocator summary in await page.Article.Locator("summary").AllAsync())
            await summary.ClickAsync();
        await page.Article.Locator("table, pre").First.WaitForAsync();
        Assert.Empty(await page.AxeAsync());
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public async Task A_narrow_window_scrolls_in_one_direction(string id, int width)
    {
        await using PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, id, width: width);
        foreach (ILocator summary in await page.Article.Locator("summary").AllAsync())
            await summary.ClickAsync();
        Assert.Equal(width, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        string small = await page.Page.EvaluateAsync<string>("""
            [...document.querySelectorAll('article:not([hidden]) :is(button, select, input, textarea, summary), nav a')].filter(one => {
              const box = one.getBoundingClientRect();
              return box.width > 0 && (box.height < 23.5 || box.width < 23.5);
            }).map(one => one.outerHTML.slice(0, 80)).join('\n')
            """);
        Assert.Equal("", small);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_keyboard_alone_plays_steps_and_resets(string id)
    {
        await using PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, id);
        if (await page.Play.IsHiddenAsync())
            return; // A figure that does not run.
        await page.TabToAsync(page.Button("Reset"));
        await page.Page.Keyboard.PressAsync("Enter");
        Assert.Equal(0, await page.PositionAsync());
        await page.Page.Keyboard.PressAsync("Shift+Tab");
        Assert.True(await page.Button("Step").EvaluateAsync<bool>("element => element === document.activeElement"));
        await page.Page.Keyboard.PressAsync("Space");
        Assert.Equal(1, await page.PositionAsync());
        await page.Page.Keyboard.PressAsync("Shift+Tab");
        await page.Page.Keyboard.PressAsync("Space");
        await page.WaitForAsync(3);
        if (await page.Play.TextContentAsync() == "Pause")
            await page.Page.Keyboard.PressAsync("Space");
        await page.WaitForEndAsync();
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Every_preset_is_a_picture_without_a_fault_of_the_page(string id)
    {
        await using PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, id);
        foreach (ILocator preset in await page.Article.Locator(".presets button").AllAsync())
        {
            await preset.ClickAsync();
            Assert.NotEqual(0, await page.Article.Locator("figure.plot canvas").CountAsync());
            Assert.NotEqual("", await page.Status.TextContentAsync());
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_address_gives_another_window_the_same_figure(string id)
    {
        Figure figure = Playground.Figures.Create(id);
        await using PlaygroundPage first = await PlaygroundPage.OpenAsync(fixture, id);
        foreach (NumberControl control in figure.Controls.OfType<NumberControl>().Where(static one => !one.Hidden).Take(3))
        {
            ILocator input = first.Control(control.Name).First;
            await input.FillAsync(control.Minimum.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
            await input.PressAsync("Tab");

            // The page writes its address a moment later.
            if (control.Minimum != control.Standard)
                await first.Page.WaitForFunctionAsync("name => new URLSearchParams(location.hash.split('?')[1] ?? '').has(name)", control.Name);
        }

        string hash = await first.Page.EvaluateAsync<string>("location.hash");
        await using PlaygroundPage second = await PlaygroundPage.OpenAsync(fixture, id, hash[(hash.IndexOf('?', StringComparison.Ordinal) + 1)..]);
        foreach (Control control in figure.Controls.Where(static one => !one.Hidden && one.Kind != "flag"))
            Assert.Equal(await first.Control(control.Name).First.InputValueAsync(), await second.Control(control.Name).First.InputValueAsync());
        Assert.Equal(hash, await second.Page.EvaluateAsync<string>("location.hash"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_run_in_the_page_is_the_library_s_under_dotnet(string id)
    {
        await using PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, id);
        Figure figure = Playground.Figures.Create(id);
        FigureState.Read(figure, "");
        if (figure.IsLive && figure.Length > 0)
        {
            // A step at a time, so that both have come as far.
            for (int step = 1; step <= 3; step++)
            {
                await page.Button("Step").ClickAsync();
                figure.Seek(step);
            }
        }

        NearCsv.Equal(figure.Csv, System.Text.Encoding.UTF8.GetString(await page.DownloadAsync("Download CSV")));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Reduced_motion_shows_the_end_at_once(string id)
    {
        await using PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, id, id == "network" ? "epochs=30" : "", still: true);
        if (await page.Play.IsHiddenAsync())
            return; // A figure that does not run.
        await page.Button("Reset").ClickAsync();
        await page.Page.EvaluateAsync("""
            globalThis.seen = new Set();
            const input = document.querySelector('article:not([hidden]) .scrub input');
            const watch = () => { seen.add(input.value); requestAnimationFrame(watch); };
            watch();
            """);
        await page.Play.ClickAsync();
        await page.Page.WaitForFunctionAsync("document.querySelector('article:not([hidden]) .scrub input').value !== '0'", null, new() { Timeout = 120_000 });
        await page.WaitForEndAsync();
        Assert.Equal(await page.Scrub.GetAttributeAsync("max"), await page.Scrub.InputValueAsync());
        Assert.InRange(await page.Page.EvaluateAsync<int>("seen.size"), 1, 2);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Handles_go_where_the_mouse_and_the_arrow_keys_take_them(string id)
    {
        await using PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, id);
        ILocator handle = page.Article.Locator("button.handle").First;
        if (await handle.CountAsync() == 0)
            return; // Nothing to drag.
        string before = await handle.GetAttributeAsync("aria-label") ?? "";
        await handle.ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await handle.BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(box.X + (box.Width / 2) + 30, box.Y + (box.Height / 2) - 20, new() { Steps = 5 });
        await page.Page.Mouse.UpAsync();
        string dragged = await handle.GetAttributeAsync("aria-label") ?? "";
        Assert.NotEqual(before, dragged);
        await handle.FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        string moved = await handle.GetAttributeAsync("aria-label") ?? "";
        Assert.NotEqual(dragged, moved);
        await page.Page.Keyboard.PressAsync("ArrowRight");
        Assert.NotEqual(moved, await handle.GetAttributeAsync("aria-label"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task All_that_it_does_its_own_policy_allows(string id)
    {
        await using PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, id, guarded: true);
        await page.Page.Locator("#theme").ClickAsync();
        foreach (ILocator summary in await page.Article.Locator("summary").AllAsync())
            await summary.ClickAsync();
        await page.DownloadAsync("Download CSV");
        if (await page.Play.IsVisibleAsync())
        {
            await page.Button("Reset").ClickAsync();
            await page.Play.ClickAsync();
        }

        Assert.Empty(page.Mistakes);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Code_and_link_are_copied(string id)
    {
        await using PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, id);
        await page.Button("Copy C#").ClickAsync();
        await page.Article.Locator(".toast").Filter(new() { HasTextString = "copied" }).WaitForAsync();
        string code = await page.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Equal(Playground.Figures.Create(id).Code, code);
    }
}
