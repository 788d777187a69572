using FastOpt.Generators.Collections;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>Phases of the forward or the backward pass that threads share in one way, without waiting for each other in between.</summary>
/// <param name="Name">The method that runs them.</param>
/// <param name="IsByColumns">Whether a thread has columns of one product, for all rows of the batch; otherwise it has rows of the batch, for all phases.</param>
/// <param name="Phases">The phases, in order; one if it is by columns.</param>
internal sealed record StepRun(string Name, bool IsByColumns, EquatableArray<Phase> Phases)
{
    /// <summary>The runs of a pass: one, of the pass's own name, where all is by rows; otherwise numbered ones.</summary>
    public static EquatableArray<StepRun> Of(string pass, IEnumerable<Phase> phases)
    {
        var runs = new List<List<Phase>>();
        foreach (Phase phase in phases)
        {
            if (runs.Count == 0 || phase.IsByColumns || runs[runs.Count - 1][0].IsByColumns)
                runs.Add([]);
            runs[runs.Count - 1].Add(phase);
        }

        if (!runs.Any(static run => run[0].IsByColumns))
            return [new StepRun(pass, IsByColumns: false, phases.ToEquatableArray())];
        return runs.Select((run, i) => new StepRun(pass + Model.Literals.Number(i + 1), run[0].IsByColumns, run.ToEquatableArray())).ToEquatableArray();
    }
}
