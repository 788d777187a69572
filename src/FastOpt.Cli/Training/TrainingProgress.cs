using FastOpt.Cli.Commands;
using FastOpt.Training;

namespace FastOpt.Cli.Training;

/// <summary>Chooses how a training is shown: as a bar with curves in a terminal, as plain lines elsewhere.</summary>
internal static class TrainingProgress
{
    /// <summary>Shows a training while it runs.</summary>
    public static FitResult Show<TTarget>(
        TextWriter output, int epochs, TrainingData<TTarget> data, ITask<TTarget> task, Func<IFitProgress, FitResult> training)
        where TTarget : unmanaged
    {
        var text = new ProgressText(epochs, data.IsValidated ? "validation" : "test", task.Text);
        return Terminal.IsLive(output)
            ? LiveProgress.Show(text, epochs, data.Split.Train.Count, training)
            : training(new LineProgress(output, text));
    }
}
