using System.Globalization;
using FastOpt.Playground.Tests.Figures;

namespace FastOpt.Playground.Tests.Network;

/// <summary>Copy C#: the program, on the data that the page hands out, has the losses that the page shows.</summary>
public sealed class NetworkCodeTests
{
    private const string OwnTable = "a%2Cb%2Cclass%0A1%2C2%2Cno%0A2%2C1%2Cyes%0A3%2C7%2Cno%0A4%2C1%2Cyes%0A5%2C9%2Cno%0A6%2C1%2Cyes%0A"
        + "7%2C8%2Cno%0A8%2C2%2Cyes%0A9%2C9%2Cno%0A1%2C0%2Cyes%0A2%2C3%2Cno%0A3%2C0%2Cyes";

    [Theory]
    [InlineData("")]
    [InlineData("data=xor&network=linear&optimizer=nesterov&momentum=0.8&rate=0.1&schedule=onecycle")]
    [InlineData("data=xor&network=tanh-8&rate=0.02&l1=0.003")]
    [InlineData("data=moons&noise=0.5&share=0.65&network=relu-16-16-norm&optimizer=rmsprop&rate=0.01&l2=0.01&l1=0.1&schedule=exponential&seed=12")]
    [InlineData("data=spiral&n=200&network=relu-32-32-dropout&optimizer=adamw&rate=0.01&l2=0.1&schedule=warmup&batch=50")]
    [InlineData("data=arms&network=tanh-16-16-four&optimizer=adagrad&rate=0.1&schedule=inverse&patience=3")]
    [InlineData("data=clouds&network=sigmoid-8-8-8-8-8-8-norm&optimizer=sgd&rate=0.3&schedule=restarts&l2=0.02&share=0.9")]
    [InlineData("data=digits&n=60&network=digits-relu-32&optimizer=momentum&rate=0.05&schedule=step")]
    [InlineData("data=own&schedule=cosine&csv=" + OwnTable)]
    public void The_programs_losses_are_the_pages(string query)
    {
        var figure = new NetworkFigure();
        FigureState.Read(figure, query + "&epochs=10");
        while (figure.Advance(1e9, 1e9))
        {
        }

        Assert.Null(figure.Fault);
        FigureFile data = figure.Files.Single(static one => one.Name.EndsWith(".csv", StringComparison.Ordinal));
        string folder = Directory.CreateTempSubdirectory("fastopt-copied-").FullName, path = Path.Combine(folder, data.Name);
        try
        {
            File.WriteAllBytes(path, data.Content());
            string[] lines = CopiedProgram.Run(figure.Code.Replace($"\"{data.Name}\"", $"@\"{path}\"", StringComparison.Ordinal));
            double[] losses = [.. lines.Select(static line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture))];
            Assert.Equal(figure.Run.Frames.Count - 1, losses.Length);
            Assert.All(losses.Zip(figure.Run.Frames.Skip(1)), static pair => Assert.Equal(pair.First, pair.Second.Validation.Loss, 1e-5));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
