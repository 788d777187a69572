namespace FastOpt.Playground.Tests.Browser;

/// <summary>What the page gives its engine of each frame, by a clock and a screen that the test sets.</summary>
public sealed class FrameClockTests(BrowserFixture fixture)
{
    // Frames at these times, each drawn in 4 ms; the work ends so many milliseconds behind its budget.
    private const string Budgets = """
        async ([times, late]) => {
          const { FrameClock } = await import(new URL('js/clock.mjs', document.baseURI));
          const budgets = [];
          let now = 0, frame, worked;
          globalThis.requestAnimationFrame = callback => (frame = callback, 1);
          performance.now = () => now;
          const clock = new FrameClock(() => now += 4, (elapsed, budget) => {
            budgets.push(budget);
            now += budget + late;
            worked();
          });
          clock.start();
          for (const time of times) {
            now = time;
            const done = new Promise(resolve => worked = resolve);
            frame(time);
            await done;
          }
          return budgets;
        }
        """;

    [Theory]
    [InlineData(60, 1000.0 / 60)]
    [InlineData(144, 1000.0 / 144)]
    [InlineData(30, 1000.0 / 60)]
    public async Task Work_has_what_drawing_leaves_of_a_frame(double rate, double period)
    {
        double[] budgets = await RunAsync(Enumerable.Range(1, 40).Select(i => 3 + (i * 1000 / rate)), late: 0);
        Assert.All(budgets[1..], budget => Assert.Equal(Math.Max(1, period - 4), budget, 1e-6));
    }

    [Fact]
    public async Task A_missed_frame_leaves_the_next_ones_as_long_as_before()
    {
        double[] budgets = await RunAsync([10, 20, 30, 40, 80, 90, 100], late: 0);
        Assert.All(budgets[1..4], static budget => Assert.Equal(6, budget, 1e-6));
        Assert.All(budgets[4..], static budget => Assert.InRange(budget, 6, 6.2));
    }

    [Fact]
    public async Task Work_that_ends_late_gets_less()
    {
        double[] budgets = await RunAsync(Enumerable.Range(1, 80).Select(static i => i * 10.0), late: 2);
        Assert.Equal(6, budgets[1] + 0.25, 1e-6);
        Assert.Equal(4, budgets[^1], 1e-2);
    }

    private async Task<double[]> RunAsync(IEnumerable<double> times, double late)
    {
        await using PlaygroundPage page = await PlaygroundPage.OpenAsync(fixture, "parabola");
        return await page.Page.EvaluateAsync<double[]>(Budgets, new object[] { times.ToArray(), late });
    }
}
