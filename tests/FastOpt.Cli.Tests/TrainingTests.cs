using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FastOpt.Cli.Data;
using FastOpt.Cli.Models;
using FastOpt.Cli.Training;
using FastOpt.Tables;
using FastOpt.Training;

namespace FastOpt.Cli.Tests;

public sealed partial class TrainingTests
{
    [Fact]
    public void A_first_run_needs_nothing_and_learns()
    {
        (int code, string output, string error) = CommandLineTests.Run("train", "digits");
        Assert.Equal(0, code);
        Assert.Empty(error);
        Assert.Equal(10, EpochLine().Count(output));
        Assert.Contains("taken for", output);
        Assert.True(TestAccuracy(output) >= 97, output);
    }

    [Fact]
    public void Convolutions_learn_the_built_in_digits()
    {
        (int code, string output, string error) = CommandLineTests.Run("train", "digits-cnn", "--epochs", "3");
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("ConvolutionalDigitClassifier: 784 inputs, Conv2D 6 of 5×5, ", output);
        Assert.Equal(3, EpochLine().Count(output));
        Assert.True(TestAccuracy(output) >= 98, output);
    }

    [Fact]
    public void Irises_are_told_apart()
    {
        (int code, string output, string error) = CommandLineTests.Run("train", "iris");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("120 training, 15 validation and 15 test flowers from the built-in table", output);
        Assert.Contains("versicolor", output);
        Assert.True(TestAccuracy(output) >= 90, output);
    }

    [Fact]
    public void Housing_says_that_it_needs_a_table()
    {
        (int code, string output, string error) = CommandLineTests.Run("train", "housing");
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("fastopt: --data: housing needs the table as a file", error);
    }

    [Fact]
    public void Housing_learns_from_its_table()
    {
        using var directory = new TemporaryDirectory();
        string table = directory.Write("housing.csv", Encoding.UTF8.GetBytes(HousingTable.Text(1_500)));
        (int code, string output, string error) = CommandLineTests.Run("train", "housing", "--data", table, "--epochs", "30");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("1,200 training, 150 validation and 150 test districts", output);
        double explained = double.Parse(ExplainedLine().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.True(explained > 0.8, output);
    }

    [Theory]
    [InlineData("digits")]
    [InlineData("digits-cnn")]
    public void Files_and_options_are_used_and_threads_change_nothing(string model)
    {
        using var directory = new TemporaryDirectory();
        IdxBytes.WriteDataSet(directory, 650, 120, compressed: true);
        string[] lines = [.. new[] { "1", "2" }.Select(Losses)];
        Assert.Equal(lines[0], lines[1]);

        string Losses(string threads)
        {
            (int code, string output, string error) = CommandLineTests.Run(
                "train", model, "--data", directory.Path, "--epochs", "2", "--batch", "100", "--learning-rate", "5e-3", "--seed", "7", "--threads", threads);
            Assert.Equal((0, ""), (code, error));
            Assert.Contains("650 training and 120 test images", output);
            Assert.Matches(@"\(14 steps, ", output);
            return string.Join('\n', EpochLine().Matches(output).Select(match => match.Value.Split("  ")[1]));
        }
    }

    [Fact]
    public void The_learning_rate_of_convolutions_goes_down_with_each_epoch()
    {
        var model = new ConvolutionalDigitClassifier(50, 1);
        FitResult result = model.Fit(StrokeDigits.Draw(50, 1), StrokeDigits.Draw(10, 2), new FitOptions { Epochs = 3, BatchSize = 50 });
        Assert.Equal([2e-3, 1.6e-3, 1.28e-3], result.History.Epochs.Select(epoch => Math.Round(epoch.LearningRate, 12)));
    }

    [Fact]
    public void Another_seed_is_another_training()
    {
        Assert.Equal(Losses("7"), Losses("7"));
        Assert.NotEqual(Losses("7"), Losses("8"));

        static string Losses(string seed)
        {
            (_, string output, _) = CommandLineTests.Run("train", "iris", "--epochs", "3", "--seed", seed);
            return string.Join('\n', output.Split('\n').Where(line => line.StartsWith("epoch", StringComparison.Ordinal)).Select(line => line.Split("  ")[1]));
        }
    }

    [Fact]
    public void A_batch_larger_than_the_set_is_the_whole_set()
    {
        using var directory = new TemporaryDirectory();
        IdxBytes.WriteDataSet(directory, 30, 10, compressed: false);
        (int code, string output, _) = CommandLineTests.Run("train", "digits", "--data", directory.Path, "--epochs", "2", "--batch", "65536");
        Assert.Equal(0, code);
        Assert.Matches(@"\(2 steps, ", output);
    }

    [Fact]
    public void Patience_ends_a_training_and_keeps_a_tenth_to_decide_by()
    {
        using var directory = new TemporaryDirectory();
        IdxBytes.WriteDataSet(directory, 300, 100, compressed: false);
        (int code, string output, string error) = CommandLineTests.Run("train", "digits", "--data", directory.Path, "--epochs", "500", "--patience", "2");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("270 training, 30 validation and 100 test images", output);
        Match best = Regex.Match(output, @"^best epoch (\d+) of (\d+), ", RegexOptions.Multiline);
        Assert.Equal(int.Parse(best.Groups[1].Value, CultureInfo.InvariantCulture) + 2, int.Parse(best.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_cancelled_training_says_so_and_exits_with_130()
    {
        var output = new StringWriter();
        var error = new StringWriter { NewLine = "\n" };
        var settings = new TrainSettings(null, 1, 64, null, 1, 1);
        int code = new ModelTraining<DigitClassifier, int>(settings, DigitData.Read(settings), new ClassTask(), [784])
            .Run(static (_, _) => { }, output, error, new CancellationToken(canceled: true));
        Assert.Equal(130, code);
        Assert.Equal("fastopt: interrupted after 0 steps\n", error.ToString());
    }

    [Fact]
    public void A_diverging_training_stops_and_says_so()
    {
        (int code, _, string error) = CommandLineTests.Run("train", "digits", "--epochs", "1", "--learning-rate", "1e30");
        Assert.Equal(1, code);
        Assert.Matches("^fastopt: The loss of step [0-9]+ in epoch 1 is (NaN|∞|Infinity).* The training diverged; try a smaller --learning-rate\n$", error);
    }

    private static double TestAccuracy(string output) =>
        double.Parse(AccuracyLine().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^epoch +\d+/\d+  loss \d+\.\d{4}  test accuracy \d+\.\d{2} %  [\d,]+ examples/s$", RegexOptions.Multiline)]
    private static partial Regex EpochLine();

    [GeneratedRegex(@"^test accuracy (\d+\.\d{2}) % \([\d,]+ of [\d,]+\)$", RegexOptions.Multiline)]
    private static partial Regex AccuracyLine();

    [GeneratedRegex(@"^test R² (-?\d\.\d{4}), mean absolute error [\d,]+ \(median_house_value\)$", RegexOptions.Multiline)]
    private static partial Regex ExplainedLine();
}
