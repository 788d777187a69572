using System.Globalization;
using FastOpt.Training;

namespace FastOpt.Playground.Tests.Figures;

/// <summary>The line's training against loops in double, and its loss against the network's own.</summary>
public sealed class RegressionTests
{
    [Theory]
    [InlineData(40, 0.1)]
    [InlineData(40, 0.5)]
    [InlineData(7, 0.2)]
    public void The_full_batch_takes_the_steps_of_a_loop_in_double(int examples, double rate)
    {
        RegressionFigure figure = With($"m={examples}&batch=250&rate={rate}&steps=60");
        LineRun run = Assert.Single(figure.Runs);
        (double w, double b) = (-2.5, -2);
        for (int step = 0; step <= 60; step++)
        {
            Assert.Equal(w, run.Weights[step], 1e-5);
            Assert.Equal(b, run.Biases[step], 1e-5);
            (w, b) = Step(figure.Data, Enumerable.Range(0, examples), w, b, rate);
        }
    }

    [Fact]
    public void Mini_batches_come_in_the_librarys_order_and_the_last_one_is_short()
    {
        RegressionFigure figure = With("m=10&batch=4&rate=0.1&steps=9&seed=3");
        LineRun run = Assert.Single(figure.Runs);
        (double w, double b) = (-2.5, -2);
        int step = 0;
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            int[] order = new int[10];
            EpochOrder.Shuffle(order, 3, epoch);
            foreach (int[] batch in order.Chunk(4))
            {
                (w, b) = Step(figure.Data, batch, w, b, 0.1);
                Assert.Equal(w, run.Weights[++step], 1e-5);
                Assert.Equal(b, run.Biases[step], 1e-5);
            }
        }

        Assert.Equal(9, run.Length);
    }

    [Theory]
    [InlineData(-2, 1)]
    [InlineData(0.3, 0.2)]
    [InlineData(4, -4)]
    public void The_loss_on_the_map_is_that_of_the_network(float w, float b)
    {
        LineData data = With("noise=0.7&points=0.5%2C3").Data;
        double sum = 0;
        for (int i = 0; i < data.Count; i++)
            sum += Math.Pow((w * data.Xs[i]) + b - data.Ys[i], 2);
        Assert.Equal(sum / data.Count, data.Loss(w, b), 1e-9 * (1 + sum));
        var model = new LineNetwork(64);
        model.LoadParameters([w, b]);
        Assert.Equal(model.Evaluate(data.Xs, data.Ys), data.Loss(w, b), 1e-5 * (1 + data.Loss(w, b)));
    }

    [Fact]
    public void The_least_loss_lies_where_its_slope_is_zero()
    {
        LineData data = With("noise=1.3&m=25").Data;
        (double w, double b) = data.Best;
        double least = data.Loss(w, b);
        foreach ((double dw, double db) in ((double, double)[])[(1e-3, 0), (-1e-3, 0), (0, 1e-3), (0, -1e-3)])
            Assert.True(data.Loss(w + dw, b + db) > least);
    }

    [Fact]
    public void A_rate_above_two_over_the_curvature_diverges_and_one_below_does_not()
    {
        double limit = 2 / With("batch=250").Data.Curvature;
        Assert.True(With($"batch=250&steps=1000&rate={limit * 1.02:R}").Runs[0].Losses[^1] > 1e3);
        Assert.True(With($"batch=250&steps=1000&rate={limit * 0.98:R}").Runs[0].Losses[^1] < 1);
    }

    [Fact]
    public void What_overflows_is_named_and_the_offered_rate_converges()
    {
        RegressionFigure figure = With("batch=250&rate=5&steps=1000");
        Fault fault = figure.Fault!;
        Assert.StartsWith($"Step {figure.Runs[0].Length + 1} ", fault.Text, StringComparison.Ordinal);
        Assert.Contains("2/L", fault.Text, StringComparison.Ordinal);
        figure.Set(fault.Control, fault.Value);
        Assert.Null(figure.Fault);
        (double w, double b) = figure.Data.Best;
        Assert.Equal(figure.Data.Loss(w, b), figure.Runs[0].Losses[^1], 1e-4);
    }

    [Fact]
    public void Points_are_added_kept_in_the_address_and_removed()
    {
        RegressionFigure figure = With("m=5");
        figure.Set("px", "0.25");
        figure.Set("py", "-1.5");
        figure.Act("add");
        _ = figure.Length;
        Assert.Equal(6, figure.Data.Count);
        Assert.Equal((0.25f, -1.5f), (figure.Data.Xs[5], figure.Data.Ys[5]));
        var read = new RegressionFigure();
        FigureState.Read(read, FigureState.QueryOf(FigureState.Write(figure)));
        Assert.Equal(figure.Data.Ys, read.Data.Ys);
        figure.Act("clear");
        _ = figure.Length;
        Assert.Equal(5, figure.Data.Count);
    }

    [Theory]
    [InlineData("0.5,1;x,2;3", "0.5,1")]
    [InlineData("9,-9", "1,-4")]
    [InlineData("NaN,0;0,NaN", "")]
    [InlineData("1,2,3", "")]
    public void Points_that_are_none_are_left_out_and_others_clamped(string text, string clean)
    {
        var figure = new RegressionFigure();
        figure.Set("points", text);
        Assert.Equal(clean, figure.Controls.Single(static one => one.Name == "points").Text);
    }

    private static (double W, double B) Step(LineData data, IEnumerable<int> batch, double w, double b, double rate)
    {
        double dw = 0, db = 0;
        int count = 0;
        foreach (int i in batch)
        {
            double error = (w * data.Xs[i]) + b - data.Ys[i];
            (dw, db, count) = (dw + (2 * error * data.Xs[i]), db + (2 * error), count + 1);
        }

        return (w - (rate * dw / count), b - (rate * db / count));
    }

    private static RegressionFigure With(FormattableString query) => With(query.ToString(CultureInfo.InvariantCulture));

    private static RegressionFigure With(string query)
    {
        var figure = new RegressionFigure();
        FigureState.Read(figure, query);
        return figure;
    }
}
