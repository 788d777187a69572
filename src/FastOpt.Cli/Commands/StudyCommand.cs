using System.CommandLine;
using FastOpt.Cli.Data;
using FastOpt.Cli.Models;
using FastOpt.Cli.Studies;
using FastOpt.Cli.Training;
using FastOpt.Training;

namespace FastOpt.Cli.Commands;

/// <summary><c>fastopt study</c>: a command for each model.</summary>
internal static class StudyCommand
{
    private const string MnistFiles = "Directory with the four MNIST files (train-images-idx3-ubyte, …), plain or .gz. Without it, on built-in digits.";

    /// <summary>Builds the command.</summary>
    public static Command Create() => new("study", "Searches the network, rate, batch, schedule and weight decay of a model; resumable.")
    {
        Create(
            new StudySearchOptions("digits", MnistFiles, "DIR", epochs: 3),
            "digits",
            "Searches the training of handwritten digits' classifiers by their validation loss.",
            static settings => new ModelStudy<int>("digits", settings, DigitData.Read(Validated(settings)),
                [
                    Candidate.WithAdam<DigitClassifier, int>("128"),
                    Candidate.WithAdam<DroppingDigitClassifier, int>("256, dropout 0.25"),
                    Candidate.WithAdam<DeepDigitClassifier, int>("256-128, batch norm"),
                    Candidate.WithAdam<SmoothedDigitClassifier, int>("256, smoothing 0.1"),
                ],
                static () => new LogLoss()).Run),
        Create(
            new StudySearchOptions("digits-cnn", MnistFiles, "DIR", epochs: 2),
            "digits-cnn",
            "Searches the training of convolutional classifiers of handwritten digits by their validation loss.",
            static settings => new ModelStudy<int>("digits-cnn", settings, DigitData.Read(Validated(settings)),
                [
                    Candidate.WithAdam<ConvolutionalDigitClassifier, int>("LeNet-5"),
                    Candidate.WithAdam<DroppingConvolutionalDigitClassifier, int>("LeNet-5, dropout 0.25"),
                ],
                static () => new LogLoss()).Run),
        Create(
            new StudySearchOptions("iris", "CSV file with columns like those of the built-in 150 flowers. Without it, on these.", "FILE", epochs: 40),
            "iris",
            "Searches the training of irises' classifiers by their loss over five folds.",
            static settings => new ModelStudy<int>("iris", settings, TableData.ReadIris(Validated(settings)),
                [
                    Candidate.WithAdam<IrisClassifier, int>("16, tanh"),
                    Candidate.WithAdam<DeepIrisClassifier, int>("16-8, relu"),
                ],
                static () => new LogLoss(), folds: 5).Run),
        Create(
            new StudySearchOptions("housing", "California housing as a CSV file: housing.csv with ten columns. It is not built in.", "FILE", epochs: 15),
            "housing",
            "Searches the training of house values' regressions by their validation error.",
            static settings => new ModelStudy<float>("housing", settings, TableData.ReadHousing(Validated(settings)),
                [
                    Candidate.WithAdamW<HousingRegressor, float>("128-64"),
                    Candidate.WithAdamW<DroppingHousingRegressor, float>("128-64, dropout 0.1"),
                ],
                static () => new Mse()).Run),
    };

    private static Command Create(
        StudySearchOptions options, string name, string description, Func<StudySettings, Func<TextWriter, TextWriter, CancellationToken, int>> prepare)
    {
        var command = new Command(name, description);
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            InvocationConfiguration console = parsed.InvocationConfiguration;
            using var interruption = new Interruption(); // the trials that run are cut and released
            return prepare(options.Read(parsed))(console.Output, console.Error, interruption.Token);
        });
        return command;
    }

    /// <summary>The data as a training with patience reads them: a part of the training examples decides.</summary>
    private static TrainSettings Validated(StudySettings settings) =>
        new(settings.Data, settings.Epochs, Batch: 1, LearningRate: null, settings.Seed, Threads: 1) { Patience = settings.Epochs };
}
