using System.Security.Cryptography;

namespace FastOpt.Members.Tests.Distributed;

/// <summary>Several processes train what one trains, bit for bit, and one trains what a network without granules does, up to rounding.</summary>
public sealed class DistributedTests
{
    private const int MaxBatch = 75;

    // Some leave processes without examples, or the last granule short.
    private static readonly int[] BatchSizes = [75, 64, 33, 16, 9, 2, 50, 24];

    public static TheoryData<int, int, TeamMemory> Teams => new(
        from size in new[] { 2, 3, 4, 5, 7 } from threads in new[] { 1, 3 } from memory in Enum.GetValues<TeamMemory>() select (size, threads, memory));

    [Theory]
    [MemberData(nameof(Teams))]
    public void AnyNumberOfProcessesGivesTheBitsOfOne(int size, int threads, TeamMemory memory)
    {
        AssertEqual(size, memory, communicator => Train<Shared, int>(communicator, threads, LabelsOf));
        AssertEqual(size, memory, communicator => Train<SharedStatistics, int>(communicator, threads, LabelsOf));
        AssertEqual(size, memory, communicator => Train<SharedWindows, int>(communicator, threads, LabelsOf));
        AssertEqual(size, memory, communicator => Train<SharedNumbers, float>(communicator, threads, ValuesOf));
    }

    [Fact]
    public void AStepIsThatOfTheSameNetworkWithoutGranules()
    {
        AssertClose<Shared, Alone, int>(LabelsOf);
        AssertClose<SharedStatistics, AloneStatistics, int>(LabelsOf);
        AssertClose<SharedWindows, AloneWindows, int>(LabelsOf);
        AssertClose<SharedNumbers, AloneNumbers, float>(ValuesOf);
    }

    [Fact]
    public void SharesThatProcessesBringAreABatch()
    {
        int granule = SharedWindows.GranuleSize;
        int[][] shares = [[granule, 2 * granule, 3], [0, granule, 0], [2 * granule, 0, granule], [0, 0, 5], [granule, 0, 0], [3, 0, 0]];
        string expected = OfWhole(shares.Select(static share => share.Sum()));
        string[] states = ThreadTeam.Run(3, communicator =>
        {
            var network = new SharedWindows(MaxBatch, seed: 4) { Communicator = communicator };
            foreach ((int[] share, int step) in shares.Select(static (share, step) => (share, step)))
            {
                (float[] inputs, int[] labels) = Batch<SharedWindows, int>(share.Sum(), step, LabelsOf);
                int first = share.Take(communicator.Rank).Sum(), count = share[communicator.Rank];
                network.TrainShare(inputs.AsSpan(first * 64, count * 64), labels.AsSpan(first, count));
            }

            return StateOf<SharedWindows, int>(network);
        });
        Assert.All(states, state => Assert.Equal(expected, state));

        static string OfWhole(IEnumerable<int> batches)
        {
            var network = new SharedWindows(MaxBatch, seed: 4);
            foreach ((int count, int step) in batches.Select(static (count, step) => (count, step)))
            {
                (float[] inputs, int[] labels) = Batch<SharedWindows, int>(count, step, LabelsOf);
                network.TrainStep(inputs, labels);
            }

            return StateOf<SharedWindows, int>(network);
        }
    }

    [Fact]
    public void ExamplesKeepTheirWeightsWhicheverProcessHasThem()
    {
        string expected = OfTeam(1)[0];
        Assert.All(OfTeam(3), state => Assert.Equal(expected, state));
        Assert.NotEqual(expected, OfTeam(1, weight: 0.25f)[0]);

        static string[] OfTeam(int size, float weight = 0.5f) => ThreadTeam.Run(size, communicator =>
        {
            var network = new SharedWindows(MaxBatch, seed: 4, threads: 2) { Communicator = communicator };
            float measured = 0;
            for (int step = 0; step < 4; step++)
            {
                (float[] inputs, int[] labels) = Batch<SharedWindows, int>(50, step, LabelsOf);
                float[] weights = [.. Enumerable.Range(0, 50).Select(example => 1 + (weight * (example % 7)))];
                network.TrainStep(inputs, labels, weights);
                measured = network.Evaluate(inputs, labels, weights);
            }

            return StateOf<SharedWindows, int>(network) + measured;
        });
    }

    [Fact]
    public void EveryProcessHasTheOutputsOfAllExamples()
    {
        (float[] inputs, int[] labels) = Batch<Shared, int>(MaxBatch, 1, LabelsOf);
        var expected = new float[MaxBatch * Shared.OutputSize];
        new Alone(MaxBatch, seed: 3).TrainStep(inputs, labels, expected);
        float[][] outputs = ThreadTeam.Run(4, communicator =>
        {
            var network = new Shared(MaxBatch, seed: 3) { Communicator = communicator };
            var own = new float[expected.Length];
            network.TrainStep(inputs, labels, own);
            return own;
        });
        Assert.All(outputs, own => Assert.Equal(expected, own));
    }

    [Fact]
    public void GradientsOfOutputsThatTheCallerHasAreShared()
    {
        float[] inputs = Batches.Floats(MaxBatch * Shared.InputSize, 1), gradients = Batches.Floats(MaxBatch * Shared.OutputSize, 2);
        string[] OfTeam(int size) => ThreadTeam.Run(size, communicator =>
        {
            var network = new Shared(MaxBatch, seed: 3) { Communicator = communicator };
            network.TrainStepWithOutputGradients(inputs, gradients);
            network.ApplyGradients(Batches.Floats(Shared.ParameterCount, 3));
            return StateOf<Shared, int>(network);
        });
        Assert.Single(OfTeam(1).Concat(OfTeam(3)).Distinct());
    }

    [Fact]
    public void AnEpochIsShared()
    {
        (float[] inputs, int[] labels) = Batch<SharedStatistics, int>(100, 1, LabelsOf);
        int[] order = [.. Enumerable.Range(0, 100).Select(static position => position * 37 % 100)];
        string[] OfTeam(int size) => ThreadTeam.Run(size, communicator =>
        {
            var network = new SharedStatistics(MaxBatch, seed: 3) { Communicator = communicator };
            float loss = network.TrainEpoch(inputs, labels, order, batch: 48) + network.TrainEpoch(inputs, labels, batch: 32);
            return StateOf<SharedStatistics, int>(network) + loss;
        });
        Assert.Single(OfTeam(1).Concat(OfTeam(4)).Distinct());
    }

    [Fact]
    public void ARunGoesOnOnAnotherNumberOfProcesses()
    {
        byte[] Run(int size, byte[]? from, int first, int end) => ThreadTeam.Run(size, communicator =>
        {
            var network = new SharedStatistics(MaxBatch, seed: 3) { Communicator = communicator };
            if (from is not null)
                network.LoadState(from);
            for (int step = first; step < end; step++)
            {
                (float[] inputs, int[] labels) = Batch<SharedStatistics, int>(BatchSizes[step % BatchSizes.Length], step, LabelsOf);
                network.TrainStep(inputs, labels);
            }

            var state = new byte[network.StateBytes];
            network.CopyStateTo(state);
            return state;
        })[^1];
        byte[] whole = Run(1, null, 0, 12);
        Assert.Equal(whole, Run(2, Run(3, Run(4, null, 0, 3), 3, 8), 8, 12));
    }

    [Fact]
    public void AStepThatIsNotFiniteIsLeftOutEverywhere()
    {
        long[] skipped = ThreadTeam.Run(3, communicator =>
        {
            var network = new SharedNumbers(MaxBatch, seed: 3) { Communicator = communicator };
            (float[] inputs, float[] targets) = Batch<SharedNumbers, float>(MaxBatch, 1, ValuesOf);
            string before = StateOf<SharedNumbers, float>(network);
            targets[3] = float.PositiveInfinity;
            network.TrainStep(inputs, targets);
            float[] weights = network.ParametersOf<SharedNumbers, float>();
            Assert.Equal(new SharedNumbers(MaxBatch, seed: 3).ParametersOf<SharedNumbers, float>(), weights);
            Assert.Equal(0, network.Step);
            return network.SkippedSteps;
        });
        Assert.All(skipped, static count => Assert.Equal(1, count));
    }

    [Fact]
    public void OtherCallsAreOfOneProcess()
    {
        (float[] inputs, int[] labels) = Batch<SharedStatistics, int>(MaxBatch, 1, LabelsOf);
        var alone = new SharedStatistics(MaxBatch, seed: 3);
        var expected = new float[SharedStatistics.ParameterCount];
        alone.ComputeGradients(inputs, labels, expected);
        float loss = alone.Evaluate(inputs, labels);
        float[][] gradients = ThreadTeam.Run(3, communicator =>
        {
            var network = new SharedStatistics(MaxBatch, seed: 3) { Communicator = communicator };
            Assert.Null(network.Clone().Communicator);
            var own = new float[expected.Length];
            if (communicator.Rank == 1)
                network.ComputeGradients(inputs, labels, own);
            Assert.Equal(loss, network.Evaluate(inputs, labels));
            return own;
        });
        Assert.Equal(expected, gradients[1]);
    }

    private static void AssertEqual(int size, TeamMemory memory, Func<ICommunicator?, string> train)
    {
        string expected = train(null);
        string[] states = ThreadTeam.Run(size, communicator => train(communicator), memory);
        Assert.All(states, state => Assert.Equal(expected, state));
    }

    private static string Train<TNetwork, TTarget>(ICommunicator? communicator, int threads, Func<int, int, TTarget[]> targetsOf)
        where TNetwork : class, INetwork<TNetwork, TTarget>, IDistributed<TTarget>
        where TTarget : unmanaged
    {
        // One process has one thread, so that threads, too, are held to its bits.
        TNetwork network = TNetwork.Create(MaxBatch, seed: 3, communicator is null ? 1 : threads);
        network.Communicator = communicator;
        double losses = 0;
        for (int step = 0; step < 16; step++)
        {
            (float[] inputs, TTarget[] targets) = Batch<TNetwork, TTarget>(BatchSizes[step % BatchSizes.Length], step, targetsOf);
            losses += network.TrainStep(inputs, targets);
        }

        Assert.True(double.IsFinite(losses));
        return StateOf<TNetwork, TTarget>(network) + " " + losses.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void AssertClose<TShared, TAlone, TTarget>(Func<int, int, TTarget[]> targetsOf)
        where TShared : class, INetwork<TShared, TTarget>
        where TAlone : class, INetwork<TAlone, TTarget>
        where TTarget : unmanaged
    {
        TShared shared = TShared.Create(MaxBatch, seed: 3);
        TAlone alone = TAlone.Create(MaxBatch, seed: 3);
        for (int step = 0; step < 8; step++)
        {
            (float[] inputs, TTarget[] targets) = Batch<TShared, TTarget>(BatchSizes[step], step, targetsOf);
            Assert.Equal(alone.TrainStep(inputs, targets), shared.TrainStep(inputs, targets), 1e-4);
        }

        AssertNear(alone.ParametersOf(), shared.ParametersOf());
        float[] expected = new float[TAlone.BufferCount], buffers = new float[TShared.BufferCount];
        alone.CopyBuffersTo(expected);
        shared.CopyBuffersTo(buffers);
        AssertNear(expected, buffers);
    }

    private static void AssertNear(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 5e-4f * Math.Max(1, Math.Abs(expected[i])));
    }

    private static string StateOf<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        var state = new byte[network.StateBytes];
        network.CopyStateTo(state);
        return Convert.ToHexString(SHA256.HashData(state));
    }

    private static (float[] Inputs, TTarget[] Targets) Batch<TNetwork, TTarget>(int count, int step, Func<int, int, TTarget[]> targetsOf)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        float[] inputs = Batches.Floats(count * TNetwork.InputSize, (ulong)(100 + step));
        if (typeof(TTarget) == typeof(float))
        {
            // The first two select vectors of a table.
            for (int example = 0; example < count; example++)
                (inputs[example * 6], inputs[(example * 6) + 1]) = ((example + step) % 9, example * 5 % 9);
        }

        return (inputs, targetsOf(count, step));
    }

    private static int[] LabelsOf(int count, int step) => Batches.Labels(count, 5, (ulong)(200 + step));

    private static float[] ValuesOf(int count, int step) => Batches.Floats(count * SharedNumbers.OutputSize, (ulong)(300 + step));
}
