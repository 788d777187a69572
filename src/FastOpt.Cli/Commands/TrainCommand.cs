using System.CommandLine;
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
            Alone(Digits<DigitClassifier>([784]), SetRate),
            Together(Digits<DistributedDigitClassifier>([784]), SetRate)),
        Create(
            "digits-cnn",
            "Trains the convolutional classifier of handwritten digits, LeNet-5: 28×28 pixels to ten classes.",
            new TrainOptions(MnistFiles, "DIR", "images", epochs: 10, batch: 64),
            Alone(Digits<ConvolutionalDigitClassifier>([1, 28, 28]), SetRate),
            Together(Digits<DistributedConvolutionalDigitClassifier>([1, 28, 28]), SetRate)),
        Create(
            "iris",
            "Trains the classifier of Fisher's irises: four lengths to three species.",
            new TrainOptions("CSV file with columns like those of the built-in 150 flowers. Without it, on these.", "FILE", "flowers", epochs: 100, batch: 16),
            Alone(Iris<IrisClassifier>, SetRate),
            Together(Iris<DistributedIrisClassifier>, SetRate)),
        Create(
            "housing",
            "Trains the regression of house values in California's districts: eight figures and a place to a value.",
            new TrainOptions("California housing as a CSV file: housing.csv with ten columns. It is not built in.", "FILE", "districts", epochs: 60, batch: 64),
            Alone(Housing<HousingRegressor>, SetDecayedRate),
            Together(Housing<DistributedHousingRegressor>, SetDecayedRate)),
    };

    private static Command Create(string name, string description, TrainOptions options, Training alone, Training together)
    {
        var command = new Command(name, description);
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            InvocationConfiguration console = parsed.InvocationConfiguration;
            TrainSettings settings = options.Read(parsed);
            using var interruption = new Interruption(isLaunched: settings.Distributed); // the step is finished
            return (settings.Distributed ? together : alone)(settings, console.Output, console.Error, interruption.Token);
        });
        return command;
    }

    /// <summary>Runs a training and gives the exit code.</summary>
    private delegate int Training(TrainSettings settings, TextWriter output, TextWriter error, CancellationToken cancellation);

    private static Training Alone<TNetwork, TTarget>(Func<TrainSettings, ModelTraining<TNetwork, TTarget>> prepare, Action<TNetwork, double> setRate)
        where TNetwork : class, INetwork<TNetwork, TTarget>, INetworkGraph
        where TTarget : unmanaged => (settings, output, error, cancellation) => prepare(settings).Run(setRate, output, error, cancellation);

    private static Training Together<TNetwork, TTarget>(Func<TrainSettings, ModelTraining<TNetwork, TTarget>> prepare, Action<TNetwork, double> setRate)
        where TNetwork : class, INetwork<TNetwork, TTarget>, INetworkGraph, IDistributed<TTarget>
        where TTarget : unmanaged =>
        (settings, output, error, cancellation) => DistributedTraining.Run(settings, prepare, setRate, output, error, cancellation);

    private static Func<TrainSettings, ModelTraining<TNetwork, int>> Digits<TNetwork>(int[] shape)
        where TNetwork : class, INetwork<TNetwork, int>, INetworkGraph => settings => new(settings, DigitData.Read(settings), new ClassTask(), shape);

    private static ModelTraining<TNetwork, int> Iris<TNetwork>(TrainSettings settings)
        where TNetwork : class, INetwork<TNetwork, int>, INetworkGraph => new(settings, TableData.ReadIris(settings), new ClassTask(), [4]);

    private static ModelTraining<TNetwork, float> Housing<TNetwork>(TrainSettings settings)
        where TNetwork : class, INetwork<TNetwork, float>, INetworkGraph => new(settings, TableData.ReadHousing(settings), new NumberTask(), [13]);

    private static void SetRate<TNetwork>(TNetwork model, double rate)
        where TNetwork : IOptimizedBy<Adam> => model.Optimizer = model.Optimizer with { LearningRate = rate };

    private static void SetDecayedRate<TNetwork>(TNetwork model, double rate)
        where TNetwork : IOptimizedBy<AdamW> => model.Optimizer = model.Optimizer with { LearningRate = rate };
}
