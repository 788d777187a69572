using static System.FormattableString;

namespace FastOpt.Training;

/// <content>A run as a checkpoint, and back.</content>
internal sealed partial class FitRun<TNetwork, TTarget>
{
    private RunIdentity? _identity;
    private string _resumedFrom = "";

    private RunIdentity Identity => _identity ??= RunIdentity.Of(_train, _validation, Options, _metrics);

    internal override byte[] ToWeights() => NetworkWeights.ToBytes(_network);

    internal override byte[] ToCheckpoint()
    {
        var run = new RunState();
        Identity.Save(run);
        run.Set("cursor.example", (long)_examplesOfEpoch);
        run.Set("cursor.loss_examples", (long)_lossExamples);
        run.Set("cursor.step", _step);
        run.Set("cursor.examples", _examples);
        run.Set("cursor.loss_sum", _lossSum);
        run.Set("cursor.learning_rate", _lastRate);
        run.Set("cursor.learning_rate_factor", _rate.Value);
        run.Set("cursor.stop", _end == FitEnd.Stopped ? _reason : "");
        run.Set("time.epoch", _epochTime.Ticks);
        run.Set("time.run", _time.Ticks);
        StoredHistory.Save(History, run);
        if (Options.Normalizer is { } normalizer)
        {
            var own = new RunState();
            normalizer.Save(own);
            own.CopyTo(run, "normalizer.");
        }

        for (int i = 0; i < _callbacks.All.Length; i++)
        {
            var own = new RunState();
            _callbacks.All[i].Save(own);
            own.CopyTo(run, CallbackPrefix(i));
        }

        _rate.Remove();
        try
        {
            return CheckpointFile.ToBytes(_network, run);
        }
        finally
        {
            _rate.Apply();
        }
    }

    /// <summary>
    /// The newest checkpoint that is whole, if the run is to be resumed; it is of this run, or an error says what differs. Nothing is changed yet.
    /// </summary>
    private SafeTensorsFile? FindCheckpoint()
    {
        if (!Options.Resume)
        {
            foreach (ModelCheckpoint earlier in _callbacks.Checkpoints)
            {
                if (earlier.Written() is [var newest, ..])
                {
                    string which = $"{earlier.Folder} has checkpoints of an earlier run, such as {Path.GetFileName(newest)}.";
                    throw new ArgumentException($"{which} Set Resume to go on with it, or name another folder.", "options");
                }
            }

            return null;
        }

        ModelCheckpoint folder = _callbacks.Checkpoints[^1];
        List<string> damages = [];
        foreach (string path in folder.Written())
        {
            SafeTensorsFile file;
            try
            {
                file = CheckpointFile.Parse(folder.Files.Read(path));
            }
            catch (Exception mistake) when (mistake is InvalidDataException or IOException)
            {
                damages.Add($"{Path.GetFileName(path)} is passed over. {mistake.Message}");
                continue;
            }

            _notes.AddRange(damages);
            _notes.Add($"The run goes on from {Path.GetFileName(path)}.");
            _resumedFrom = path;
            CheckIsOwn(file, path);
            return file;
        }

        if (damages.Count > 0)
            throw new InvalidDataException($"{folder.Folder} has no checkpoint that is whole. {string.Join(" ", damages)}");
        _notes.Add($"{folder.Folder} has no checkpoint: the run starts anew.");
        return null;
    }

    private void CheckIsOwn(SafeTensorsFile file, string path)
    {
        try
        {
            CheckpointFile.CheckVersion(file);
            Identity.Check(CheckpointFile.ReadRun(file));
        }
        catch (Exception mistake) when (mistake is InvalidDataException or ArgumentException or FormatException)
        {
            throw new ArgumentException($"{path} cannot be resumed: {mistake.Message}", "options", mistake);
        }
    }

    /// <summary>
    /// Begins all callbacks, behind the network and the run's own state where there is a checkpoint, which the callbacks then read. Where that fails, the
    /// network is as it was.
    /// </summary>
    private void Begin(SafeTensorsFile? file)
    {
        byte[] before = [];
        int begun = 0;
        try
        {
            RunState run = new();
            if (file is not null)
            {
                run = CheckpointFile.ReadRun(file);
                before = new byte[_network.StateBytes];
                _network.CopyStateTo(before);
                LoadNetwork(file);
                Load(run);
            }

            for (; begun < _callbacks.All.Length; begun++)
                Begin(_callbacks.All[begun], file is null ? null : run.Part(CallbackPrefix(begun)));
        }
        catch (Exception)
        {
            _rate.Remove();
            if (before.Length > 0)
                _network.LoadState(before);
            EndAfterError(begun);
            throw;
        }
    }

    private void LoadNetwork(SafeTensorsFile file)
    {
        try
        {
            CheckpointFile.LoadNetwork(file, _network);
        }
        catch (ArgumentException mistake)
        {
            throw new ArgumentException($"{_resumedFrom} cannot be resumed: {mistake.Message}", "options", mistake);
        }
    }

    private void Begin(Callback callback, RunState? state)
    {
        callback.Begin(this);
        if (state is { Names.Count: > 0 })
            callback.Load(state);
        if (state is not { Names.Count: 0 })
            return;
        var own = new RunState();
        callback.Save(own);
        if (own.Names.Count > 0)
            _notes.Add($"The checkpoint has no state of {callback.Name}, which starts anew.");
    }

    private void Load(RunState run)
    {
        StoredHistory.Load(History, run, _validation is not null);
        _epoch = History.Epochs.Count + 1;
        (_examplesOfEpoch, _lossExamples) = ((int)run.GetInt64("cursor.example"), (int)run.GetInt64("cursor.loss_examples"));
        (_step, _examples) = (run.GetInt64("cursor.step"), run.GetInt64("cursor.examples"));
        (_lossSum, _lastRate) = (run.GetDouble("cursor.loss_sum"), run.GetDouble("cursor.learning_rate"));
        (_epochTime, _time) = (new TimeSpan(run.GetInt64("time.epoch")), new TimeSpan(run.GetInt64("time.run")));
        _resumedAt = _step;
        _epochBase = _network.Epoch - History.Epochs.Count;
        _rate.Load(run.GetDouble("cursor.learning_rate_factor"));
        if (run.GetString("cursor.stop") is { Length: > 0 } reason)
            End(FitEnd.Stopped, reason);
    }

    private string CallbackPrefix(int i) => Invariant($"callback.{_callbacks.Names[i]}.");
}
