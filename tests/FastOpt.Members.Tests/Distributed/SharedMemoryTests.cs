using System.Security.Cryptography;

namespace FastOpt.Members.Tests.Distributed;

/// <summary>
/// Processes that see one another's buffers update slices of the weights. Whatever is done between steps, by one of them or by all, gives what one process gets
/// from it alone.
/// </summary>
public sealed class SharedMemoryTests
{
    private const int Batch = 48;

    /// <summary>What is done with a network between steps.</summary>
    private delegate void Between(SharedStatistics network, int rank, int step);

    public static TheoryData<int, TeamMemory> Teams => new(from size in new[] { 2, 3, 4 } from memory in Enum.GetValues<TeamMemory>() select (size, memory));

    [Fact]
    public void NothingIsSentWhereProcessesSeeTheirBuffers()
    {
        foreach (TeamMemory memory in Enum.GetValues<TeamMemory>())
        {
            ThreadTeam.Run(3, communicator => Train(communicator, static (_, _, _) => { }), memory, out int sent);
            Assert.Equal(memory == TeamMemory.Shared && OperatingSystem.IsLinux(), sent == 0);
        }
    }

    [Theory]
    [MemberData(nameof(Teams))]
    public void OneProcessMayReadEverythingBetweenSteps(int size, TeamMemory memory) => AssertEqual(size, memory, static (network, rank, step) =>
    {
        if (rank != step % 3)
            return;
        string state = StateOf(network);
        Assert.Equal(state, StateOf(network.Clone()));
        Assert.Equal(state, StateOf(network));
    });

    [Theory]
    [MemberData(nameof(Teams))]
    public void AnyProcessHasTheStatesOfAll(int size, TeamMemory memory)
    {
        var expected = new List<string>();
        Train(null, (network, _, _) => expected.Add(StateOf(network)));
        ThreadTeam.Run(
            size,
            communicator => Train(communicator, (network, rank, step) => Assert.True(rank != step % 2 || expected[step] == StateOf(network), $"step {step}")),
            memory);
    }

    [Theory]
    [MemberData(nameof(Teams))]
    public void WeightsMayBeChangedBetweenSteps(int size, TeamMemory memory) => AssertEqual(size, memory, static (network, _, step) =>
    {
        float[] weights = network.ParametersOf();
        for (int i = 0; i < weights.Length; i++)
            weights[i] *= step % 2 == 0 ? 0.5f : 2;
        network.LoadParameters(weights);
    });

    [Theory]
    [MemberData(nameof(Teams))]
    public void StatesMayBeChangedBetweenSteps(int size, TeamMemory memory)
    {
        byte[]? kept = null;
        Train(null, (network, _, step) => kept = step == 1 ? Bytes(network) : kept);
        AssertEqual(size, memory, (network, rank, step) =>
        {
            switch (step)
            {
                case 2: network.ResetOptimizer(); break;
                case 3: network.ApplyGradients(Batches.Floats(SharedStatistics.ParameterCount, 3)); break;
                case 5: network.LoadState(kept!); break;
                case 6 when rank == size - 1: network.LoadState(Bytes(network)); break; // this one alone
            }
        });
    }

    [Theory]
    [MemberData(nameof(Teams))]
    public void ProcessesMayPart(int size, TeamMemory memory) => AssertEqual(size, memory, static (network, _, step) =>
    {
        if (step == 4)
            network.Communicator = null;
    });

    [Fact]
    public void BuffersOfProcessesMayHaveOtherLengths()
    {
        string expected = Train(null, static (_, _, _) => { });
        string[] states = ThreadTeam.Run(3, communicator => Train(communicator, static (_, _, _) => { }, maxBatch: Batch + (8 * communicator.Rank)));
        Assert.All(states, state => Assert.Equal(expected, state));
    }

    [Theory]
    [MemberData(nameof(Teams))]
    public void EveryKindOfStepIsShared(int size, TeamMemory memory)
    {
        string expected = Run(null);
        Assert.All(ThreadTeam.Run(size, Run, memory), text => Assert.Equal(expected, text));

        static string Run(ICommunicator? communicator)
        {
            var network = new SharedStages(Batch, seed: 3, threads: communicator is null ? 1 : 2) { Communicator = communicator };
            var outputs = new float[Batch * SharedStages.OutputSize];
            for (int step = 0; step < 8; step++)
            {
                float[] inputs = Batches.Floats(Batch * SharedStages.InputSize, (ulong)step);
                int[] labels = Batches.Labels(Batch, 5, (ulong)(50 + step));
                switch (step % 4)
                {
                    case 0: network.TrainStep(inputs, labels); break;
                    case 1: network.TrainStep(inputs, labels, outputs); break;
                    case 2: network.TrainStepWithOutputGradients(inputs, Batches.Floats(outputs.Length, (ulong)(90 + step))); break;
                    default: network.ApplyGradients(Batches.Floats(SharedStages.ParameterCount, (ulong)(70 + step))); break;
                }
            }

            var state = new byte[network.StateBytes];
            network.CopyStateTo(state);
            return Convert.ToHexString(SHA256.HashData(state)) + string.Join(" ", outputs);
        }
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    public void ASliceOfManyWeightsIsUpdatedInPieces(int size, int threads)
    {
        const long PieceBytes = 1 << 19, Floats = SharedPieces.ParameterCount * 4; // weights, gradients and two states
        Assert.True(Floats * sizeof(float) / size > 2 * PieceBytes);
        byte[] expected = Run(null);
        Assert.All(ThreadTeam.Run(size, Run), state => Assert.Equal(expected, state));

        byte[] Run(ICommunicator? communicator)
        {
            var network = new SharedPieces(Batch, seed: 3, threads) { Communicator = communicator };
            for (int step = 0; step < 4; step++)
                network.TrainStep(Batches.Floats(Batch * SharedPieces.InputSize, (ulong)step), Batches.Labels(Batch, 5, (ulong)(50 + step)));
            var state = new byte[network.StateBytes];
            network.CopyStateTo(state);
            return state;
        }
    }

    private static void AssertEqual(int size, TeamMemory memory, Between between)
    {
        string expected = Train(null, between);
        string[] states = ThreadTeam.Run(size, communicator => Train(communicator, between), memory);
        Assert.All(states, state => Assert.Equal(expected, state));
    }

    private static string Train(ICommunicator? communicator, Between between, int maxBatch = Batch)
    {
        var network = new SharedStatistics(maxBatch, seed: 3) { Communicator = communicator };
        for (int step = 0; step < 9; step++)
        {
            network.TrainStep(Batches.Floats(Batch * SharedStatistics.InputSize, (ulong)step), Batches.Labels(Batch, 5, (ulong)(50 + step)));
            between(network, communicator?.Rank ?? 0, step);
        }

        return StateOf(network);
    }

    private static string StateOf(SharedStatistics network) => Convert.ToHexString(SHA256.HashData(Bytes(network)));

    private static byte[] Bytes(SharedStatistics network)
    {
        var state = new byte[network.StateBytes];
        network.CopyStateTo(state);
        return state;
    }
}
