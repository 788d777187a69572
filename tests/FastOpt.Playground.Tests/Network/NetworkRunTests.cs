using FastOpt.Training;

namespace FastOpt.Playground.Tests.Network;

/// <summary>The page's run in slices against the library's own <c>Fit</c>: the same network, data and options give the same curves.</summary>
public sealed class NetworkRunTests
{
    /// <summary>Of an epoch's mean losses: the page adds up in double, example by example.</summary>
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData("network=tanh-8")]
    [InlineData("data=xor&network=relu-16-16&optimizer=momentum&rate=0.1&batch=17")]
    [InlineData("data=moons&noise=0.4&network=relu-16-16-norm&optimizer=rmsprop&rate=0.01&l2=0.01")]
    [InlineData("data=spiral&network=relu-32-32-dropout&optimizer=adamw&rate=0.01&l2=0.1&seed=7")]
    [InlineData("data=arms&network=tanh-16-16-four&optimizer=nesterov&rate=0.1&schedule=onecycle")]
    [InlineData("data=clouds&network=linear&optimizer=sgd&rate=1&batch=1500&schedule=warmup")]
    [InlineData("data=digits&n=100&network=digits-relu-32&optimizer=adagrad&rate=0.05&schedule=restarts")]
    public void Losses_are_those_of_Fit(string query)
    {
        var figure = new NetworkFigure();
        FigureState.Read(figure, query + "&epochs=12");
        figure.Seek(12);
        NetworkRun run = figure.Run;
        NetworkSettings settings = run.Settings;

        (double Train, double Validation)[] expected = Fitted.Losses(settings, run.Data, run.Batch);
        Assert.Equal(13, run.Frames.Count);
        for (int epoch = 1; epoch <= 12; epoch++)
        {
            Assert.Equal(expected[epoch - 1].Train, run.Frames[epoch].Train.Loss, Tolerance);
            Assert.Equal(expected[epoch - 1].Validation, run.Frames[epoch].Validation.Loss, Tolerance);
        }
    }

    [Fact]
    public void Slices_do_not_change_the_run()
    {
        NetworkFigure whole = Opened("data=moons&network=relu-16-16-norm&epochs=9"), sliced = Opened("data=moons&network=relu-16-16-norm&epochs=9");
        whole.Seek(9);
        int calls = 0;
        while (sliced.Advance(30, 0.01))
            calls++;
        Assert.True(calls > 9);
        Assert.Equal(9, sliced.Position);
        Assert.Equal(whole.Csv, sliced.Csv);
    }

    [Fact]
    public void A_run_that_cannot_keep_up_owes_nothing()
    {
        NetworkFigure figure = Opened("");
        figure.Advance(1e6, 0);
        figure.Advance(0, 1e9);
        Assert.Equal(1, figure.Position);
    }

    [Fact]
    public void Early_stopping_ends_where_Fit_does_and_shows_the_best_epoch()
    {
        NetworkFigure figure = Opened("data=moons&n=120&noise=0.6&share=0.4&network=relu-32-32&rate=0.01&patience=6");
        while (figure.Advance(1e9, 1e9))
        {
        }

        NetworkRun run = figure.Run;
        FitResult fit = Fitted.Run(run.Settings, run.Data, run.Batch);
        Assert.True(run.StoppedEarly);
        Assert.Equal(fit.BestEpoch, run.Best);
        Assert.Equal(fit.History.Epochs.Count, run.Frames.Count - 1);
        Assert.Equal(run.Best, figure.Position);
        Assert.Contains("Stopped early", figure.Status);
    }

    [Fact]
    public void An_epoch_looked_back_at_has_its_own_weights()
    {
        NetworkFigure figure = Opened("epochs=20");
        figure.Seek(20);
        byte[] last = Weights(figure);
        figure.Seek(5);
        byte[] fifth = Weights(figure);
        NetworkFigure other = Opened("epochs=20");
        other.Seek(5);
        Assert.NotEqual(last, fifth);
        Assert.Equal(Weights(other), fifth);
    }

    [Fact]
    public void A_run_of_any_length_is_told_in_full_by_its_csv()
    {
        NetworkFigure figure = Opened("epochs=3");
        figure.Seek(3);
        string[] lines = figure.Csv.TrimEnd('\n').Split('\n');
        const string Head = "epoch,step,learning_rate,train_loss,train_accuracy,validation_loss,validation_accuracy,gradient_norm.dense1,gradient_norm.dense2";
        Assert.Equal(Head, lines[0]);
        Assert.Equal(["0,0", "1,7", "2,14", "3,21"], lines[1..].Select(static line => string.Join(',', line.Split(',')[..2])));
    }

    [Fact]
    public void What_is_kept_stays_in_the_plots_of_the_next_run()
    {
        NetworkFigure figure = Opened("epochs=5");
        figure.Seek(5);
        figure.Act("keep");
        figure.Set("rate", "0.001");
        figure.Seek(5);
        Plot loss = figure.Plots().Single(static one => one.Id == "loss");
        Series kept = loss.Series.Single(static one => one.Label.StartsWith("Kept", StringComparison.Ordinal));
        Assert.Contains("0.03", kept.Label);
        Assert.Equal(6, kept.Count);
        figure.Act("forget");
        Assert.DoesNotContain(figure.Plots().SelectMany(static one => one.Series), static one => one.Label.StartsWith("Kept", StringComparison.Ordinal));
    }

    [Fact]
    public void A_rate_too_large_ends_with_step_cause_and_a_smaller_rate_that_helps()
    {
        NetworkFigure figure = Opened("network=silu-16-16&optimizer=sgd&rate=10");
        int tries = 0;
        for (; tries < 6; tries++)
        {
            while (figure.Advance(1e9, 1e9))
            {
            }

            if (figure.Fault is not Fault fault)
                break;
            Assert.Matches(@"^Step \d+, in epoch \d+, has a loss that is no finite number\. .*(overflow|far apart)", fault.Text);
            Assert.Equal("rate", fault.Control);
            figure.Set(fault.Control, fault.Value);
        }

        Assert.InRange(tries, 1, 5);
        Assert.True(double.IsFinite(figure.Run.Frames[^1].Train.Loss));
    }

    private static NetworkFigure Opened(string query)
    {
        var figure = new NetworkFigure();
        FigureState.Read(figure, query);
        return figure;
    }

    private static byte[] Weights(NetworkFigure figure) =>
        figure.Files.Single(static one => one.Name.EndsWith(".safetensors", StringComparison.Ordinal)).Content();
}
