using System.Globalization;
using FastOpt.Training;

namespace FastOpt.Mpi;

/// <summary>Compares the processes once the run has its state, from a checkpoint or anew: it is the first callback.</summary>
/// <param name="compare">Compares, given what only the run knows.</param>
internal sealed class ComparedRun(Action<IEnumerable<(string What, string Value)>> compare) : Callback
{
    public override void Begin(FitContext context) => compare(
    [
        ("the step from which the run goes on (do all processes see the same checkpoints?)", context.Step.ToString(CultureInfo.InvariantCulture)),
        ("finished epochs", context.History.Epochs.Count.ToString(CultureInfo.InvariantCulture)),
    ]);
}
