using System.Globalization;
using FastOpt.Training;
using Microsoft.Playwright;

namespace FastOpt.Playground.Tests.Browser;

/// <summary>The network's figure, as a person uses it.</summary>
public sealed class NetworkPageTests(BrowserFixture fixture)
{
    [Fact]
    public async Task The_mouse_chooses_trains_pauses_looks_back_and_goes_on()
    {
        await using PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, "network");
        await page.Control("data").SelectOptionAsync("moons");
        await page.Control("network").SelectOptionAsync("relu-16-16");
        await page.Play.ClickAsync();
        await page.WaitForAsync(8);
        await page.Play.ClickAsync();
        int stopped = await page.PositionAsync();
        await page.Scrub.FillAsync("2");
        Assert.Equal(2, await page.PositionAsync());
        Assert.StartsWith("Epoch 2 of", await page.Status.TextContentAsync());
        await page.Play.ClickAsync();
        await page.WaitForAsync(stopped + 3);
        await page.Play.ClickAsync();
        await page.Button("Reset").ClickAsync();
        Assert.Equal(0, await page.PositionAsync());
        Assert.Equal("moons", await page.Control("data").InputValueAsync());
    }

    [Fact]
    public async Task The_keyboard_alone_chooses_a_preset_a_network_and_a_rate_and_trains()
    {
        await using PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, "network");
        await page.TabToAsync(page.Button("Spiral"));
        await page.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("spiral", await page.Control("data").InputValueAsync());
        await page.TabToAsync(page.Control("network"));
        await page.Page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("silu-16-16", await page.Control("network").InputValueAsync());
        await page.TabToAsync(page.Control("rate"));
        await page.Page.Keyboard.PressAsync("ArrowUp");
        Assert.True(double.Parse(await page.Control("rate").InputValueAsync(), CultureInfo.InvariantCulture) > 0.02);
        for (int i = 0; i < 150 && !await page.Play.EvaluateAsync<bool>("element => element === document.activeElement"); i++)
            await page.Page.Keyboard.PressAsync("Shift+Tab");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.WaitForAsync(5);
    }

    [Theory]
    [InlineData("data=spiral&network=relu-16-16-norm&optimizer=momentum&rate=0.05")]
    [InlineData("data=digits&n=120&network=digits-relu-32-dropout&rate=0.005")]
    [InlineData("data=xor&network=tanh-8&l1=0.002&schedule=cosine")]
    public async Task Losses_and_weights_are_the_library_s_under_dotnet(string query)
    {
        await using PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, "network", query);
        var figure = new NetworkFigure();
        FigureState.Read(figure, query);
        for (int i = 0; i < 6; i++)
            await page.Button("Step").ClickAsync();
        figure.Seek(6);
        NearCsv.Equal(figure.Csv, System.Text.Encoding.UTF8.GetString(await page.DownloadAsync("Download CSV")));

        SafeTensorsFile mine = SafeTensorsFile.Parse(figure.Files[0].Content()), theirs = SafeTensorsFile.Parse(await page.DownloadAsync("Download weights"));
        foreach (SafeTensor tensor in mine.Tensors)
        {
            IEnumerable<(float Mine, float Theirs)> pairs = tensor.ToFloats().Zip(theirs.Find(tensor.Name)!.ToFloats());
            Assert.All(pairs, static pair => Assert.Equal(pair.Mine, pair.Theirs, 1e-5f * Math.Max(1, Math.Abs(pair.Mine))));
        }

        NearCsv.Equal(figure.Data.ToCsv(), System.Text.Encoding.UTF8.GetString(await page.DownloadAsync("Download data")));
    }

    [Fact]
    public async Task A_loss_that_is_no_number_stops_names_the_cause_and_offers_a_rate_that_works()
    {
        await using PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, "network");
        await page.Button("A rate that breaks it").ClickAsync();
        await page.Play.ClickAsync();
        await page.Fault.WaitForAsync(new() { Timeout = 60_000 });
        await page.WaitForEndAsync();
        string text = await page.Fault.InnerTextAsync();
        Assert.Matches(@"Step \d+, in epoch \d+, has a loss that is no finite number", text);
        Assert.Contains("overflow", text);
        await page.Fault.GetByRole(AriaRole.Button).ClickAsync();
        Assert.Equal("1", await page.Control("rate").InputValueAsync());
        await page.Play.ClickAsync();
        await page.WaitForAsync(5);
        Assert.True(await page.Fault.IsHiddenAsync());
    }

    [Fact]
    public async Task A_pasted_table_trains_and_a_wrong_one_says_where()
    {
        await using PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, "network");
        await page.Control("data").SelectOptionAsync("own");
        Assert.Contains("paste or drop", await page.Fault.InnerTextAsync());
        await PasteAsync(page, "height,width,kind\n1,2,a\n2,1,b\n1,,a\n3,1,b\n");
        Assert.Contains("line 4, column 'width'", await page.Fault.InnerTextAsync());
        IEnumerable<string> rows = Enumerable.Range(0, 40)
            .Select(static i => FormattableString.Invariant($"{i % 8},{(i * 5) % 11},{(i % 2 == 0 ? "cat" : "dog")}"));
        await PasteAsync(page, "height,width,kind\n" + string.Join('\n', rows));
        Assert.True(await page.Fault.IsHiddenAsync());
        await page.Button("Step").ClickAsync();
        Assert.Equal(1, await page.PositionAsync());
        Assert.Contains("Class cat, training", await page.Article.Locator("[data-plot=boundary] .legend").InnerTextAsync());
        Assert.Contains("csv=", await page.Page.EvaluateAsync<string>("new Promise(done => setTimeout(() => done(location.hash), 500))"));
    }

    [Fact]
    public async Task A_dropped_file_is_read_in_the_browser()
    {
        await using PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, "network", "data=own");
        await page.Control("csv").EvaluateAsync("""
            element => {
              const data = new DataTransfer();
              data.items.add(new File([['x,y,class', ...Array.from({ length: 20 }, (_, i) => `${i % 5},${i % 7},${i % 2}`)].join('\n')], 'points.csv'));
              element.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
            }
            """);
        await page.Fault.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        Assert.Contains("x,y,class", await page.Control("csv").InputValueAsync());
    }

    [Fact]
    public async Task Kept_curves_stand_beside_the_next_run()
    {
        await using PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, "network");
        await page.Button("Step").ClickAsync();
        await page.Button("Step").ClickAsync();
        await page.Button("Keep these curves").ClickAsync();
        await page.Control("optimizer").SelectOptionAsync("sgd");
        await page.Button("Step").ClickAsync();
        Assert.Contains("Kept, validation: 2-8-2, tanh, Adam 0.03, batch 32", await page.Article.Locator("[data-plot=loss] .legend").InnerTextAsync());
    }

    private static async Task PasteAsync(PlaygroundPage page, string text)
    {
        await page.Control("csv").FillAsync(text);
        await page.Control("csv").PressAsync("Tab");
    }
}
