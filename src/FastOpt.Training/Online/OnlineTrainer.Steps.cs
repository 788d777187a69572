using static System.FormattableString;

namespace FastOpt.Training;

/// <content>The trainer's steps: of samples that wait, with kept ones among them, and of kept ones alone.</content>
public sealed partial class OnlineTrainer<TNetwork, TTarget>
{
    /// <summary>Learns the samples that wait, where there are any.</summary>
    public void Flush()
    {
        if (_waiting > 0)
            StepOfWaiting();
    }

    /// <summary>
    /// Learns kept samples (<see cref="OnlineOptions.Replay"/>) for a time, such as while no new ones come: in steps of <see cref="OnlineOptions.BatchSize"/>
    /// and <see cref="OnlineOptions.ReplayPerStep"/> together, drawn with replacement. The clock is asked before each step, so that it takes longer than the
    /// budget by one step at most. Figures, detectors and samples that wait stay as they are.
    /// </summary>
    /// <param name="budget">The time, above zero.</param>
    /// <param name="cancellation">Ends it behind the step that is running. Default: none.</param>
    /// <returns>Steps taken.</returns>
    /// <exception cref="InvalidOperationException">No samples are kept, or a step's loss is no number: the message says so.</exception>
    public long TrainFor(TimeSpan budget, CancellationToken cancellation = default)
    {
        TimeBudget.Check(budget, nameof(budget));
        if (_reservoir.Count == 0)
        {
            string why = Options.Replay == 0 ? "Replay is 0" : "no sample has been learned yet";
            throw new InvalidOperationException($"{TNetwork.Summary.Name}: there are no kept samples to train on, since {why}.");
        }

        int batch = Options.BatchSize + Options.ReplayPerStep;
        float[] inputs = new float[batch * TNetwork.InputSize];
        TTarget[] targets = new TTarget[batch * _targetSize];
        long start = Options.Time.GetTimestamp(), taken = 0;
        while (Options.Time.GetElapsedTime(start) < budget && !cancellation.IsCancellationRequested)
        {
            _reservoir.Draw(batch, (ulong)Steps, inputs, targets);
            Step(inputs, targets);
            taken++;
        }

        return taken;
    }

    private void StepOfWaiting()
    {
        int own = _waiting, replayed = _reservoir.Count == 0 ? 0 : Options.ReplayPerStep, size = TNetwork.InputSize;
        _reservoir.Draw(replayed, (ulong)Steps, _inputs.AsSpan(own * size), _targets.AsSpan(own * _targetSize));
        Step(_inputs.AsSpan(0, (own + replayed) * size), _targets.AsSpan(0, (own + replayed) * _targetSize));
        for (int i = 0; i < own; i++)
            _reservoir.Add(_inputs.AsSpan(i * size, size), _targets.AsSpan(i * _targetSize, _targetSize));
        _waiting = 0;
    }

    private void Step(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets)
    {
        float loss = Network.TrainStep(inputs, targets);
        Steps++;
        if (!float.IsFinite(loss) && Network is not ISkippedSteps)
            throw Spoiled(Invariant($"the loss of step {Steps} is {loss}"));
        foreach (DriftAction action in _actions)
            action.StepDone(this, Samples);
    }
}
