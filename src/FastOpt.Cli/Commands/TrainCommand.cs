using System.CommandLine;
using System.Runtime.InteropServices;
using FastOpt.Cli.Models;

namespace FastOpt.Cli.Commands;

/// <summary><c>fastopt train digits</c>, and <c>digits-cnn</c>.</summary>
internal static class TrainCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create() => new("train", "Trains a model and tests it.")
    {
        CreateDigits<DigitClassifier>("digits", "Trains the classifier of handwritten digits: 784 pixels to ten classes."),
        CreateDigits<ConvolutionalDigitClassifier>(
            "digits-cnn", "Trains the convolutional classifier of handwritten digits, LeNet-5: 28×28 pixels to ten classes."),
    };

    private static Command CreateDigits<TNetwork>(string name, string description)
        where TNetwork : class, INetwork<TNetwork, int>, IOptimizedBy<Adam>
    {
        var data = new Option<string?>("--data")
        {
            Description = "Directory with the four MNIST files (train-images-idx3-ubyte, …), plain or .gz. Without it, on built-in digits.",
            HelpName = "DIR",
        };
        Option<int> epochs = NumberOption.Integer("--epochs", "Passes over the training images.", 10, 1, 1_000_000);
        Option<int> batch = NumberOption.Integer("--batch", "Images per training step.", 64, 1, 65_536);
        Option<double?> learningRate = NumberOption.Positive("--learning-rate", "Step size of the optimizer. Without it, as declared with the model.");
        Option<ulong> seed = NumberOption.Integer("--seed", "Seed of the first weights and of the images' order.", 42ul, 0ul, ulong.MaxValue);
        Option<int> threads = NumberOption.Integer("--threads", "Threads that share a step. The result does not depend on it.", 1, 1, 256);

        var command = new Command(name, description) { data, epochs, batch, learningRate, seed, threads };
        command.SetAction(parsed =>
        {
            var settings = new DigitSettings(
                parsed.GetValue(data),
                parsed.GetValue(epochs),
                parsed.GetValue(batch),
                parsed.GetValue(learningRate),
                parsed.GetValue(seed),
                parsed.GetValue(threads));
            InvocationConfiguration console = parsed.InvocationConfiguration;

            using var cancellation = new CancellationTokenSource();
            using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
            {
                // The first Ctrl+C lets the step finish; a second one ends the process at once.
                signal.Cancel = !cancellation.IsCancellationRequested;
                cancellation.Cancel();
            });
            return DigitTraining.Run<TNetwork>(settings, console.Output, console.Error, cancellation.Token);
        });
        return command;
    }
}
