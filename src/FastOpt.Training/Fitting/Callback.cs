namespace FastOpt.Training;

/// <summary>
/// What watches a run and may end it. Callbacks are called in the order of the options; those that write checkpoints come last, so that they see what the
/// others did. What a callback knows goes into the checkpoint and comes back from it: a resumed run goes on as if it had not been cut.
/// </summary>
public abstract class Callback
{
    /// <summary>The name under which its state is stored; two callbacks of a run with one name are told apart by a number. Default: the type's name.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>
    /// Before the first step of a run, and of a resumed one; what it knew of an earlier run is forgotten. In a resumed run <see cref="FitContext.Step"/> is
    /// above 0 and the history has its epochs already, and <see cref="Load"/> follows: a log leaves its file as it is until then.
    /// </summary>
    public virtual void Begin(FitContext context)
    {
    }

    /// <summary>Right before each step, with the step's batch in <see cref="FitContext"/>. Must not allocate, and must be cheap.</summary>
    public virtual void BeforeStep(FitContext context)
    {
    }

    /// <summary>Behind each step, in the run's own time. Must not allocate, and must be cheap.</summary>
    public virtual void StepDone(FitContext context, in StepReport report)
    {
    }

    /// <summary>Behind each epoch and its validation.</summary>
    public virtual void EpochDone(FitContext context, EpochReport report)
    {
    }

    /// <summary>Behind the run, however it ended: completed, stopped, cancelled, or by an exception of a step, a callback or a checkpoint.</summary>
    public virtual void End(FitContext context)
    {
    }

    /// <summary>Writes what the callback needs to go on.</summary>
    public virtual void Save(RunState state)
    {
    }

    /// <summary>
    /// Reads what <see cref="Save"/> wrote: right behind <see cref="Begin"/>, in a resumed run alone, and only where the checkpoint has a state of this name.
    /// A log cuts its file to the length that it had at the checkpoint.
    /// </summary>
    public virtual void Load(RunState state)
    {
    }
}
