using static System.FormattableString;

namespace FastOpt.Training;

/// <content>The trainer's state, and the network as actions see it.</content>
public sealed partial class OnlineTrainer<TNetwork, TTarget> : IOnlineNetwork
{
    string IOnlineNetwork.Name => TNetwork.Summary.Name;

    RateFactor IOnlineNetwork.Rate => _rate;

    private string Identity
    {
        get
        {
            OnlineOptions own = Options;
            string detectors = string.Join("; ", _detectors.Select(static detector => detector.Name));
            string actions = string.Join("; ", _actions.Select(static action => action.Parameters));
            string learning = Invariant($"batch {own.BatchSize}, replay {own.Replay} and {own.ReplayPerStep} a step, seed {own.Seed}");
            string scoring = Invariant($"window {own.Window}, fading {own.Fading:R}");
            string watching = Invariant($"signal {own.Signal}, only worse {own.OnlyWorse}, cooldown {own.Cooldown}");
            return $"{learning}, {scoring}, {watching}, detectors ({detectors}), actions ({actions})";
        }
    }

    /// <summary>
    /// Writes network and trainer to one file, a <see cref="Checkpoint"/>: weights, moments, figures, detectors, actions, samples that wait or are kept. A
    /// trainer that loads it goes on bit for bit.
    /// </summary>
    /// <param name="path">The file, such as "stream.safetensors"; written beside, synchronized and renamed.</param>
    /// <exception cref="IOException">The file could not be written; what was there before is as it was.</exception>
    public void Save(string path)
    {
        var run = new RunState();
        run.Set("online.identity", Identity);
        foreach ((string name, Action<RunState> save, _) in Parts())
        {
            var own = new RunState();
            save(own);
            own.CopyTo(run, $"online.{name}.");
        }

        WithoutFactor(() => Checkpoint.Save(Network, path, run));
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged, no checkpoint, or of no trainer. Network and trainer are as they were.</exception>
    /// <exception cref="ArgumentException">It is of another network, or of a trainer with other options: the message says which. All is as it was.</exception>
    public void Load(string path)
    {
        byte[] network = ((IOnlineNetwork)this).CopyState();
        RunState before = new();
        foreach ((string name, Action<RunState> save, _) in Parts())
        {
            var own = new RunState();
            save(own);
            own.CopyTo(before, $"online.{name}.");
        }

        double factor = _rate.Value;
        try
        {
            _rate.Set(1);
            RunState run = Checkpoint.Load(Network, path);
            if (!run.Names.Contains("online.identity"))
                throw new InvalidDataException($"{path} is a checkpoint, but not of an online trainer.");
            if (run.GetString("online.identity") is var stored && stored != Identity)
                throw new ArgumentException($"{path} is of a trainer with {stored}; this one has {Identity}.", nameof(path));
            LoadParts(run);
        }
        catch (Exception mistake)
        {
            _rate.Set(1);
            Network.LoadState(network);
            _rate.Set(factor);
            LoadParts(before);
            if (mistake is FormatException)
                throw new InvalidDataException($"{path} is damaged, or of another trainer: {mistake.Message}", mistake);
            throw;
        }
    }

    void IOnlineNetwork.ResetOptimizer() => Network.ResetOptimizer();

    byte[] IOnlineNetwork.CopyState()
    {
        byte[] state = [];
        WithoutFactor(() =>
        {
            state = new byte[Network.StateBytes];
            Network.CopyStateTo(state);
        });
        return state;
    }

    void IOnlineNetwork.LoadState(byte[] state) => WithoutFactor(() => Network.LoadState(state));

    private void LoadParts(RunState run)
    {
        foreach ((string name, _, Action<RunState> load) in Parts())
            load(run.Part($"online.{name}."));
    }

    private List<(string Name, Action<RunState> Save, Action<RunState> Load)> Parts()
    {
        List<(string, Action<RunState>, Action<RunState>)> parts =
        [
            ("cursor", SaveCursor, LoadCursor),
            ("drifts", SaveDrifts, LoadDrifts),
            ("loss", Loss.Save, Loss.Load),
            ("error", Error.Save, Error.Load),
            ("window", _window.Save, _window.Load),
            ("replay", _reservoir.Save, _reservoir.Load),
        ];
        for (int i = 0; i < _detectors.Length; i++)
            parts.Add((Invariant($"detector.{i}"), _detectors[i].Save, _detectors[i].Load));
        for (int i = 0; i < _actions.Length; i++)
        {
            DriftAction action = _actions[i];
            parts.Add((Invariant($"action.{i}"), action.Save, state => action.Load(state, this)));
        }

        return parts;
    }

    private void SaveCursor(RunState state)
    {
        state.Set("samples", Samples);
        state.Set("steps", Steps);
        state.Set("waiting_inputs", _inputs.AsSpan(0, _waiting * TNetwork.InputSize));
        StoredTargets.Set<TTarget>(state, "waiting_targets", _targets.AsSpan(0, _waiting * _targetSize));
    }

    private void LoadCursor(RunState state)
    {
        (long samples, long steps) = (state.GetInt64("samples"), state.GetInt64("steps"));
        ReadOnlySpan<float> inputs = state.Get<float>("waiting_inputs");
        int waiting = inputs.Length / TNetwork.InputSize;
        if (waiting > Options.BatchSize || inputs.Length % TNetwork.InputSize != 0)
            throw new FormatException(Invariant($"{inputs.Length} inputs of samples that wait do not fit steps of {Options.BatchSize}."));
        TTarget[] targets = StoredTargets.Get<TTarget>(state, "waiting_targets", waiting * _targetSize);
        inputs.CopyTo(_inputs);
        targets.CopyTo(_targets, 0);
        (Samples, Steps, _waiting) = (samples, steps, waiting);
    }

    private void SaveDrifts(RunState state)
    {
        state.Set("samples", (long[])[.. _drifts.Select(static drift => drift.Sample)]);
        state.Set("worse", (long[])[.. _drifts.Select(static drift => drift.IsWorse ? 1L : 0L)]);
        state.Set("recent", (double[])[.. _drifts.Select(static drift => drift.Recent)]);
        state.Set("detectors", string.Join('\n', _drifts.Select(static drift => drift.Detector)));
        state.Set("actions", string.Join('\n', _drifts.Select(static drift => string.Join('\t', drift.Actions))));
    }

    private void LoadDrifts(RunState state)
    {
        ReadOnlySpan<long> samples = state.Get<long>("samples"), worse = state.Get<long>("worse");
        ReadOnlySpan<double> recent = state.Get<double>("recent");
        string[] detectors = state.GetString("detectors").Split('\n'), actions = state.GetString("actions").Split('\n');
        if (worse.Length != samples.Length || recent.Length != samples.Length || detectors.Length < samples.Length || actions.Length < samples.Length)
            throw new FormatException("The state's drifts do not fit each other.");
        List<Drift> drifts = [];
        for (int i = 0; i < samples.Length; i++)
            drifts.Add(new Drift(samples[i], detectors[i], worse[i] != 0, recent[i], actions[i].Length == 0 ? [] : actions[i].Split('\t')));
        _drifts.Clear();
        _drifts.AddRange(drifts);
    }

    /// <summary>What is done with a state of the network: one with a factor on its rate has a schedule that cannot be stored.</summary>
    private void WithoutFactor(Action act)
    {
        double factor = _rate.Value;
        _rate.Set(1);
        try
        {
            act();
        }
        finally
        {
            _rate.Set(factor);
        }
    }
}
