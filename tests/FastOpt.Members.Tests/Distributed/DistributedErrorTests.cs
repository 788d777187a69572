namespace FastOpt.Members.Tests.Distributed;

/// <summary>What processes cannot do is said, on every one of them, and nothing changes.</summary>
public sealed class DistributedErrorTests
{
    [Fact]
    public void APartOfAGranuleInTheMiddleNamesItsRank()
    {
        int granule = Shared.GranuleSize;
        string[] errors = ErrorsOf([granule, granule - 1, granule]);
        string others = $"all but the last one that brings any bring whole granules, of {granule} examples each.";
        string expected = $"Shared: the process of rank 1 brings {granule - 1} examples; {others}";
        Assert.All(errors, error => Assert.StartsWith(expected, error, StringComparison.Ordinal));
    }

    [Fact]
    public void ABatchOfNobodyIsNone()
    {
        string[] errors = ErrorsOf([0, 0]);
        const string Expected = "Shared: all processes together bring 0 examples; a batch has 1 to";
        Assert.All(errors, static error => Assert.StartsWith(Expected, error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(2, 2)]
    [InlineData(0, 0)]
    public void ARankIsOneOfTheRanks(int rank, int size)
    {
        var network = new Shared(8);
        ArgumentException error = Assert.Throws<ArgumentException>(() => network.Communicator = new Failing(rank, size));
        Assert.Contains($"this one is rank {rank} of {size}", error.Message, StringComparison.Ordinal);
        Assert.Null(network.Communicator);
    }

    [Fact]
    public void AStepWithoutTheOthersChangesNothing()
    {
        var network = new SharedStatistics(64, seed: 3);
        var before = new byte[network.StateBytes];
        network.CopyStateTo(before);
        network.Communicator = new Failing(0, 2);
        float[] inputs = Batches.Floats(64 * SharedStatistics.InputSize, 1);
        int[] labels = Batches.Labels(64, 5, 2);
        for (int calls = 0; calls < 5; calls++)
        {
            ((Failing)network.Communicator).Calls = calls;
            Assert.Throws<TimeoutException>(() => network.TrainStep(inputs, labels));
        }

        // Nor does a step that ended early change what random numbers are keyed by.
        float[] gradients = new float[SharedStatistics.ParameterCount], expected = new float[SharedStatistics.ParameterCount];
        network.Communicator = new Failing(1, 2);
        Assert.Throws<TimeoutException>(() => network.TrainStep(inputs, labels));
        network.ComputeGradients(inputs, labels, gradients);
        new SharedStatistics(64, seed: 3).ComputeGradients(inputs, labels, expected);
        Assert.Equal(expected, gradients);
        network.Communicator = null;
        var after = new byte[network.StateBytes];
        network.CopyStateTo(after);
        Assert.Equal(before, after);
        var twin = new SharedStatistics(64, seed: 3);
        Assert.Equal(twin.TrainStep(inputs, labels), network.TrainStep(inputs, labels));
        Assert.Equal(twin.ParametersOf(), network.ParametersOf());
    }

    [Fact]
    public void TheProcessesAreNotSetWhileAStepRuns()
    {
        var network = new Shared(64);
        var reentrant = new Reentrant(() => network.Communicator = null);
        network.Communicator = reentrant;
        float[] inputs = Batches.Floats(64 * Shared.InputSize, 1);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => network.TrainStep(inputs, Batches.Labels(64, 5, 2)));
        Assert.Contains("Communicator was called while TrainStep was running", error.Message, StringComparison.Ordinal);
        Assert.Same(reentrant, network.Communicator);
    }

    [Fact]
    public void StepsAllocateNothing()
    {
        var network = new SharedStatistics(64, seed: 3) { Communicator = new Twin() };
        float[] inputs = Batches.Floats(64 * SharedStatistics.InputSize, 1);
        int[] labels = Batches.Labels(64, 5, 2);
        for (int step = 0; step < 100; step++)
            network.TrainStep(inputs, labels);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 100; step++)
            network.TrainStep(inputs, labels);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string[] ErrorsOf(int[] shares) => ThreadTeam.Run(shares.Length, communicator =>
    {
        var network = new Shared(64, seed: 3) { Communicator = communicator };
        float[] parameters = network.ParametersOf();
        int own = shares[communicator.Rank];
        float[] inputs = Batches.Floats(own * Shared.InputSize, 1);
        int[] labels = Batches.Labels(own, 5, 2);
        ArgumentException error = Assert.Throws<ArgumentException>(() => network.TrainShare(inputs, labels));
        Assert.Equal(parameters, network.ParametersOf());
        Assert.Equal(0, network.Step);
        return error.Message;
    });

    /// <summary>The others are missing from some call on.</summary>
    private sealed class Failing(int rank, int size) : ICommunicator
    {
        public int Calls { get; set; }

        public int Rank => rank;

        public int Size => size;

        public void AllGather(ReadOnlySpan<byte> own, Span<byte> all, ReadOnlySpan<int> lengths) => Fail();

        public void AllToAll(ReadOnlySpan<byte> own, ReadOnlySpan<int> ownLengths, Span<byte> received, ReadOnlySpan<int> lengths) => Fail();

        private void Fail()
        {
            if (Calls-- <= 0)
                throw new TimeoutException("Rank 1 is missing.");
        }
    }

    private sealed class Reentrant(Action call) : ICommunicator
    {
        public int Rank => 0;

        public int Size => 2;

        public void AllGather(ReadOnlySpan<byte> own, Span<byte> all, ReadOnlySpan<int> lengths) => call();

        public void AllToAll(ReadOnlySpan<byte> own, ReadOnlySpan<int> ownLengths, Span<byte> received, ReadOnlySpan<int> lengths) => call();
    }

    /// <summary>The second of two processes brings what this one does.</summary>
    private sealed class Twin : ICommunicator
    {
        public int Rank => 0;

        public int Size => 2;

        public void AllGather(ReadOnlySpan<byte> own, Span<byte> all, ReadOnlySpan<int> lengths)
        {
            own.CopyTo(all);
            own.Slice(0, Math.Min(own.Length, lengths[1])).CopyTo(all.Slice(lengths[0]));
        }

        public void AllToAll(ReadOnlySpan<byte> own, ReadOnlySpan<int> ownLengths, Span<byte> received, ReadOnlySpan<int> lengths) =>
            own.Slice(0, Math.Min(own.Length, received.Length)).CopyTo(received);
    }
}
