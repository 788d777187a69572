using System.Diagnostics;
using FastOpt.Training;

namespace FastOpt.Playground;

/// <summary>
/// Trains a network as <see cref="NetworkFitting"/> does, step for step and bit for bit: the same order of the examples, the same batches, the same schedule.
/// But it stops wherever its caller has no more time, and goes on from there.
/// </summary>
internal sealed class NetworkRun
{
    /// <summary>Floats of weights that are kept for looking back; a longer run keeps every so manieth epoch.</summary>
    private const long MostKept = 4_000_000;

    private readonly NetworkTrainer _network;
    private readonly Scorer _scorer;
    private readonly int[] _order;
    private readonly float[] _inputs, _gradients;
    private readonly int[] _labels;
    private readonly List<NetworkFrame> _frames = [];
    private readonly IEnumerator<bool> _work;
    private readonly int _keepEvery;
    private long _ticks;

    public NetworkRun(NetworkSettings settings, NetworkData data)
    {
        (Settings, Data) = (settings, data);
        Batch = Math.Min(settings.Batch, data.Train.Count);
        _network = Create(settings, Batch);
        _scorer = new Scorer(_network);
        Norms = new LayerNorms(_network.Parameters);
        _order = new int[data.Train.Count];
        (_inputs, _labels) = (new float[Batch * data.Inputs], new int[Batch]);
        _gradients = new float[_network.ParameterCount];
        _keepEvery = (int)(((long)_network.ParameterCount * settings.Epochs / MostKept) + 1);
        _work = Work();
    }

    public NetworkSettings Settings { get; }

    public NetworkData Data { get; }

    /// <summary>Examples of a step: all of them, where a batch would be more.</summary>
    public int Batch { get; }

    public LayerNorms Norms { get; }

    /// <summary>The epochs that are done, from 0.</summary>
    public IReadOnlyList<NetworkFrame> Frames => _frames;

    /// <summary>The epoch with the lowest validation loss.</summary>
    public int Best { get; private set; }

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether it ended because the validation loss did not get better.</summary>
    public bool StoppedEarly { get; private set; }

    /// <summary>Why it ended at a loss that is no number; null if it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Steps in a second of training; 0 before the first.</summary>
    public double StepsPerSecond => _ticks == 0 ? 0 : _network.Step * (double)Stopwatch.Frequency / _ticks;

    /// <summary>A network like the one that trains.</summary>
    public static NetworkTrainer Create(NetworkSettings settings, int batch) =>
        CompiledNetworks.Of(settings.Network).Create(settings, Math.Max(batch, 64));

    /// <summary>Does the next small piece of work: a step, or a measurement of some examples.</summary>
    /// <returns>Whether an epoch has ended with it.</returns>
    public bool Go()
    {
        if (IsOver)
            return true;
        bool goesOn = _work.MoveNext();
        IsOver = !goesOn || _frames.Count > Settings.Epochs;
        return IsOver || _work.Current;
    }

    /// <summary>The last epoch up to this one whose weights are kept.</summary>
    public NetworkFrame Kept(int epoch)
    {
        int at = Math.Min(epoch, _frames.Count - 1);
        while (_frames[at].Weights is null)
            at--;
        return _frames[at];
    }

    private IEnumerator<bool> Work()
    {
        EpochOrder.Shuffle(_order, Settings.Seed, 1);
        Read(0);
        foreach (bool done in Finish(0))
            yield return done;
        int waited = 0;
        for (int epoch = 1; epoch <= Settings.Epochs; epoch++)
        {
            _network.Epoch = epoch - 1;
            EpochOrder.Shuffle(_order, Settings.Seed, epoch);
            for (int first = 0; first < _order.Length; first += Batch)
            {
                if (!Train(first))
                {
                    Failure = RunFailure.Explain(this, epoch, _network.Step);
                    yield break;
                }

                yield return false;
            }

            foreach (bool done in Finish(epoch))
                yield return done;
            waited = Best == epoch ? 0 : waited + 1;
            if (Settings.Patience > 0 && waited >= Settings.Patience)
            {
                StoppedEarly = true;
                yield break;
            }
        }
    }

    /// <summary>A step.</summary>
    /// <returns>Whether its loss is a number.</returns>
    private bool Train(int first)
    {
        int count = Read(first);
        long start = Stopwatch.GetTimestamp();
        float loss = _network.TrainStep(_inputs.AsSpan(0, count * Data.Inputs), _labels.AsSpan(0, count));
        _ticks += Stopwatch.GetTimestamp() - start;
        return float.IsFinite(loss);
    }

    private int Read(int first)
    {
        int count = Math.Min(Batch, _order.Length - first);
        for (int i = 0; i < count; i++)
        {
            int example = _order[first + i];
            Data.Train.Input(example).CopyTo(_inputs.AsSpan(i * Data.Inputs));
            _labels[i] = Data.Train.Targets[example];
        }

        return count;
    }

    private IEnumerable<bool> Finish(int epoch)
    {
        double rate = _network.LearningRate;
        _network.Epoch = epoch;
        _network.ComputeGradients(_inputs, _labels, _gradients);
        double[] norms = Norms.Of(_gradients);
        _scorer.Begin(Data.Train);
        while (_scorer.Go())
            yield return false;
        Score train = _scorer.Score;
        _scorer.Begin(Data.Validation);
        while (_scorer.Go())
            yield return false;
        bool isBest = epoch == 0 || _scorer.Score.Loss < _frames[Best].Validation.Loss;
        (float[], float[])? weights = null;
        if (isBest || epoch % _keepEvery == 0 || epoch == Settings.Epochs)
        {
            (float[] parameters, float[] buffers) = (new float[_network.ParameterCount], new float[_network.BufferCount]);
            _network.CopyTo(parameters, buffers);
            weights = (parameters, buffers);
        }

        _frames.Add(new NetworkFrame(epoch, _network.Step, train, _scorer.Score, rate, norms) { Weights = weights });
        if (isBest)
            Best = epoch;
        yield return true;
    }
}
