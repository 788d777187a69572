using System.Globalization;
using System.Text.RegularExpressions;
using FastOpt.Race;

namespace FastOpt.Playground.Tests.Figures;

/// <summary>Copy C#: the program compiles without a warning, and computes what the figure shows.</summary>
public sealed partial class CodeTests
{
    public static TheoryData<string, string> Presets
    {
        get
        {
            var presets = new TheoryData<string, string>();
            foreach (string id in Playground.Figures.Ids.Where(static id => !Playground.Figures.Create(id).IsLive))
            {
                foreach (Preset preset in Playground.Figures.Create(id).Presets)
                    presets.Add(id, preset.Name);
            }

            return presets;
        }
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Every_presets_program_runs(string id, string name)
    {
        Figure figure = Playground.Figures.Create(id);
        figure.Apply(figure.Presets.Single(preset => preset.Name == name));
        Assert.NotEmpty(CopiedProgram.Run(figure.Code));
    }

    [Theory]
    [InlineData("rate=0.25&c=3&w=-1.7&steps=12")]
    [InlineData("rate=0.9&steps=5")]
    public void The_parabolas_program_ends_where_the_path_does(string query)
    {
        var figure = new ParabolaFigure();
        FigureState.Read(figure, query);
        Assert.Equal(figure.Runs[0].Values[^1], Value(Assert.Single(CopiedProgram.Run(figure.Code))), 1e-12);
    }

    [Fact]
    public void The_races_program_ends_where_each_path_does()
    {
        var figure = new RaceFigure();
        FigureState.Read(figure, "f=beale&steps=90&x=0.5&y=0.5&bfgs=1&sgd.decay=0.05&momentum.clip=2&adam.rate=0.1&nesterov=1");
        string[] lines = CopiedProgram.Run(figure.Code);
        Assert.Equal(figure.Runs.Count, lines.Length);
        foreach (((Lane lane, RaceRun run), string line) in figure.Runs.Zip(lines))
        {
            Assert.StartsWith(lane.Label + ": ", line, StringComparison.Ordinal);
            Assert.Equal(run.Steps.Min(static step => step.Value), Value(line), 1e-12);
        }
    }

    [Fact]
    public void The_regressions_program_prints_the_losses_of_its_epochs()
    {
        var figure = new RegressionFigure();
        FigureState.Read(figure, "m=12&batch=12&steps=20");
        double[] printed = [.. CopiedProgram.Run(figure.Code).Select(static line => double.Parse(line, CultureInfo.InvariantCulture))];
        Assert.Equal(20, printed.Length);
        for (int i = 0; i < printed.Length; i++)
            Assert.Equal(figure.Runs[0].Losses[i], printed[i], 1e-5 * (1 + printed[i]));
    }

    [Fact]
    public void The_averages_program_prints_the_average()
    {
        var figure = new AverageFigure();
        FigureState.Read(figure, "n=40&beta=0.8");
        string[] lines = CopiedProgram.Run(figure.Code);
        for (int t = 0; t < 40; t++)
        {
            double[] printed = [.. lines[t].Split(' ').Select(static word => double.Parse(word, CultureInfo.InvariantCulture))];
            Assert.Equal(figure.Run.Average[t], printed[0], 1e-3);
            Assert.Equal(figure.Run.Corrected[t], printed[1], 1e-3);
        }
    }

    [Fact]
    public void The_schedules_program_prints_the_rates()
    {
        var figure = new ScheduleFigure();
        FigureState.Read(figure, "steps=30&onecycle=1&restarts=1");
        string[] lines = CopiedProgram.Run(figure.Code);
        for (int t = 0; t <= 30; t++)
        {
            IEnumerable<double> printed = lines[t].Split('\t').Select(static word => double.Parse(word, CultureInfo.InvariantCulture));
            Assert.Equal(figure.Runs.Select(one => one.Run.Rates[t]), printed);
        }
    }

    [Fact]
    public void The_batch_sizes_program_runs()
    {
        var figure = new BatchFigure();
        FigureState.Read(figure, "epochs=1&scale=1");
        Assert.Contains(CopiedProgram.Run(figure.Code), static line => line.Contains("256", StringComparison.Ordinal));
    }

    // Of "Minimum { …, Value = 0.1, … }".
    private static double Value(string line) => double.Parse(ValueText().Match(line).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@" Value = ([^,]+),")]
    private static partial Regex ValueText();
}
