using FastOpt.Reference;
using FastOpt.Reference.Graphs;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>Hessian-vector products of the double-precision oracle: differences of its gradients.</summary>
internal static class CurvatureOracle
{
    /// <summary>(8·(∇(θ + hv) − ∇(θ − hv)) − (∇(θ + 2hv) − ∇(θ − 2hv))) / 12h, whose error is of fourth order.</summary>
    public static double[] Product(Func<double[], double[]> gradient, double[] parameters, double[] direction, double step)
    {
        double[] At(double length) => gradient([.. parameters.Zip(direction, (parameter, part) => parameter + (length * part))]);
        double[][] one = [At(-step), At(step)], two = [At(-2 * step), At(2 * step)];
        return [.. parameters.Select((_, i) => ((8 * (one[1][i] - one[0][i])) - (two[1][i] - two[0][i])) / (12 * step))];
    }

    /// <summary>The gradient of a training pass as a function of the parameters.</summary>
    public static Func<double[], double[]> GradientOf(ReferenceGraph graph, TestBatch batch, ulong seed) => parameters =>
        graph.Train(parameters, graph.InitialBuffers, batch.ExactInputs, batch.ExactTargets, draws: ReferencePhilox.Draws(seed, step: 1)).Gradients;

    /// <summary>uᵀv over numbers that are exact in double.</summary>
    public static double Dot(float[] left, float[] right) => left.Zip(right, static (one, other) => (double)one * other).Sum();

    /// <summary>√Σv².</summary>
    public static double Norm(float[] vector) => Math.Sqrt(Dot(vector, vector));
}
