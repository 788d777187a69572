using BenchmarkDotNet.Attributes;
using FastOpt.Benchmarks.Measuring;
using FastOpt.Benchmarks.Networks;
using FastOpt.Benchmarks.Products;

namespace FastOpt.Benchmarks.Suites;

/// <summary>The kernels of one dense layer, by way of a network that has no other: product, all gradients, whole step.</summary>
[MemoryDiagnoser]
public class ProductBenchmarks
{
    private const int Batch = 64;

    private readonly Product784x128 _network = new(Batch, seed: 1);
    private readonly float[] _inputs = RandomData.Normals(new Random(1), Batch * Product784x128.InputSize);
    private readonly float[] _targets = RandomData.Normals(new Random(2), Batch * Product784x128.OutputSize);
    private readonly float[] _weights = RandomData.Normals(new Random(3), Product784x128.ParameterCount);
    private readonly float[] _outputs = new float[Batch * Product784x128.OutputSize];
    private readonly float[] _gradients = new float[Product784x128.ParameterCount];

    /// <summary>The forward product.</summary>
    [Benchmark(Baseline = true)]
    public void Forward() => _network.Predict(_inputs, _outputs);

    /// <summary>Forward, loss, and the weights' gradient in canonical order.</summary>
    [Benchmark]
    public void Gradients() => _network.ComputeGradients(_inputs, _targets, _gradients);

    /// <summary>Forward, loss, gradient and update in one.</summary>
    [Benchmark]
    public float Step() => _network.TrainStep(_inputs, _targets);

    /// <summary>OpenBLAS's sgemm of the forward product's shape.</summary>
    [Benchmark]
    public void OpenBlasForward() => OpenBlas.Multiply(_inputs, _weights, _outputs, Batch, Product784x128.OutputSize, Product784x128.InputSize);

    /// <summary>OpenBLAS on one thread, if it is there.</summary>
    [GlobalSetup(Target = nameof(OpenBlasForward))]
    public void LoadOpenBlas()
    {
        if (!OpenBlas.TryLoad(out string reason))
            throw new NotSupportedException(reason);
    }
}
