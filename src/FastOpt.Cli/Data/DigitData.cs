using FastOpt.Cli.Training;
using FastOpt.Training;

namespace FastOpt.Cli.Data;

/// <summary>Handwritten digits to learn from: those that the program draws, or MNIST's files.</summary>
internal static class DigitData
{
    private const double Validation = 0.1;

    /// <summary>
    /// All training images are learned from; where the training may end early, a tenth of them, of each digit alike, says when, for the test images must not.
    /// </summary>
    public static TrainingData<int> Read(TrainSettings settings)
    {
        DataSet<int> train = settings.Data is null ? StrokeDigits.Training() : Idx.ReadTraining(settings.Data, StrokeDigits.Side, StrokeDigits.Side);
        DataSet<int> test = settings.Data is null ? StrokeDigits.Test() : Idx.ReadTest(settings.Data, StrokeDigits.Side, StrokeDigits.Side);
        return new TrainingData<int>(Divide(train, test, settings), settings.Data ?? "built-in digits", "images");
    }

    private static DataSplit<int> Divide(DataSet<int> train, DataSet<int> test, TrainSettings settings)
    {
        return settings.Patience is null
            ? Split.Given(train, test.Select([]), test)
            : Split.Stratified(train, Validation, test: 0, settings.Seed) with { Test = test };
    }
}
