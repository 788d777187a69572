using System.Diagnostics;
using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>A run: epochs of steps, validation, callbacks in their order, and an end. All memory of a step is set aside at construction.</summary>
internal sealed partial class FitRun<TNetwork, TTarget> : FitContext
    where TNetwork : class, INetwork<TNetwork, TTarget>
    where TTarget : unmanaged
{
    private readonly TNetwork _network;
    private readonly DataSet<TTarget> _train;
    private readonly DataSet<TTarget>? _validation;
    private readonly Validator<TNetwork, TTarget>? _validator;
    private readonly BatchReader<TTarget> _batch;
    private readonly RateFactor _rate;
    private readonly EpochReplay<TNetwork, TTarget>? _replay;
    private readonly ISkippedSteps? _skipping;
    private readonly CallbackList _callbacks;
    private readonly IReadOnlyList<MetricInfo> _metrics;
    private readonly List<string> _notes = [];
    private FitEnd? _end;
    private string _reason = "";
    private int _ended;

    // Where the run is: what a checkpoint keeps besides the network and the callbacks.
    private int _epoch = 1;
    private int _examplesOfEpoch, _lossExamples;
    private double _lossSum;
    private double _lastRate = double.NaN;
    private long _step, _examples, _resumedAt, _epochBase;
    private TimeSpan _epochTime, _time;

    public FitRun(TNetwork network, DataSet<TTarget> train, DataSet<TTarget>? validation, FitOptions options, IReadOnlyList<Metric<TTarget>> metrics)
    {
        (_network, _train, _validation, Options) = (network, train, validation, options);
        _validator = validation is null ? null : new Validator<TNetwork, TTarget>(network, validation, metrics);
        _batch = new BatchReader<TTarget>(train, options);
        _rate = new RateFactor(network as IScheduled);
        _replay = options.StopOnNaN ? new EpochReplay<TNetwork, TTarget>(network, _rate, _batch, options) : null;
        _skipping = network as ISkippedSteps;
        _callbacks = new CallbackList(options);
        _metrics = [.. metrics.Select(static metric => new MetricInfo(metric.Name, metric.HigherIsBetter))];
        StepsPerEpoch = (train.Count + options.BatchSize - 1) / options.BatchSize;
        _epochBase = network.Epoch;
    }

    public FitResult Run()
    {
        if (_callbacks.Checkpoints.Length > 0)
            _ = _network.StateBytes; // what cannot be stored says so before the first step, not behind an epoch
        Begin(FindCheckpoint());
        try
        {
            while (_end is null && _epoch <= Options.Epochs)
                RunEpoch();
            End(_end ?? FitEnd.Completed, Invariant($"All {History.Epochs.Count} epochs are done."));
            Finish();
        }
        catch (Exception)
        {
            _rate.Remove();
            RestoreAfterError();
            EndAfterError(_callbacks.All.Length);
            throw;
        }

        return new FitResult(_end!.Value, _reason, History, _callbacks.RestoreBest?.BestEpoch ?? History.BestEpoch, _step, _examples, _time)
        {
            ResumedAtStep = _resumedAt,
            Notes = _notes,
        };
    }

    private void RunEpoch()
    {
        _network.Epoch = _epochBase + _epoch - 1;
        _batch.BeginEpoch(_epoch);
        _replay?.Begin(_examplesOfEpoch, _step);
        while (_examplesOfEpoch < _train.Count)
        {
            if (Options.Cancellation.IsCancellationRequested)
                End(FitEnd.Cancelled, Invariant($"Cancelled in epoch {_epoch} behind step {_step}."));
            if (_end is not null)
                return;
            RunStep();
        }

        if (_end is null)
            FinishEpoch();
    }

    private void RunStep()
    {
        int count = Math.Min(Options.BatchSize, _train.Count - _examplesOfEpoch);
        long start = Stopwatch.GetTimestamp();
        _batch.Read(_examplesOfEpoch, count);
        TimeSpan time = Stopwatch.GetElapsedTime(start);

        foreach (Callback callback in _callbacks.All)
            callback.BeforeStep(this);

        start = Stopwatch.GetTimestamp();
        _lastRate = _rate.LearningRate;
        long skipped = _skipping?.SkippedSteps ?? 0;
        float loss = _network.TrainStep(_batch.Inputs, _batch.Targets);
        time += Stopwatch.GetElapsedTime(start);
        _epochTime += time;
        _time += time;
        _step++;
        _examples += count;
        _examplesOfEpoch += count;
        bool isSkipped = _skipping is { } skipping && skipping.SkippedSteps > skipped;
        if (!isSkipped)
        {
            _lossSum += (double)loss * count;
            _lossExamples += count;
        }

        if (!float.IsFinite(loss) && !isSkipped && _replay is not null)
        {
            string cause = _replay.Explain(_step);
            End(FitEnd.Diverged, Invariant($"The loss of step {_step} in epoch {_epoch} is {loss}. {cause}"));
            return;
        }

        var report = new StepReport(_epoch, _step, _examplesOfEpoch, loss, _lossSum / _lossExamples, _lastRate, _epochTime);
        foreach (Callback callback in _callbacks.All)
            callback.StepDone(this, report);
        Options.Progress?.StepDone(report);
    }

    private void FinishEpoch()
    {
        if (_lossExamples == 0)
        {
            End(FitEnd.Diverged, Invariant($"Every step of epoch {_epoch} was skipped, for its loss or gradient was not finite."));
            return;
        }

        double trainLoss = _lossSum / _lossExamples;
        double validationLoss = _validator?.Loss() ?? double.NaN;
        var report = new EpochReport(_epoch, _step, trainLoss, validationLoss, _lastRate, _validator?.Metrics() ?? [], _examplesOfEpoch, _epochTime);
        History.Add(report, _validation is not null);
        _network.Epoch = _epochBase + _epoch;

        // What a callback writes here is a run that goes on with the next epoch.
        (_examplesOfEpoch, _lossExamples, _lossSum, _epochTime) = (0, 0, 0, TimeSpan.Zero);
        foreach (Callback callback in _callbacks.All)
            callback.EpochDone(this, report);
        Options.Progress?.EpochDone(report);
        _epoch++;
    }

    private void End(FitEnd end, string reason)
    {
        if (_end is null)
            (_end, _reason) = (end, reason);
    }

    /// <summary>A run that is cut inside an epoch is written down as it is; then the network gets its best weights, and the callbacks see that.</summary>
    private void Finish()
    {
        if (_end is FitEnd.Cancelled or FitEnd.Stopped)
        {
            foreach (ModelCheckpoint checkpoint in _callbacks.Checkpoints)
                checkpoint.WriteLast(this);
        }

        _rate.Remove();
        Restore();
        while (_ended < _callbacks.All.Length)
            _callbacks.All[_ended++].End(this);
    }

    /// <summary>Behind an exception, which may be that another thread is inside the network: then its weights stay as they are.</summary>
    private void RestoreAfterError()
    {
        try
        {
            Restore();
        }
        catch (Exception)
        {
            // The first error is the one to tell.
        }
    }

    /// <summary>Ends the callbacks that have begun behind an exception, which is thrown on: what fails here besides would hide it.</summary>
    private void EndAfterError(int begun)
    {
        while (_ended < begun)
        {
            try
            {
                _callbacks.All[_ended++].End(this);
            }
            catch (Exception)
            {
                // The first error is the one to tell.
            }
        }
    }

    private void Restore()
    {
        if (_callbacks.RestoreBest is not { } best || !best.IsRestored(_end))
            return;
        best.Restore(this);
        if (_end == FitEnd.Diverged)
            _network.ResetOptimizer(); // its moments are no numbers either
    }
}
