namespace FastOpt.Cli.Training;

/// <summary>One plain line per epoch: for files, pipes and simple terminals.</summary>
internal sealed class LineProgress(TextWriter writer, int epochs) : ITrainingProgress
{
    public void StepDone(in StepReport report)
    {
    }

    public void EpochDone(in EpochReport report) => writer.WriteLine(ProgressText.Line(report, epochs));
}
