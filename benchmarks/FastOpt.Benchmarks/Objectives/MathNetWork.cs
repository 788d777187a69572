using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using Vector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace FastOpt.Benchmarks.Objectives;

/// <summary>The same function and method by MathNet.Numerics.</summary>
internal sealed class MathNetWork
{
    private readonly LimitedMemoryBfgsMinimizer _minimizer = new(1e-8, 1e-300, 1e-300, memory: 10, maximumIterations: 100_000);
    private readonly Vector _start;
    private readonly IObjectiveFunction _function;

    public MathNetWork(RosenbrockChain chain, double[] start)
    {
        _start = Vector.Build.DenseOfArray(start);
        _function = ObjectiveFunction.Gradient(
            point => chain.Value(point.AsArray()),
            point =>
            {
                double[] gradient = new double[chain.Dimension];
                chain.ValueAndGradient(point.AsArray(), gradient);
                return Vector.Build.Dense(gradient);
            });
    }

    /// <summary>Minimizes; the iterations that it took and the value where it ended.</summary>
    public (int Iterations, double Value) Run()
    {
        MinimizationResult result = _minimizer.FindMinimum(_function, _start);
        return (result.Iterations, result.FunctionInfoAtMinimum.Value);
    }
}
