using System.CommandLine;
using System.Runtime.InteropServices;
using FastOpt.Cli.Data;
using FastOpt.Cli.Models;
using FastOpt.Cli.Training;

namespace FastOpt.Cli.Commands;

/// <summary><c>fastopt train</c>: a command for each model.</summary>
internal static class TrainCommand
{
    private const string MnistFiles = "Directory with the four MNIST files (train-images-idx3-ubyte, …), plain or .gz. Without it, on built-in digits.";

    /// <summary>Builds the command.</summary>
    public static Command Create() => new("train", "Trains a model and tests it.")
    {
        Create(
            "digits",
            "Trains the classifier of handwritten digits: 784 pixels to ten classes.",
            new TrainOptions(MnistFiles, "DIR", "images", epochs: 10, batch: 64),
            settings => new ModelTraining<DigitClassifier, int>(settings, DigitData.Read(settings), new ClassTask(), [784]),
            SetRate),
        Create(
            "digits-cnn",
            "Trains the convolutional classifier of handwritten digits, LeNet-5: 28×28 pixels to ten classes.",
            new TrainOptions(MnistFiles, "DIR", "images", epochs: 10, batch: 64),
            settings => new ModelTraining<ConvolutionalDigitClassifier, int>(settings, DigitData.Read(settings), new ClassTask(), [1, 28, 28]),
            SetRate),
        Create(
            "iris",
            "Trains the classifier of Fisher's irises: four lengths to three species.",
            new TrainOptions("CSV file with columns like those of the built-in 150 flowers. Without it, on these.", "FILE", "flowers", epochs: 100, batch: 16),
            settings => new ModelTraining<IrisClassifier, int>(settings, TableData.ReadIris(settings), new ClassTask(), [4]),
            SetRate),
        Create(
            "housing",
            "Trains the regression of house values in California's districts: eight figures and a place to a value.",
            new TrainOptions("California housing as a CSV file: housing.csv with ten columns. It is not built in.", "FILE", "districts", epochs: 60, batch: 64),
            settings => new ModelTraining<HousingRegressor, float>(settings, TableData.ReadHousing(settings), new NumberTask(), [13]),
            static (model, rate) => model.Optimizer = model.Optimizer with { LearningRate = rate }),
    };

    private static Command Create<TNetwork, TTarget>(
        string name,
        string description,
        TrainOptions options,
        Func<TrainSettings, ModelTraining<TNetwork, TTarget>> prepare,
        Action<TNetwork, double> setRate)
        where TNetwork : class, INetwork<TNetwork, TTarget>, INetworkGraph
        where TTarget : unmanaged
    {
        var command = new Command(name, description);
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            InvocationConfiguration console = parsed.InvocationConfiguration;
            using var cancellation = new CancellationTokenSource();
            using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
            {
                // The first Ctrl+C lets the step finish; a second one ends the process at once.
                signal.Cancel = !cancellation.IsCancellationRequested;
                cancellation.Cancel();
            });
            return prepare(options.Read(parsed)).Run(setRate, console.Output, console.Error, cancellation.Token);
        });
        return command;
    }

    private static void SetRate<TNetwork>(TNetwork model, double rate)
        where TNetwork : IOptimizedBy<Adam> => model.Optimizer = model.Optimizer with { LearningRate = rate };
}
