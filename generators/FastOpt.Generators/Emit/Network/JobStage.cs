using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// What a step's threads do between two waits for each other: a run by columns, or all that follows one another by rows of the batch, through the loss and
/// back.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="IsByColumns">Whether it is a run by columns.</param>
/// <param name="HasSums">Whether it sums over sections of the batch: a thread then has whole ones.</param>
/// <param name="Call">The calls of it, line by line: for a thread's part, or its rows.</param>
internal sealed record JobStage(string Name, bool IsByColumns, bool HasSums, string Call)
{
    /// <summary>The stages in front of the update, in order.</summary>
    public static IReadOnlyList<JobStage> Of(NetworkProgram program)
    {
        var stages = new List<JobStage>();
        var byRows = new List<string>();
        bool hasSums = false;
        foreach (StepRun run in program.ForwardRuns)
            Add(run);
        byRows.Add("network.LossOrGiven(in frame);");
        foreach (StepRun run in program.BackwardRuns)
            Add(run);
        EndRows();
        return stages;

        void Add(StepRun run)
        {
            if (!run.IsByColumns)
            {
                byRows.Add($"{run.Name}(in frame);");
                hasSums |= run.Phases.Any(static phase => phase.Arguments.Any(static operand => operand is Operand.SectionSums));
                return;
            }

            EndRows();
            stages.Add(new JobStage(run.Name, IsByColumns: true, HasSums: false, $"{run.Name}(in frame, part);"));
        }

        void EndRows()
        {
            if (byRows.Count == 0)
                return;
            string name = "RunRows" + (stages.Any(static stage => !stage.IsByColumns) ? Literals.Number(stages.Count + 1) : "");
            stages.Add(new JobStage(name, IsByColumns: false, hasSums, string.Join("\n", byRows)));
            byRows.Clear();
            hasSums = false;
        }
    }
}
