using FastOpt.Cli.Training;
using FastOpt.Training;

namespace FastOpt.Cli.Data;

/// <summary>Handwritten digits to learn from: those that the program draws, or MNIST's files.</summary>
internal static class DigitData
{
    private const double Train = 0.9, Validation = 0.1;

    /// <summary>
    /// All training images are learned from; where the training may end early, a tenth of them, of each digit alike, says when, for the test images must not.
    /// </summary>
    public static TrainingData<int> Read(TrainSettings settings)
    {
        DataSet<int> train = settings.Data is null ? StrokeDigits.Training() : DigitFiles.ReadTraining(settings.Data);
        DataSet<int> test = settings.Data is null ? StrokeDigits.Test() : DigitFiles.ReadTest(settings.Data);
        return new TrainingData<int>(Divide(train, test, settings), settings.Data ?? "built-in digits", "images");
    }

    private static DataSplit<int> Divide(DataSet<int> train, DataSet<int> test, TrainSettings settings)
    {
        if (settings.Patience is null)
            return Split.Given(train, test: test);
        DataSplit<int> held = Split.Stratified(train, Train, Validation, 0, settings.Seed);
        return held with { Test = test };
    }
}
