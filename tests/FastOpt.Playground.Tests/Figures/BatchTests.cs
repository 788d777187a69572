namespace FastOpt.Playground.Tests.Figures;

/// <summary>The batch-size figure: one size a step, measured once, forgotten when a control changes.</summary>
public sealed class BatchTests
{
    [Fact]
    public void Each_step_measures_the_next_size_and_the_losses_are_the_seeds()
    {
        BatchFigure one = Played("epochs=2&seed=5", 3), same = Played("epochs=2&seed=5", 3), other = Played("epochs=2&seed=6", 3);
        Assert.Equal([1, 2, 4], one.Rows.Select(static row => row.BatchSize));
        Assert.Equal([512, 256, 128], one.Rows.Select(static row => (int)row.Steps));
        Assert.Equal(one.Rows.Select(static row => row.BestLoss), same.Rows.Select(static row => row.BestLoss));
        Assert.NotEqual(one.Rows.Select(static row => row.BestLoss), other.Rows.Select(static row => row.BestLoss));
        Assert.All(one.Rows, static row => Assert.True(row.ExamplesPerSecond > 0));
    }

    [Fact]
    public void A_change_begins_anew()
    {
        BatchFigure figure = Played("epochs=1", 2);
        figure.Set("rate", "0.2");
        Assert.Equal(0, figure.Position);
        Assert.Empty(figure.Rows);
    }

    [Fact]
    public void Going_back_and_on_measures_nothing_twice()
    {
        BatchFigure figure = Played("epochs=1", 2);
        double speed = figure.Rows[1].ExamplesPerSecond;
        figure.Seek(0);
        Assert.Empty(figure.Rows);
        figure.Seek(2);
        Assert.Equal(speed, figure.Rows[1].ExamplesPerSecond);
    }

    private static BatchFigure Played(string query, int steps)
    {
        var figure = new BatchFigure();
        FigureState.Read(figure, query + "&target=0.001");
        for (int i = 0; i < steps; i++)
            Assert.True(figure.Advance(1000, 8));
        return figure;
    }
}
