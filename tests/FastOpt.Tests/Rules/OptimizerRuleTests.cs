using System.Reflection;
using FastOpt.Reference;
using FastOpt.Tests.CompiledRules;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests;

/// <summary>The optimizers of the table against their definitions in double precision: the scalar method on one weight, the compiled method on a network.</summary>
public class OptimizerRuleTests
{
    private const int Steps = 100;

    public static TheoryData<string> Names => [.. OptimizerTable.Rows.Select(row => row.Name)];

    [Fact]
    public void EveryOptimizerOfTheLibraryIsInTheTable() => Assert.Subset(
        OptimizerTable.Rows.Select(row => row.Rule.Name).ToHashSet(),
        CompiledRule.Marked<OptimizerAttribute>().Where(rule => !rule.IsOfTests).Select(rule => rule.Name).ToHashSet());

    [Theory]
    [MemberData(nameof(Names))]
    public void ScalarMethodFollowsTheOracle(string name)
    {
        (CompiledRule rule, Func<ReferenceOptimizer> create) = Row(name);
        ReferenceOptimizer oracle = create();
        MethodInfo scalar = rule.Scalar("Update");
        double[] exact = [0.7f];
        object?[] arguments = new object?[scalar.GetParameters().Length];
        Array.Fill(arguments, 0f);
        arguments[0] = 0.7f;
        for (long step = 1; step <= Steps; step++)
        {
            // Exact in single precision.
            float gradient = (float)(Math.Sin(step * 0.7) + 0.2);
            oracle.Update(exact, [gradient]);
            arguments[1] = gradient;
            if (arguments.Length > 2 + rule.States.Count)
                arguments[^1] = step;
            rule.InvokeScalar(scalar, arguments);

            // Relative to the weight, or to the way it has come where it passes 0.
            float actual = (float)arguments[0]!;
            Assert.True(
                Math.Abs(actual - exact[0]) <= (step == 1 ? 1e-6 : 1e-5) * Math.Max(Math.Abs(exact[0]), 0.1),
                $"{name}, step {step}: {actual:R} instead of {exact[0]:R}");
        }
    }

    /// <summary>The same steps that the recorded runs take, on a network 4 → 16 tanh → 3 with mean squared error; its gradients are the oracle's.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void CompiledMethodFollowsTheOracleOnANetwork(string name)
    {
        (CompiledRule rule, Func<ReferenceOptimizer> create) = Row(name);
        var network = new ReferenceNetwork(4, ReferenceLosses.MeanSquaredError, ReferenceLayer.Dense(16), ReferenceActivations.Tanh, ReferenceLayer.Dense(3));
        float[] start = TestData.Parameters(network, seed: 11);
        TestBatch[] batches = [.. Enumerable.Range(1, 4).Select(seed => TestBatch.Create(network, 16, (ulong)seed))];
        double[] Gradients(double[] parameters, int step)
        {
            var gradients = new double[parameters.Length];
            network.MeanLoss(parameters, batches[step % 4].ExactInputs, batches[step % 4].ExactTargets, gradients);
            return gradients;
        }

        ReferenceOptimizer oracle = create();
        double[] exact = TestData.ToDouble(start), first = [];
        for (int step = 0; step < Steps; step++)
        {
            oracle.Update(exact, Gradients(exact, step));
            if (step == 0)
                first = [.. exact];
        }

        foreach (int bits in Lanes.Widths)
        {
            float[][] values = [[.. start], new float[start.Length], .. rule.States.Select(_ => new float[start.Length])];
            for (int step = 0; step < Steps; step++)
            {
                values[1] = Array.ConvertAll(Gradients(TestData.ToDouble(values[0]), step), gradient => (float)gradient);
                Lanes.Invoke(rule.Vector("Update", bits), bits, rule.CoefficientsOf(step + 1), values);
                if (step == 0)
                    Closeness.AssertRelative(first, values[0], 1e-6, $"{name}, {bits} bits, weights after one step");
            }

            Closeness.AssertRelative(exact, values[0], 1e-4, $"{name}, {bits} bits, weights after {Steps} steps");
        }
    }

    /// <summary>
    /// The article's v ← μv − α∇L(θ + μv), θ ← θ + v, whose gradient is taken ahead, is Keras's Nesterov form told from the point θ + μv: that is what the
    /// network's weights are, and θ is weight + μ·b.
    /// </summary>
    [Fact]
    public void KerasNesterovIsTheLookAheadOfTheArticle()
    {
        const double Rate = 0.05, Momentum = 0.9;
        var network = new ReferenceNetwork(4, ReferenceLosses.MeanSquaredError, ReferenceLayer.Dense(16), ReferenceActivations.Tanh, ReferenceLayer.Dense(3));
        TestBatch batch = TestBatch.Create(network, 16, seed: 5);
        double[] position = TestData.ToDouble(TestData.Parameters(network, seed: 11)), velocity = new double[position.Length], gradients = new double[position.Length];
        var rule = new Sgd(Rate, Momentum, Nesterov: true, Convention: Convention.Keras);
        float[] weights = TestData.Parameters(network, seed: 11), states = new float[weights.Length];
        for (int step = 1; step <= Steps; step++)
        {
            double[] ahead = [.. position.Zip(velocity, (p, v) => p + (Momentum * v))];
            network.MeanLoss(ahead, batch.ExactInputs, batch.ExactTargets, gradients);
            for (int i = 0; i < position.Length; i++)
            {
                velocity[i] = (Momentum * velocity[i]) - (Rate * gradients[i]);
                position[i] += velocity[i];
            }

            network.MeanLoss(TestData.ToDouble(weights), batch.ExactInputs, batch.ExactTargets, gradients);
            for (int i = 0; i < weights.Length; i++)
                rule.Update(ref weights[i], (float)gradients[i], ref states[i], step);
            Closeness.AssertRelative([.. position.Zip(velocity, (p, v) => p + (Momentum * v))], weights, step == 1 ? 1e-6 : 1e-4, $"the point ahead, step {step}");
            Closeness.AssertRelative(position, [.. weights.Zip(states, (w, b) => w + ((float)Momentum * b))], step == 1 ? 1e-6 : 1e-4, $"the position, step {step}");
        }
    }

    private static OptimizerRow Row(string name) => OptimizerTable.Rows.Single(row => row.Name == name);
}
