namespace FastOpt.Members.Tests;

/// <summary>Steps that give predictions or take gradients, and updates from gradients.</summary>
[Collection(nameof(Alone))]
public sealed class OpenStepTests
{
    [Fact]
    public void AStepGivesThePredictionsBeforeIt()
    {
        Gives<Classifier, int>(5, 1);
        Gives<GeluOutput, float>(4, 1);
        Gives<TanhLogits, int>(5, 1);
        Gives<Accumulating, int>(5, 1);
        Gives<Skipping, float>(5, 1);
        Gives<Blocks, float>(64, 1);
        Gives<Blocks, float>(64, 2);
        Gives<WideSums, float>(64, 2);

        static void Gives<TNetwork, TTarget>(int batch, int threads)
            where TNetwork : class, INetwork<TNetwork, TTarget>
            where TTarget : unmanaged
        {
            TNetwork network = TNetwork.Create(batch, seed: 3, threads), other = TNetwork.Create(batch, seed: 3);
            for (int step = 0; step < 8; step++)
            {
                int examples = step % 3 == 0 ? batch : batch - 1;
                float[] inputs = Run.Inputs<TNetwork, TTarget>(examples, step), outputs = new float[examples * TNetwork.OutputSize],
                    expected = new float[outputs.Length];
                TTarget[] targets = Run.Targets<TNetwork, TTarget>(examples, step);
                other.Predict(inputs, expected);
                Assert.Equal(other.TrainStep(inputs, targets), network.TrainStep(inputs, targets, outputs));
                Assert.Equal(expected, outputs);
                Assert.Equal(other.ParametersOf(), network.ParametersOf());
                network.TrainStep(inputs, targets);
                other.TrainStep(inputs, targets);
            }

            Assert.Equal(Run.Hash(other), Run.Hash(network));
        }
    }

    [Fact]
    public void AStepTakesTheGradientsOfItsOutputs()
    {
        Takes<Regression, float>(SquaredError, 5, 1);
        Takes<GeluOutput, float>(SquaredError, 5, 1);
        Takes<Blocks, float>(SquaredError, 64, 1);
        Takes<Blocks, float>(SquaredError, 64, 2);
        Takes<WideSums, float>(SquaredError, 64, 2);
        Takes<Classifier, int>(CrossEntropy, 5, 1);
        Takes<TanhLogits, int>(CrossEntropy, 5, 1);
        Takes<Accumulating, int>(CrossEntropy, 5, 1);

        static double[] SquaredError(float[] outputs, float[] targets, int examples) => [.. outputs.Zip(targets,
            (output, target) => 2 * ((double)output - target) / outputs.Length)];

        static double[] CrossEntropy(float[] outputs, int[] labels, int examples)
        {
            int classes = outputs.Length / examples;
            return [.. outputs.Chunk(classes).SelectMany((row, example) =>
            {
                double sum = row.Sum(static logit => Math.Exp(logit));
                return row.Select((logit, i) => ((Math.Exp(logit) / sum) - (labels[example] == i ? 1 : 0)) / examples);
            })];
        }

        static void Takes<TNetwork, TTarget>(Func<float[], TTarget[], int, double[]> derivative, int batch, int threads)
            where TNetwork : class, INetwork<TNetwork, TTarget>
            where TTarget : unmanaged
        {
            TNetwork network = TNetwork.Create(batch, seed: 3, threads), other = TNetwork.Create(batch, seed: 3);
            for (int step = 0; step < 8; step++)
            {
                int examples = step % 3 == 0 ? batch : batch - 1;
                float[] inputs = Run.Inputs<TNetwork, TTarget>(examples, step), outputs = new float[examples * TNetwork.OutputSize];
                TTarget[] targets = Run.Targets<TNetwork, TTarget>(examples, step);
                network.Predict(inputs, outputs);
                network.TrainStepWithOutputGradients(inputs, [.. derivative(outputs, targets, examples).Select(static slope => (float)slope)]);
                other.TrainStep(inputs, targets);
                Near(other.ParametersOf(), network.ParametersOf(), 2e-4);
                network.LoadState(Run.State(other));
            }

            Assert.Equal(8, network.Step);
        }
    }

    [Fact]
    public void AnUpdateFromGradientsIsAStep()
    {
        Updates<Classifier, int>(exact: true);
        Updates<ThreeStates, float>(exact: true);
        Updates<Warmed, float>(exact: true);
        Updates<Sequence, float>(exact: true);
        Updates<PartlyFrozen, int>(exact: true);
        Updates<Blocks, float>(exact: true);
        Updates<Skipping, float>(exact: true);
        Updates<Accumulating, int>(exact: false);

        static void Updates<TNetwork, TTarget>(bool exact)
            where TNetwork : class, INetwork<TNetwork, TTarget>
            where TTarget : unmanaged
        {
            TNetwork network = TNetwork.Create(Run.Batch, seed: 3), other = TNetwork.Create(Run.Batch, seed: 3);
            var gradients = new float[TNetwork.ParameterCount];
            for (int step = 0; step < 14; step++)
            {
                float[] inputs = Run.Inputs<TNetwork, TTarget>(4, step);
                TTarget[] targets = Run.Targets<TNetwork, TTarget>(4, step);
                network.ComputeGradients(inputs, targets, gradients);
                foreach (ParameterInfo parameter in TNetwork.Parameters)
                {
                    // What is not read may be anything.
                    if (parameter.IsFrozen)
                        gradients.AsSpan(parameter.Offset, parameter.Count).Fill(float.NaN);
                }

                network.ApplyGradients(gradients);
                other.TrainStep(inputs, targets);
                Assert.Equal((step + 1L, other.Step), (network.Step, network.Step));
                if (exact)
                    Assert.Equal(other.ParametersOf(), network.ParametersOf());
                else
                    Near(other.ParametersOf(), network.ParametersOf(), 1e-4);
            }

            if (exact)
                Assert.Equal(Run.Hash(other), Run.Hash(network));
        }
    }

    [Fact]
    public void NothingIsAllocatedAfterTheFirstCall()
    {
        var network = new Classifier(Run.Batch);
        float[] inputs = Run.Inputs<Classifier, int>(3, 0), outputs = new float[9], gradients = new float[Classifier.ParameterCount];
        int[] labels = Run.Targets<Classifier, int>(3, 0);
        void Round()
        {
            network.TrainStep(inputs, labels, outputs);
            network.TrainStepWithOutputGradients(inputs, outputs);
            network.ApplyGradients(gradients);
            network.CopyParametersFrom(network, 0.5);
            network.ResetOptimizer();
        }

        Round();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            Round();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void BadCallsChangeNothing()
    {
        var network = new Classifier(Run.Batch, seed: 3);
        string hash = Run.Hash(network);
        float[] inputs = Run.Inputs<Classifier, int>(3, 0);
        int[] labels = Run.Targets<Classifier, int>(3, 0);
        Assert.StartsWith("Classifier: outputs has 8 elements", Assert.Throws<ArgumentException>("outputs", () => network.TrainStep(inputs, labels,
            new float[8])).Message, StringComparison.Ordinal);
        Assert.StartsWith("Classifier: outputs overlaps inputs", Assert.Throws<ArgumentException>("outputs", () => network.TrainStep(inputs, labels,
            inputs.AsSpan(0, 9))).Message, StringComparison.Ordinal);
        Assert.StartsWith("Classifier: gradients has 8 elements", Assert.Throws<ArgumentException>("gradients",
            () => network.TrainStepWithOutputGradients(inputs, new float[8])).Message, StringComparison.Ordinal);
        Assert.StartsWith("Classifier: inputs has 17 elements", Assert.Throws<ArgumentException>("inputs",
            () => network.TrainStepWithOutputGradients(new float[17], new float[9])).Message, StringComparison.Ordinal);
        Assert.StartsWith("Classifier: gradients has 9 elements", Assert.Throws<ArgumentException>("gradients",
            () => network.ApplyGradients(new float[9])).Message, StringComparison.Ordinal);
        Assert.Equal(hash, Run.Hash(network));
    }

    [Fact]
    public void GradientsThatWaitAreNotMixedWithThoseOfACaller()
    {
        var network = new Accumulating(Run.Batch, seed: 3);
        float[] inputs = Run.Inputs<Accumulating, int>(3, 0);
        network.AccumulateGradients(inputs, Run.Targets<Accumulating, int>(3, 0));
        string hash = Run.Hash(network);
        Assert.StartsWith("Accumulating: ApplyGradients was called while the gradients of 3 examples wait",
            Assert.Throws<InvalidOperationException>(() => network.ApplyGradients(new float[Accumulating.ParameterCount])).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => network.TrainStepWithOutputGradients(inputs, new float[9]));
        Assert.Equal(hash, Run.Hash(network));
        network.DiscardGradients();
        network.ApplyGradients(new float[Accumulating.ParameterCount]);
    }

    [Fact]
    public void APredictionSaysOfWhichStepItsWeightsAre()
    {
        var network = new Classifier(Run.Batch);
        float[] inputs = Run.Inputs<Classifier, int>(3, 0), outputs = new float[9];
        Predictor predictor = network.CreatePredictor(2);
        network.TrainStep(inputs, Run.Targets<Classifier, int>(3, 0));
        Assert.Equal(0, predictor.Predict(inputs, outputs));
        network.Publish();
        Assert.Equal(1, predictor.Predict(inputs, outputs));
    }

    [Fact]
    public void ASummaryPrintsItsTable()
    {
        string table = Classifier.Summary.ToString();
        Assert.StartsWith("Classifier: 6 → Dense 20 → Silu → Dense 9 → Tanh → Dense 3 → SoftmaxCrossEntropy · Adam(LearningRate = 0.01)\n", table,
            StringComparison.Ordinal);
        Assert.Matches(@"\n  dense2 +20 → 9 +189 ", table);
        Assert.Contains($"{Classifier.ParameterCount} parameters", table, StringComparison.Ordinal);
        Assert.Equal("Net", new NetworkSummary("Net", [], "", "", []).ToString());
    }

    private static void Near(float[] expected, float[] actual, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * (1 + Math.Abs(expected[i])), $"parameter {i}: {actual[i]} for {expected[i]}");
    }
}

/// <summary>Stored gradients of a step that threads share.</summary>
[Network(40, AccumulateGradients = true), Dense(256), Tanh, Dense(256), Relu, Dense(3), MeanSquaredError, Sgd(LearningRate = 0.01, Momentum = 0.9)]
public sealed partial class WideSums;
