using System.Text;
using System.Text.RegularExpressions;
using FastOpt.Cli.Data;
using FastOpt.Cli.Models;
using FastOpt.Cli.Studies;
using FastOpt.Cli.Training;
using FastOpt.Training;

namespace FastOpt.Cli.Tests.Studies;

public sealed partial class StudyCommandTests : IDisposable
{
    private static readonly string[] Species = ["setosa", "versicolor", "virginica"];
    private readonly TemporaryDirectory _directory = new();

    private string Journal => Path.Combine(_directory.Path, "a.journal");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_study_of_digits_finds_its_best_and_writes_a_report()
    {
        string report = Path.Combine(_directory.Path, "out", "report.html");
        using var digits = new TemporaryDirectory();
        IdxBytes.WriteDataSet(digits, 300, 40, compressed: false);
        (int code, string output, string error) = CommandLineTests.Run(
            "study", "digits", "--data", digits.Path, "--trials", "12", "--epochs", "2", "--journal", Journal, "--report", report);
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith($"digits: log loss on 30 validation images, learned from 270, 2 epochs, from {digits.Path}\n", output);
        Assert.Equal(12, TrialLine().Count(output));
        using Study study = Open("digits: log loss on 30 validation images, learned from 270, 2 epochs");
        Assert.Contains(FormattableString.Invariant($"\nbest: trial {study.Best!.Number}, log loss {study.Best.Value:F4}\n"), output);
        Assert.Contains($"journal in {Journal}; the same command with more --trials goes on\nreport in {report}\n", output);
        Assert.Contains("<h1>Study of digits</h1>", File.ReadAllText(report));
        IEnumerable<string> asked = study.Trials[0].Parameters.Select(parameter => parameter.Name);
        Assert.Equal(["network", "rate", "weight decay", "batch", "schedule"], asked.Where(name => name != "factor"));
    }

    [Fact]
    public void The_same_command_goes_on()
    {
        string[] arguments = ["study", "iris", "--epochs", "2", "--journal", Journal, "--pruner", "none", "--seed", "5"];
        (int code, string output, _) = CommandLineTests.Run([.. arguments, "--trials", "3"]);
        Assert.Equal((0, 3), (code, TrialLine().Count(output)));
        (code, output, _) = CommandLineTests.Run([.. arguments, "--trials", "5"]);
        Assert.Equal((0, 2), (code, TrialLine().Count(output)));
        Assert.Contains($"the study goes on behind 3 trials in {Journal}\n", output);
        (code, output, _) = CommandLineTests.Run([.. arguments, "--trials", "5"]);
        Assert.Equal((0, 0), (code, TrialLine().Count(output)));
        Assert.Contains("5 of 5 trials are complete, 0 pruned, 0 failed.\n", output);
    }

    // The network, its seed, order, schedule and folds are as they say: the trial's value is that of the training by hand.
    [Fact]
    public void A_trial_is_the_training_that_its_parameters_say()
    {
        CommandLineTests.Run("study", "iris", "--epochs", "3", "--journal", Journal, "--pruner", "none", "--sampler", "random", "--trials", "8", "--seed", "5");
        var settings = new TrainSettings(null, 3, 1, null, 5, 1);
        DataSplit<int> split = TableData.ReadIris(settings).Split;
        using Study study = Open("iris: log loss over 5 folds of 120 flowers, 3 epochs", 5);
        int compared = 0;
        foreach (TrialRecord trial in study.Trials.Where(trial => trial["network"]!.Text == "16, tanh"))
        {
            int batch = (int)trial["batch"]!.Value;
            double sum = 0;
            foreach (Fold<int> fold in Split.KFold(split.Train, 5, 5))
            {
                var inputs = Normalizer.Fit(fold.Train);
                var network = new IrisClassifier(batch, 5);
                network.Optimizer = new Adam(trial["rate"]!.Value, WeightDecay: trial["weight decay"]!.Value);
                int steps = 3 * ((96 + batch - 1) / batch);
                network.Schedule = trial["schedule"]!.Text switch
                {
                    "cosine" => Schedule.PerStep(new CosineAnnealing(steps)),
                    "exponential" => Schedule.PerEpoch(new Exponential(trial["factor"]!.Value)),
                    _ => null,
                };
                FitResult fit = network.Fit(
                    inputs.Apply(fold.Train), inputs.Apply(fold.Validation), new FitOptions { Epochs = 3, BatchSize = batch, Seed = 5 }, [new LogLoss()]);
                sum += fit.History.Epochs.Min(epoch => epoch.Metrics[0].Value);
            }

            Assert.Equal(sum / 5, trial.Value, 1e-12);
            compared++;
        }

        Assert.InRange(compared, 1, 8);
    }

    [Fact]
    public void A_cancelled_study_says_how_it_goes_on_and_exits_with_130()
    {
        using var output = new StringWriter();
        using var error = new StringWriter { NewLine = "\n" };
        var settings = new StudySettings(null, Journal, 4, 2, 1, 1, new TpeSampler(), Pruner.None, null, null);
        TrainingData<int> data = TableData.ReadIris(new TrainSettings(null, 2, 1, null, 1, 1));
        int code = new ModelStudy<int>("iris", settings, data, [Candidate.WithAdam<IrisClassifier, int>("16")], () => new LogLoss(), folds: 5)
            .Run(output, error, new CancellationToken(canceled: true));
        Assert.Equal((130, "fastopt: interrupted; the same command goes on from here\n"), (code, error.ToString()));
    }

    [Fact]
    public void A_journal_of_another_study_is_named()
    {
        CommandLineTests.Run("study", "iris", "--epochs", "1", "--journal", Journal, "--trials", "1");
        (int code, _, string error) = CommandLineTests.Run("study", "iris", "--epochs", "2", "--journal", Journal, "--trials", "1");
        Assert.Equal(1, code);
        Assert.Equal(
            $"fastopt: --journal: The study of {Journal} measures \"iris: log loss over 5 folds of 120 flowers, 1 epoch, data D\", "
            + "not \"iris: log loss over 5 folds of 120 flowers, 2 epochs, data D\": their values would not go together. "
            + "Open it as it was begun, or name another journal.\n",
            Data().Replace(error, "data D"));
        (code, _, error) = CommandLineTests.Run("study", "iris", "--epochs", "1", "--journal", Journal, "--trials", "1", "--seed", "3");
        Assert.Equal(1, code);
        Assert.Contains("was begun with seed 42, not 3", error);
    }

    // As many flowers, with other lengths: the values would be of other examples.
    [Fact]
    public void A_journal_of_other_examples_is_named()
    {
        string path = _directory.Write("flowers.csv", Table(7)), other = _directory.Write("others.csv", Table(5));
        string[] arguments = ["study", "iris", "--epochs", "1", "--journal", Journal, "--trials", "1", "--data"];
        Assert.Equal(0, CommandLineTests.Run([.. arguments, path]).Code);
        Assert.Equal(0, CommandLineTests.Run([.. arguments, path]).Code);
        (int code, _, string error) = CommandLineTests.Run([.. arguments, other]);
        Assert.Equal(1, code);
        Assert.Equal(2, Data().Matches(error).Select(static match => match.Value).Distinct().Count());

        static byte[] Table(int lengths) => Encoding.UTF8.GetBytes("sepal_length,sepal_width,petal_length,petal_width,species\n" + string.Concat(
            Enumerable.Range(0, 150).Select(i => FormattableString.Invariant($"{4 + (i % lengths)}.1,3.5,{1 + (i / 50)}.4,0.2,{Species[i / 50]}\n"))));
    }

    [Fact]
    public void A_file_that_is_no_journal_is_told_and_left_alone()
    {
        string path = _directory.Write("flowers.csv", "a,b\n1,2\n"u8.ToArray());
        (int code, _, string error) = CommandLineTests.Run("study", "iris", "--journal", path);
        Assert.Equal((1, $"fastopt: {path} is no journal of a study: its first line is none of a journal's. Name another file.\n"), (code, error));
        Assert.Equal("a,b\n1,2\n", File.ReadAllText(path));
    }

    [Theory]
    [InlineData("--trials", "0", "--trials takes an integer from 1 to 1000000, not '0'")]
    [InlineData("--epochs", "x", "--epochs takes an integer from 1")]
    [InlineData("--workers", "0", "--workers takes an integer from 1 to 256, not '0'")]
    [InlineData("--seed", "-1", "--seed takes an integer from 0")]
    [InlineData("--timeout", "0", "--timeout takes an integer from 1 to 1000000, not '0'")]
    [InlineData("--timeout", "1000001", "--timeout takes an integer from 1 to 1000000, not '1000001'")]
    [InlineData("--sampler", "grid", "--sampler does not know 'grid', only: tpe, random")]
    [InlineData("--pruner", "hard", "--pruner does not know 'hard', only: median, asha, none")]
    public void Bad_values_are_explained(string option, string value, string message)
    {
        (int code, string output, string error) = CommandLineTests.Run("study", "digits", option, value);
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith($"fastopt: {message}", error);
        Assert.Equal("See 'fastopt study digits --help'.", error.Split('\n')[1]);
    }

    [Theory]
    [InlineData("digits.journal", "digits")]
    [InlineData("[default: 3]", "digits")]
    [InlineData("[default: 2]", "digits-cnn")]
    [InlineData("five folds", "iris")]
    [InlineData("housing.csv", "housing")]
    public void Help_is_everywhere(string mention, string model)
    {
        (int code, string output, string error) = CommandLineTests.Run("study", model, "--help");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains(mention, output);
        string[] options = ["--trials", "--journal", "--sampler", "--pruner", "--epochs", "--seed", "--workers", "--timeout", "--data", "--report"];
        Assert.All(options, option => Assert.Contains(option, output));
    }

    [Fact]
    public void A_study_of_convolutions_runs()
    {
        using var digits = new TemporaryDirectory();
        IdxBytes.WriteDataSet(digits, 60, 20, compressed: false);
        (int code, string output, string error) = CommandLineTests.Run(
            "study", "digits-cnn", "--data", digits.Path, "--trials", "2", "--epochs", "1", "--journal", Journal, "--workers", "2", "--pruner", "asha");
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(2, TrialLine().Count(output));
    }

    private Study Open(string measured, ulong seed = 42)
    {
        string objective = Objective().Match(File.ReadAllText(Journal)).Groups[1].Value;
        Assert.Matches($"^{Regex.Escape(measured)}, data [0-9a-f]{{16}}$", objective);
        return Study.Open(Journal, seed, new StudyOptions { Objective = objective });
    }

    [GeneratedRegex("\"objective\":\"([^\"]*)\"")]
    private static partial Regex Objective();

    [GeneratedRegex("data [0-9a-f]{16}")]
    private static partial Regex Data();

    [GeneratedRegex(@"^trial +\d+  (log loss \d+\.\d{4}( \*|  )|pruned at \d+\.\d{4}|failed)  network ", RegexOptions.Multiline)]
    private static partial Regex TrialLine();
}
