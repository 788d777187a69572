using FastOpt.Reference;
using FastOpt.Reference.Graphs;

namespace FastOpt.Tests.Minimization;

/// <summary>Spectra, classification and escape of networks, against the eigenvalues of the oracle's whole Hessian in double.</summary>
public class NetworkCurvatureTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_ends_of_the_spectrum_are_those_of_the_whole_Hessian(ulong seed)
    {
        ReferenceGraph graph = new ReferenceGraph(5).Dense(12).Activation("Tanh").Dense(6).Activation("Silu").Dense(2).WithLoss(ReferenceLosses.MeanSquaredError);
        TestBatch batch = TestBatch.For(graph, 17, seed);
        double[] point = TestData.ToDouble(TestData.Parameters(graph, seed));
        double[] expected = CurvatureOracle.Eigenvalues(CurvatureOracle.Hessian(CurvatureOracle.GradientOf(graph, batch, 0), point, step: 1e-4));
        var objective = new NetworkObjective<CurvedDeep, float>(new(8), batch.Inputs, batch.Targets);
        Assert.True(objective.Dimension > 64);
        double scale = Math.Max(-expected[0], expected[^1]);
        var vector = new double[point.Length];
        Assert.Equal(expected[^1], Spectrum.Largest(objective, point, vector), 1e-5 * scale);
        var product = new double[point.Length];
        objective.HessianVector(point, vector, product);
        Assert.All(Enumerable.Range(0, point.Length), i => Assert.Equal(expected[^1] * vector[i], product[i], 1e-4 * scale));
        Assert.Equal(expected[0], Spectrum.Smallest(objective, point), 1e-5 * scale);
        Assert.Equal(expected[^1], Spectrum.Sharpness(objective, point), 1e-5 * scale);
        StationaryPoint examined = StationaryPoint.Classify(objective, point);
        Assert.Equal(expected[0], examined.Smallest, 1e-5 * scale);
        Assert.Equal(expected[^1], examined.Largest, 1e-5 * scale);
        Assert.Equal(StationaryKind.Saddle, examined.Kind);
        Assert.True(double.IsPositiveInfinity(Spectrum.ConditionNumber(objective, point)));
    }

    /// <summary>The Hessian of a linear model's mean squared error is 2·XᵀX/n, with a column of ones, wherever it is taken.</summary>
    [Fact]
    public void The_condition_of_a_linear_model_is_that_of_its_inputs()
    {
        ReferenceGraph graph = new ReferenceGraph(4).Dense(1).WithLoss(ReferenceLosses.MeanSquaredError);
        TestBatch batch = TestBatch.For(graph, 40, 3);
        var moments = new double[5, 5];
        for (int example = 0; example < 40; example++)
        {
            double[] row = [.. batch.Inputs.AsSpan(example * 4, 4).ToArray().Select(static x => (double)x), 1];
            for (int i = 0; i < 5; i++)
            {
                for (int j = 0; j < 5; j++)
                    moments[i, j] += 2 * row[i] * row[j] / 40;
            }
        }

        double[] expected = CurvatureOracle.Eigenvalues(moments);
        var objective = new NetworkObjective<CurvedLinear, float>(new(7), batch.Inputs, batch.Targets);
        Assert.Equal(expected[^1] / expected[0], Spectrum.ConditionNumber(objective, objective.Point()), 1e-4 * expected[^1] / expected[0]);
        Assert.Equal(StationaryKind.Minimum, StationaryPoint.Classify(objective, objective.Point()).Kind);
    }

    /// <summary>(w₂·w₁·x − y)² has a saddle where both weights are 0, with the eigenvalues ±2xy.</summary>
    [Fact]
    public void A_saddle_is_told_and_left()
    {
        var network = new CurvedSaddle(1);
        var objective = new NetworkObjective<CurvedSaddle, float>(network, new float[] { 2 }, new float[] { 3 });
        StationaryPoint saddle = StationaryPoint.Classify(objective, [0, 0]);
        Assert.Equal((StationaryKind.Saddle, 1), (saddle.Kind, saddle.Index));
        Assert.Equal((-12, 12), (saddle.Smallest, saddle.Largest));
        Assert.Equal(0, saddle.GradientNorm);
        var below = new double[2];
        Assert.True(StationaryPoint.TryEscape(objective, [0, 0], below));
        Assert.True(objective.Value(below) < 9);

        objective.Load([0, 0]);
        Minimum stuck = Minimize.Lbfgs(objective);
        Assert.Equal((MinimumStatus.NotAMinimum, StationaryKind.Saddle), (stuck.Status, stuck.Kind));
        objective.Load([0, 0]);
        Minimum left = Minimize.NewtonCg(objective);
        Assert.True(left.IsSuccess && left.Value < 1e-6, left.ToString());
        Assert.True(network.Evaluate([2], [3]) < 1e-6f);
    }
}
