namespace FastOpt.Training;

/// <summary>
/// A pass that recomputes running statistics. A second network takes the steps: from statistics of 0 a step leaves momentum · statistic of its batch. What the
/// momentum is, one step from a very large number shows, of which it leaves 1 − momentum.
/// </summary>
internal sealed class StatisticsPass<TNetwork, TTarget>
    where TNetwork : class, INetwork<TNetwork, TTarget>
    where TTarget : unmanaged
{
    private const float Large = 1L << 60;
    private readonly TNetwork _network;
    private readonly DataSet<TTarget> _data;
    private readonly int _batch;
    private readonly float[] _parameters = new float[TNetwork.ParameterCount], _buffers = new float[TNetwork.BufferCount];
    private readonly double[] _sums = new double[TNetwork.BufferCount];
    private TNetwork? _second;
    private byte[] _fresh = [];
    private float[] _noGradients = [];
    private double[] _momenta = [];

    public StatisticsPass(TNetwork network, DataSet<TTarget> data, int batchSize) =>
        (_network, _data, _batch) = (network, data, Math.Min(batchSize, data.Count));

    public void Run()
    {
        if (_buffers.Length == 0)
            return;
        _network.CopyParametersTo(_parameters);
        TNetwork second = _second ??= Begin();
        if (_momenta.Length == 0)
        {
            Step(second, 0, Large);
            _momenta = [.. _buffers.Select(Momentum)];
        }

        // Each pass draws the same numbers, whatever ran before.
        second.LoadState(_fresh);
        Array.Clear(_sums);
        int batches = 0;
        for (int done = 0; done < _data.Count; done += _batch, batches++)
        {
            Step(second, done, 0);
            for (int i = 0; i < _sums.Length; i++)
                _sums[i] += _buffers[i];
        }

        _network.CopyBuffersTo(_buffers);
        for (int i = 0; i < _sums.Length; i++)
        {
            if (_momenta[i] > 0)
                _buffers[i] = (float)(_sums[i] / (_momenta[i] * batches));
        }

        _network.LoadBuffers(_buffers);
    }

    private TNetwork Begin()
    {
        TNetwork second = TNetwork.Create(_batch, 0, _network.Threads);
        _fresh = new byte[second.StateBytes];
        second.CopyStateTo(_fresh);
        _noGradients = new float[_batch * TNetwork.OutputSize];
        return second;
    }

    /// <summary>One step at the weights of the pass, from statistics that are all the same; the buffers are what it leaves.</summary>
    private void Step(TNetwork second, int first, float statistics)
    {
        int count = Math.Min(_batch, _data.Count - first);
        second.LoadParameters(_parameters);
        Array.Fill(_buffers, statistics);
        second.LoadBuffers(_buffers);
        second.TrainStepWithOutputGradients(
            _data.Inputs.Slice(first * TNetwork.InputSize, count * TNetwork.InputSize), _noGradients.AsSpan(0, count * TNetwork.OutputSize));
        second.CopyBuffersTo(_buffers);
    }

    // What is left is rounded to a float: momenta of up to six decimals come back exactly, others within 1e-7.
    private static double Momentum(float left)
    {
        double momentum = 1 - ((double)left / Large);
        float whole = (float)Math.Round(momentum, 6);
        return Math.Abs(whole - momentum) < 1e-7 ? whole : momentum;
    }
}
