namespace FastOpt.Training;

/// <summary>Shows a run to a person. It is called behind the callbacks, and changes nothing.</summary>
public interface IFitProgress
{
    /// <summary>Behind each step, in the run's own time: must be cheap.</summary>
    void StepDone(in StepReport report);

    /// <summary>Behind each epoch and its validation.</summary>
    void EpochDone(EpochReport report);
}
