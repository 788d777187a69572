using static TorchSharp.torch;

namespace FastOpt.Benchmarks;

/// <summary>A product of random matrices, [m, k] · [k, n]; each one disposes its result.</summary>
internal sealed class PeerProduct(int m, int n, int k) : IPeerWork
{
    private readonly Tensor _left = randn(m, k), _right = randn(k, n);

    public void Run(int times)
    {
        using IDisposable withoutGradients = no_grad();
        for (int i = 0; i < times; i++)
            mm(_left, _right).Dispose();
    }

    public void Dispose()
    {
        _left.Dispose();
        _right.Dispose();
    }
}
