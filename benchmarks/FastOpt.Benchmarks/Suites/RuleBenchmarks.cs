using System.Runtime.Intrinsics;
using BenchmarkDotNet.Attributes;
using FastOpt.Benchmarks.Measuring;

namespace FastOpt.Benchmarks.Suites;

/// <summary>Rules on their own over 4096 floats: activations by their span form, optimizers by their lifted method in a plain loop.</summary>
[MemoryDiagnoser]
public class RuleBenchmarks
{
    private const int Elements = 4096;

    private readonly float[] _x = RandomData.Normals(new Random(1), Elements);
    private readonly float[] _gradient = RandomData.Normals(new Random(2), Elements);
    private readonly float[] _result = new float[Elements];
    private readonly float[] _momentum = new float[Elements];
    private readonly float[] _variance = new float[Elements];

    /// <summary>max(x, 0).</summary>
    [Benchmark]
    public void Relu() => new Relu().Apply(_x, _result);

    /// <summary>tanh x.</summary>
    [Benchmark]
    public void Tanh() => new Tanh().Apply(_x, _result);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [Benchmark]
    public void Sigmoid() => new Sigmoid().Apply(_x, _result);

    /// <summary>x · Φ(x).</summary>
    [Benchmark]
    public void Gelu() => new Gelu().Apply(_x, _result);

    /// <summary>x · sigmoid x.</summary>
    [Benchmark]
    public void Silu() => new Silu().Apply(_x, _result);

    /// <summary>Adam's update, with its exact root and quotient.</summary>
    [Benchmark]
    public void Adam()
    {
        Adam.Coefficients coefficients = new Adam(1e-5).GetCoefficients(10);
        for (nuint i = 0; i < Elements; i += (nuint)Vector256<float>.Count)
        {
            Vector256<float> weight = Vector256.LoadUnsafe(ref _x[0], i);
            Vector256<float> momentum = Vector256.LoadUnsafe(ref _momentum[0], i);
            Vector256<float> variance = Vector256.LoadUnsafe(ref _variance[0], i);
            FastOpt.Adam.Update(ref weight, Vector256.LoadUnsafe(ref _gradient[0], i), ref momentum, ref variance, in coefficients);
            weight.StoreUnsafe(ref _x[0], i);
            momentum.StoreUnsafe(ref _momentum[0], i);
            variance.StoreUnsafe(ref _variance[0], i);
        }
    }

    /// <summary>The update of gradient descent.</summary>
    [Benchmark]
    public void Sgd()
    {
        Sgd.Coefficients coefficients = new Sgd(1e-5).GetCoefficients(10);
        for (nuint i = 0; i < Elements; i += (nuint)Vector256<float>.Count)
        {
            Vector256<float> weight = Vector256.LoadUnsafe(ref _x[0], i);
            Vector256<float> momentum = Vector256.LoadUnsafe(ref _momentum[0], i);
            FastOpt.Sgd.Update(ref weight, Vector256.LoadUnsafe(ref _gradient[0], i), ref momentum, in coefficients);
            weight.StoreUnsafe(ref _x[0], i);
            momentum.StoreUnsafe(ref _momentum[0], i);
        }
    }
}
