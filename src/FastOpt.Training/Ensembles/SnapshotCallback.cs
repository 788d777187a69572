using System.Runtime.InteropServices;
using FastOpt.Runtime;
using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>Keeps a network's weights and running statistics behind each cycle of so many epochs.</summary>
internal sealed class SnapshotCallback(int epochsPerCycle) : Callback
{
    private readonly List<Snapshot> _snapshots = [];

    public override string Name => "Snapshots";

    public IReadOnlyList<Snapshot> Snapshots => _snapshots;

    public override void Begin(FitContext context) => _snapshots.Clear();

    public override void EpochDone(FitContext context, EpochReport report)
    {
        if (report.Epoch % epochsPerCycle != 0)
            return;
        float[] parameters = new float[context.ParameterCount], buffers = new float[context.BufferCount];
        context.CopyParametersTo(parameters);
        context.CopyBuffersTo(buffers);

        // The cycle's last step may have spoiled the weights, which the next one finds.
        if (!FiniteValues.Are(ref MemoryMarshal.GetArrayDataReference(parameters), 1, parameters.Length, parameters.Length))
            return;
        _snapshots.Add(new Snapshot(report.Epoch, parameters, buffers));
    }

    public override void Save(RunState state)
    {
        state.Set("epochs_per_cycle", (long)epochsPerCycle);
        state.Set("epochs", (long[])[.. _snapshots.Select(static snapshot => (long)snapshot.Epoch)]);
        for (int i = 0; i < _snapshots.Count; i++)
        {
            state.Set(Invariant($"{i}.parameters"), _snapshots[i].Parameters);
            state.Set(Invariant($"{i}.buffers"), _snapshots[i].Buffers);
        }
    }

    public override void Load(RunState state)
    {
        if (state.GetInt64("epochs_per_cycle") is var stored && stored != epochsPerCycle)
            throw new FormatException(Invariant($"The checkpoint's cycles have {stored} epochs each, but this run's have {epochsPerCycle}."));
        foreach (long epoch in state.Get<long>("epochs"))
        {
            int i = _snapshots.Count;
            float[] parameters = state.Get<float>(Invariant($"{i}.parameters")).ToArray();
            _snapshots.Add(new Snapshot((int)epoch, parameters, state.Get<float>(Invariant($"{i}.buffers")).ToArray()));
        }
    }

    internal sealed record Snapshot(int Epoch, float[] Parameters, float[] Buffers);
}
