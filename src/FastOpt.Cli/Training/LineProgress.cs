using FastOpt.Training;

namespace FastOpt.Cli.Training;

/// <summary>One plain line per epoch: for files, pipes and simple terminals.</summary>
internal sealed class LineProgress(TextWriter writer, ProgressText text) : IFitProgress
{
    public void StepDone(in StepReport report)
    {
    }

    public void EpochDone(EpochReport report) => writer.WriteLine(text.Line(report));
}
