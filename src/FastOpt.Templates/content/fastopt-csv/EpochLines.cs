using FastOpt.Training;

namespace FastOptCsv;

/// <summary>Prints a line for every tenth epoch.</summary>
internal sealed class EpochLines : IFitProgress
{
    public void StepDone(in StepReport report)
    {
    }

    public void EpochDone(EpochReport report)
    {
        if (report.Epoch % 10 == 0)
            Console.WriteLine($"epoch {report.Epoch,3}  loss {report.TrainLoss:F4}  validation {report.ValidationLoss:F4}  R² {report.Metrics[0].Value:F3}");
    }
}
