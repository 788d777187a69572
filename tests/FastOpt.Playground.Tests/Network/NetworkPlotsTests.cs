namespace FastOpt.Playground.Tests.Network;

/// <summary>What is drawn while a network trains: a piece at a time, and in the end what is drawn of a network that stands still.</summary>
public sealed class NetworkPlotsTests
{
    public static TheoryData<string> Queries =>
        ["network=relu-16-16", "data=arms&network=tanh-16-16-four", "network=linear", "data=digits&n=100&network=digits-relu-32"];

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_piece_of_work_makes_at_most_one_plot_and_all_have_their_turn(string query)
    {
        NetworkFigure figure = Played(query, epochs: 2);
        IReadOnlyList<Plot> first = figure.Plots(), last = first;
        for (int piece = 0; piece < 100; piece++)
        {
            figure.Advance(0, 0);
            IReadOnlyList<Plot> now = figure.Plots();
            Assert.InRange(now.Zip(last).Count(static pair => !ReferenceEquals(pair.First, pair.Second)), 0, 1);
            last = now;
        }

        Assert.Equal(first.Select(static plot => plot.Id), last.Select(static plot => plot.Id));
        Assert.All(last.Zip(first), static pair => Assert.NotSame(pair.First, pair.Second));
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void Plots_made_in_pieces_are_those_of_a_network_that_stands_still(string query)
    {
        NetworkFigure played = Played(query, epochs: 2), still = Opened(query);
        played.Advance(0, 1e9);
        still.Seek(2);
        Assert.Equal(2, played.Position);
        foreach ((Plot mine, Plot other) in played.Plots().Zip(still.Plots()))
        {
            Assert.Equal(other.Title, mine.Title);
            Assert.Equal((other.X, other.Y), (mine.X, mine.Y));
            Assert.Equal(other.Map?.Levels, mine.Map?.Levels);
            Assert.Equal(other.Series.Select(static one => one.Label), mine.Series.Select(static one => one.Label));
            Assert.Equal(other.Series.SelectMany(static one => one.Xs.Concat(one.Ys)), mine.Series.SelectMany(static one => one.Xs.Concat(one.Ys)));
            Assert.Equal(PictureText.Table(other), PictureText.Table(mine));
        }
    }

    [Fact]
    public void A_network_that_stands_still_is_drawn_once()
    {
        NetworkFigure figure = Opened("");
        figure.Seek(1);
        IReadOnlyList<Plot> once = figure.Plots();
        Assert.All(figure.Plots().Zip(once), static pair => Assert.Same(pair.First, pair.Second));
        figure.Seek(2);
        Assert.All(figure.Plots().Zip(once), static pair => Assert.NotSame(pair.First, pair.Second));
    }

    // All plots show the start, and the position is some epochs further.
    private static NetworkFigure Played(string query, int epochs)
    {
        NetworkFigure figure = Opened(query);
        figure.Plots();
        while (figure.Run.Frames.Count <= epochs)
            figure.Run.Go();
        figure.Advance(1000 * (epochs + 0.1) / figure.StepsPerSecond, 0);
        return figure;
    }

    private static NetworkFigure Opened(string query)
    {
        var figure = new NetworkFigure();
        FigureState.Read(figure, query);
        return figure;
    }
}
