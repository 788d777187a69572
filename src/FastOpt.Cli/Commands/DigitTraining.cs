using System.Globalization;
using FastOpt.Cli.Data;
using FastOpt.Cli.Training;

namespace FastOpt.Cli.Commands;

/// <summary>What <c>fastopt train digits</c> and <c>fastopt train digits-cnn</c> were asked for.</summary>
/// <param name="Data">The directory of the MNIST files, or null for the built-in digits.</param>
/// <param name="Epochs">Passes over the training images.</param>
/// <param name="Batch">Images per step.</param>
/// <param name="LearningRate">The optimizer's learning rate, or null for the model's own.</param>
/// <param name="Seed">The seed of weights and order.</param>
/// <param name="Threads">Threads that share a step.</param>
internal sealed record DigitSettings(string? Data, int Epochs, int Batch, double? LearningRate, ulong Seed, int Threads);

/// <summary>Trains and tests a classifier of digits.</summary>
internal static class DigitTraining
{
    /// <summary>Runs the training and reports on it.</summary>
    /// <typeparam name="TNetwork">The classifier: images of 784 pixels into ten classes.</typeparam>
    /// <returns>The exit code.</returns>
    public static int Run<TNetwork>(DigitSettings settings, TextWriter output, TextWriter error, CancellationToken cancellation)
        where TNetwork : class, INetwork<TNetwork, int>, IOptimizedBy<Adam>
    {
        DigitSet training = settings.Data is null ? StrokeDigits.Training() : DigitFiles.ReadTraining(settings.Data);
        DigitSet test = settings.Data is null ? StrokeDigits.Test() : DigitFiles.ReadTest(settings.Data);

        // A batch larger than the set would only set aside memory that no step uses.
        var plan = new TrainingPlan(settings.Epochs, Math.Min(settings.Batch, training.Count), settings.Seed);
        TNetwork model = TNetwork.Create(plan.Batch, settings.Seed, settings.Threads);
        if (settings.LearningRate is double rate)
            model.Optimizer = model.Optimizer with { LearningRate = rate };

        WriteHead(output, settings, model, training, test);
        var trainer = new Trainer<TNetwork>(model, training, test, plan);
        TrainingResult result = Terminal.IsLive(output)
            ? LiveProgress.Show(plan.Epochs, training.Count, progress => trainer.Run(progress, cancellation))
            : trainer.Run(new LineProgress(output, plan.Epochs), cancellation);
        return Conclude(result, output, error);
    }

    private static void WriteHead<TNetwork>(TextWriter output, DigitSettings settings, TNetwork model, DigitSet training, DigitSet test)
        where TNetwork : class, INetwork<TNetwork, int>, IOptimizedBy<Adam>
    {
        NetworkSummary summary = TNetwork.Summary;
        string layers = string.Join(", ", summary.Layers.Select(layer => layer.Description));
        string images = settings.Data ?? "built-in digits";
        output.WriteLine($"{summary.Name}: {TNetwork.InputSize} inputs, {layers}; {summary.Loss}, {model.Optimizer}");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{training.Count:N0} training and {test.Count:N0} test images from {images}; {FastOptInfo.InstructionSet}, threads {settings.Threads}"));
        output.WriteLine();
    }

    private static int Conclude(TrainingResult result, TextWriter output, TextWriter error)
    {
        string steps = string.Create(CultureInfo.InvariantCulture, $"{result.Steps:N0}");
        switch (result.End)
        {
            case TrainingEnd.Interrupted:
                error.WriteLine($"fastopt: interrupted after {steps} steps");
                return CommandLine.Interrupted;
            case TrainingEnd.Diverged:
                error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"fastopt: the loss of step {result.Steps:N0} is {result.LastLoss}: the training diverged; try a smaller --learning-rate"));
                return CommandLine.Failure;
            default:
                ConfusionMatrix confusion = result.Confusion;
                output.WriteLine();
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"test accuracy {ProgressText.Percent(confusion.Accuracy)} ({confusion.Correct:N0} of {confusion.Total:N0})"));
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"training time {result.Time.TotalSeconds:F3} s ({steps} steps, {result.Time.TotalMicroseconds / result.Steps:F1} µs per step, {ProgressText.Rate(result.Examples, result.Time)})"));
                output.WriteLine();
                confusion.Write(output);
                return CommandLine.Success;
        }
    }
}
