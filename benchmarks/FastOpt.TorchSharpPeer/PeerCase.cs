using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FastOpt.Benchmarks;

/// <summary>A network with four random batches of data, and steps on them in turn; every step disposes what it made.</summary>
internal sealed class PeerCase : IPeerWork
{
    private const int Batches = 4;
    private const double LearningRate = 1e-5;

    private readonly LayeredModule _model;
    private readonly Tensor[] _inputs, _targets;
    private readonly optim.Optimizer? _optimizer;
    private readonly nn.Module<Tensor, Tensor, Tensor> _loss;

    /// <summary>Makes the network ready.</summary>
    public PeerCase(bool trains, string optimizer, string loss, int batch, string layers)
    {
        random.manual_seed(1);
        _model = new LayeredModule(layers);
        _model.train(trains);
        _inputs = [.. Enumerable.Range(0, Batches).Select(_ => randn([batch, .. _model.Inputs]))];
        bool classifies = loss == "softmax";
        _targets = [.. Enumerable.Range(0, Batches).Select(_ => classifies ? randint(0, _model.Outputs, batch, int64) : randn(batch, _model.Outputs))];
        _loss = classifies ? nn.CrossEntropyLoss() : nn.MSELoss();
        if (!trains)
            return;
        _optimizer = optimizer.StartsWith("adam", StringComparison.Ordinal)
            ? optim.Adam(_model.parameters(), LearningRate)
            : optim.SGD(_model.parameters(), LearningRate);
    }

    /// <summary>Runs steps.</summary>
    public void Run(int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            if (_optimizer is null)
                Predict(step % Batches);
            else
                Train(_optimizer, step % Batches);
        }
    }

    public void Dispose()
    {
        _optimizer?.Dispose();
        _model.Dispose();
        _loss.Dispose();
        foreach (Tensor tensor in (Tensor[])[.. _inputs, .. _targets])
            tensor.Dispose();
    }

    private void Train(optim.Optimizer optimizer, int batch)
    {
        optimizer.zero_grad();
        _loss.call(_model.call(_inputs[batch]), _targets[batch]).backward();
        optimizer.step();
    }

    private void Predict(int batch)
    {
        using (no_grad())
            _model.call(_inputs[batch]);
    }
}
