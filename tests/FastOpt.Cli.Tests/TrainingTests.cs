using System.Globalization;
using System.Text.RegularExpressions;
using FastOpt.Cli.Commands;
using FastOpt.Cli.Data;
using FastOpt.Cli.Models;
using FastOpt.Cli.Training;

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
        Assert.Contains("confusion matrix", output);
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
    public void Convolutions_learn_from_files_and_take_the_options()
    {
        using var directory = new TemporaryDirectory();
        IdxBytes.WriteDataSet(directory, 650, 120, compressed: true);
        string[] lines = [.. new[] { "1", "2" }.Select(Losses)];
        Assert.Equal(lines[0], lines[1]);

        string Losses(string threads)
        {
            (int code, string output, string error) = CommandLineTests.Run(
                "train", "digits-cnn", "--data", directory.Path, "--epochs", "2", "--batch", "100", "--learning-rate", "5e-3", "--seed", "7",
                "--threads", threads);
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
        var rates = new List<double>();
        var recorder = new Recorder { OnStep = _ => rates.Add(model.LearningRate) };
        new Trainer<ConvolutionalDigitClassifier>(model, StrokeDigits.Draw(50, 1), StrokeDigits.Draw(10, 2), new TrainingPlan(3, 50, 1)).Run(recorder, CancellationToken.None);
        Assert.Equal([2e-3, 1.6e-3, 1.28e-3], rates.Select(rate => Math.Round(rate, 12)));
    }

    [Fact]
    public void Files_and_options_are_used_and_the_last_partial_batch_is_trained()
    {
        using var directory = new TemporaryDirectory();
        IdxBytes.WriteDataSet(directory, 650, 120, compressed: true);
        (int code, string output, string error) = CommandLineTests.Run(
            "train", "digits", "--data", directory.Path, "--epochs", "3", "--batch", "100", "--learning-rate", "5e-3", "--seed", "7", "--threads", "2");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("650 training and 120 test images", output);
        Assert.Equal(3, EpochLine().Count(output));
        Assert.Matches(@"\(21 steps, ", output);
        Assert.Contains("of 120)", output);
    }

    [Fact]
    public void The_same_seed_gives_the_same_training()
    {
        string[] lines = [.. Enumerable.Range(0, 2).Select(_ => Losses(7))];
        Assert.Equal(lines[0], lines[1]);
        Assert.NotEqual(lines[0], Losses(8));

        static string Losses(ulong seed)
        {
            var recorder = new Recorder();
            Train(recorder, new TrainingPlan(2, 50, seed), CancellationToken.None);
            return string.Join(' ', recorder.Epochs.Select(epoch => epoch.Loss.ToString("R", CultureInfo.InvariantCulture)));
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
    public void Cancellation_ends_the_training_after_the_step()
    {
        using var cancellation = new CancellationTokenSource();
        var recorder = new Recorder { OnStep = report => { if (report.Examples == 150) cancellation.Cancel(); } };
        TrainingResult result = Train(recorder, new TrainingPlan(5, 50, 1), cancellation.Token);
        Assert.Equal((TrainingEnd.Interrupted, 3L, 150L), (result.End, result.Steps, result.Examples));
        Assert.Empty(recorder.Epochs);
    }

    [Fact]
    public void A_cancelled_command_says_so_and_exits_with_130()
    {
        var output = new StringWriter();
        var error = new StringWriter { NewLine = "\n" };
        int code = DigitTraining.Run<DigitClassifier>(new DigitSettings(null, 1, 64, null, 1, 1), output, error, new CancellationToken(canceled: true));
        Assert.Equal(130, code);
        Assert.Equal("fastopt: interrupted after 0 steps\n", error.ToString());
    }

    [Fact]
    public void A_diverging_training_stops_and_says_so()
    {
        (int code, _, string error) = CommandLineTests.Run("train", "digits", "--epochs", "1", "--learning-rate", "1e30");
        Assert.Equal(1, code);
        Assert.Matches("^fastopt: the loss of step [0-9]+ is (NaN|∞|Infinity): the training diverged; try a smaller --learning-rate\n$", error);
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        var recorder = new Recorder();
        long first = 0, last = 0;
        recorder.OnStep = report =>
        {
            last = GC.GetAllocatedBytesForCurrentThread();
            if (report.Examples == 100)
                first = last;
        };
        Train(recorder, new TrainingPlan(1, 10, 1), CancellationToken.None);
        Assert.Equal(first, last);
    }

    private static TrainingResult Train(ITrainingProgress progress, TrainingPlan plan, CancellationToken cancellation)
    {
        var trainer = new Trainer<DigitClassifier>(new DigitClassifier(plan.Batch, plan.Seed), StrokeDigits.Draw(330, 1), StrokeDigits.Draw(50, 2), plan);
        return trainer.Run(progress, cancellation);
    }

    private static double TestAccuracy(string output) =>
        double.Parse(AccuracyLine().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^epoch +\d+/\d+  loss \d+\.\d{4}  test accuracy \d+\.\d{2} %  [\d,]+ examples/s$", RegexOptions.Multiline)]
    private static partial Regex EpochLine();

    [GeneratedRegex(@"^test accuracy (\d+\.\d{2}) % \([\d,]+ of [\d,]+\)$", RegexOptions.Multiline)]
    private static partial Regex AccuracyLine();

    private sealed class Recorder : ITrainingProgress
    {
        public List<EpochReport> Epochs { get; } = [];

        public Action<StepReport>? OnStep { get; set; }

        public void StepDone(in StepReport report) => OnStep?.Invoke(report);

        public void EpochDone(in EpochReport report) => Epochs.Add(report);
    }
}
