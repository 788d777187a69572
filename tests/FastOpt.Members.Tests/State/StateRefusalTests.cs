using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace FastOpt.Members.Tests;

/// <summary>States that are broken, or another network's, are refused by name and change nothing.</summary>
[Collection(nameof(Alone))]
public sealed class StateRefusalTests
{
    [Fact]
    public void EveryBitThatFlipsIsNoticed()
    {
        OwnOptimizer network = Trained<OwnOptimizer, float>(), other = Trained<OwnOptimizer, float>(steps: 3);
        byte[] state = Run.State(network);
        string hash = Run.Hash(other);
        for (int bit = 0; bit < state.Length * 8; bit++)
        {
            state[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.StartsWith("OwnOptimizer: the ", Assert.Throws<ArgumentException>("state", () => other.LoadState(state)).Message, StringComparison.Ordinal);
            state[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.Equal(hash, Run.Hash(other));
        other.LoadState(state);
        Assert.Equal(Run.Hash(network), Run.Hash(other));
    }

    [Fact]
    public void EveryLengthThatIsNotTheWholeIsNoticed()
    {
        OwnOptimizer network = Trained<OwnOptimizer, float>();
        byte[] state = Run.State(network);
        string hash = Run.Hash(network);
        for (int length = 0; length < state.Length; length++)
            Assert.StartsWith("OwnOptimizer: the ", Assert.Throws<ArgumentException>("state", () => network.LoadState(state.AsSpan(0, length))).Message,
                StringComparison.Ordinal);
        Assert.Contains("what stands behind it", Refusal<OwnOptimizer, float>(network, [.. state, 0]), StringComparison.Ordinal);
        Assert.Equal(hash, Run.Hash(network));
    }

    public static TheoryData<string, byte[], string> Broken
    {
        get
        {
            byte[] state = Run.State(Trained<Classifier, int>());
            byte[] With(Action<byte[]> change)
            {
                byte[] copy = [.. state];
                change(copy);
                Seal(copy);
                return copy;
            }

            int values = 16 + Enumerable.Range(0, 3).Aggregate(0,
                (position, _) => position + 4 + BinaryPrimitives.ReadInt32LittleEndian(state.AsSpan(16 + position)));
            return new()
            {
                { "empty", [], "the state is empty" },
                { "text", Encoding.UTF8.GetBytes("{ \"weights\": [1, 2, 3] }"), "no state of a network" },
                { "zeros", new byte[state.Length], "no state of a network" },
                { "magic", state[..8], "cut off: it has 8 bytes" },
                { "head", state[..19], "cut off: it has 19 bytes" },
                { "half", state[..(state.Length / 2)], $"cut off: it has {state.Length / 2} bytes, but was written with {state.Length}" },
                { "version 0", With(static bytes => bytes[8] = 0), "version 0 of the format, but this FastOpt reads version 1" },
                { "version 2", With(static bytes => bytes[8] = 2), "version 2 of the format" },
                { "twice", [.. state, .. state], "what stands behind it" },
                { "unsealed", With(static _ => { })[..^4].Concat(new byte[4]).ToArray(), "damaged: its bytes do not give its checksum" },
                { "negative step", With(bytes => BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(values), -1)), "its step is -1" },
                { "endless step", With(bytes => BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(values), 1L << 48)), "its step is 281474976710656" },
                { "negative epoch", With(bytes => BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(values + 8), -5)), "its epoch is -5" },
                { "long signature", With(bytes => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(values + 24), 1 << 30)), "longer than the rest" },
                { "negative signature", With(bytes => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(values + 24), -8)), "longer than the rest" },
                { "other rule", With(bytes => bytes[values + 28 + 8] = (byte)'B'), "the state has the rule FastOpt.Bdam(" },
                { "long name", With(static bytes => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), int.MaxValue)), "longer than the rest" },
            };
        }
    }

    private static readonly Schedule Cyclic = Schedule.PerStep(
        new Cyclic(Minimum: 0.25, StepsUp: 0x1122334455, Mode: CyclicMode.ExponentialRange, Factor: 0.75));

    /// <summary>Where a schedule's values stand, bytes that a program cannot have written, and what is said of them.</summary>
    public static TheoryData<Schedule, byte[], int, byte[], string> BrokenSchedules => new()
    {
        { Cyclic, Long(0x1122334455), 0, Long(0), "the state's Cyclic.StepsUp is 0, but it must be at least 1" },
        { Cyclic, Long(0x1122334455), 8, Long(-7), "the state's Cyclic.StepsDown is -7, but it must be at least 0" },
        { Cyclic, Long(0x1122334455), 16, Int(9), "its Cyclic.Mode is 9, which is no CyclicMode" },
        { Cyclic, Long(0x1122334455), 16, Int(-1), "its Cyclic.Mode is -1, which is no CyclicMode" },
        { Cyclic, Long(0x1122334455), 28, Int(2), "its schedule's unit is 2, which is no ScheduleUnit" },
        { Cyclic, Long(0x1122334455), 28, Int(int.MinValue), "its schedule's unit is -2147483648" },
        { Cyclic, Long(0x1122334455), 32, Long(-1), "Part 0 of the schedule begins at Step 0 and ends at -1" },
        { Cyclic, Encoding.UTF8.GetBytes("FastOpt.Cyclic("), -8, Int(0x1000_0000), "its schedule has 268435456 parts" },
        { Cyclic, Encoding.UTF8.GetBytes("FastOpt.Cyclic("), -8, Int(-1), "its schedule has -1 parts" },
        { Schedule.PerStep(new MultiStep([0x1122334455, 9])), Long(0x1122334455), -4, Int(0x0800_0000), "a list has 134217728 elements" },
        { Schedule.PerStep(new MultiStep([0x1122334455, 9])), Long(0x1122334455), -4, Int(-2), "a list has -2 elements" },
        {
            new(new SchedulePart(new ConstantFactor(), Until: 0x1122334455), new SchedulePart(new Noam())), Long(0x1122334455), 0, Long(0),
            "Part 0 of the schedule begins at Step 0 and ends at 0"
        },
    };

    [Theory]
    [MemberData(nameof(BrokenSchedules))]
    public void ABrokenScheduleIsRefused(Schedule schedule, byte[] near, int distance, byte[] value, string message)
    {
        Regression network = Trained<Regression, float>(), other = Trained<Regression, float>(steps: 7);
        network.Schedule = schedule;
        byte[] state = Run.State(network);
        other.LoadState(state);
        other = Trained<Regression, float>(steps: 7);
        string hash = Run.Hash(other);
        value.CopyTo(state, state.AsSpan().IndexOf(near) + distance);
        Seal(state);
        string refusal = Refusal<Regression, float>(other, state);
        Assert.StartsWith("Regression: the state", refusal, StringComparison.Ordinal);
        Assert.Contains(message, refusal, StringComparison.Ordinal);
        Assert.Equal(hash, Run.Hash(other));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.5)]
    public void AHyperparameterOutOfItsRangeIsRefused(double rate)
    {
        Regression network = Trained<Regression, float>();
        network.Optimizer = network.Optimizer with { LearningRate = 0.123456789 };
        byte[] state = Run.State(network);
        string hash = Run.Hash(network);
        BinaryPrimitives.WriteDoubleLittleEndian(state.AsSpan(state.AsSpan().IndexOf(BitConverter.GetBytes(0.123456789))), rate);
        Seal(state);
        Assert.StartsWith("Regression: the state's Sgd.LearningRate is ", Refusal<Regression, float>(network, state), StringComparison.Ordinal);
        Assert.Equal(hash, Run.Hash(network));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void AWeightOfExamplesThatIsNoneIsRefused(double weight)
    {
        var network = new WeighedSums(Run.Batch, seed: 4);
        network.AccumulateGradients(Run.Inputs<WeighedSums, int>(1, 0), Run.Targets<WeighedSums, int>(1, 0), [0.123456789f]);
        byte[] state = Run.State(network);
        string hash = Run.Hash(network);
        BinaryPrimitives.WriteDoubleLittleEndian(state.AsSpan(state.AsSpan().IndexOf(BitConverter.GetBytes((double)0.123456789f))), weight);
        Seal(state);
        Assert.Contains("its weight of accumulated examples is ", Refusal<WeighedSums, int>(network, state), StringComparison.Ordinal);
        Assert.Equal(hash, Run.Hash(network));
    }

    [Fact]
    public void AScheduleThatCountsNothingIsRefused()
    {
        SchedulePart first = new(new Noam(), Until: 3), second = new(new Noam(), (ScheduleUnit)5);
        string message = Assert.Throws<ArgumentException>("parts", () => new Schedule(first, second)).Message;
        Assert.StartsWith("Part 1 of the schedule counts in 5, which is no ScheduleUnit", message, StringComparison.Ordinal);
    }

    private static byte[] Int(int value) => BitConverter.GetBytes(value);

    private static byte[] Long(long value) => BitConverter.GetBytes(value);

    [Theory]
    [MemberData(nameof(Broken))]
    public void ABrokenStateIsRefused(string what, byte[] state, string message)
    {
        Classifier network = Trained<Classifier, int>(steps: 7);
        string hash = Run.Hash(network);
        string refusal = Refusal<Classifier, int>(network, state);
        Assert.StartsWith("Classifier: ", refusal, StringComparison.Ordinal);
        Assert.True(refusal.Contains(message, StringComparison.Ordinal), $"{what}: {refusal}");
        Assert.Equal(hash, Run.Hash(network));
    }

    public static TheoryData<string, byte[], string> Foreign => new()
    {
        { "other layers", Run.State(new Regression()),
            "the state is of Regression: 5 → Dense 17 → Relu → Dense 4 → MeanSquaredError · Sgd(LearningRate = 0.05, Momentum = 0.9); this network is Classifier: 6 → Dense 20" },
        { "other inputs", Run.State(new OtherInputs()), "\"input 7\" there, \"input 6\" here" },
        { "other width", Run.State(new OtherWidth()), "\"dense1: Dense 21\" there, \"dense1: Dense 20\" here" },
        { "other activation", Run.State(new OtherActivation()), "\"gelu1: FastOpt.Gelu\" there" },
        { "other loss", Run.State(new OtherLoss()), "\"loss FastOpt.Huber\" there, \"loss FastOpt.SoftmaxCrossEntropy\" here" },
        { "other optimizer", Run.State(new OtherOptimizer()), "\"optimizer FastOpt.AdamW\" there, \"optimizer FastOpt.Adam\" here" },
        { "another optimizer follows", Run.State(new OtherSequence()), "\"optimizer FastOpt.Lion after 5 steps\" there" },
        { "other gradient rules", Run.State(new OtherRules()), "\"gradient rule FastOpt.ClipValue(Limit = 0.5)\" there, \"optimizer FastOpt.Adam\" here" },
        { "accumulated", Run.State(new OtherAccumulation()), "\"gradients accumulated\" there" },
        { "frozen", Run.State(new OtherFrozen()), "\"dense2: Dense 9, frozen\" there" },
        { "without bias", Run.State(new OtherBias()), "\"dense3: Dense 3, without bias\" there" },
        { "other rates", Run.State(new OtherRates()), "\"dense2: Dense 9, learning rate × 0.1\" there" },
        { "more layers", Run.State(new MoreLayers()), "\"dense4: Dense 3\" there, \"loss FastOpt.SoftmaxCrossEntropy\" here" },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public void AStateOfAnotherNetworkIsRefused(string what, byte[] state, string message)
    {
        Classifier network = Trained<Classifier, int>(steps: 7);
        string hash = Run.Hash(network);
        string refusal = Refusal<Classifier, int>(network, state);
        Assert.StartsWith("Classifier: the state is of ", refusal, StringComparison.Ordinal);
        Assert.True(refusal.Contains(message, StringComparison.Ordinal), $"{what}: {refusal}");
        Assert.Equal(hash, Run.Hash(network));
    }

    [Fact]
    public void AScheduleThatIsNotKnownIsRefusedByName()
    {
        var network = new Regression { Schedule = Schedule.PerStep(new Rotation([2], 5)) };
        Regression other = Trained<Regression, float>();
        string hash = Run.Hash(other);
        Assert.Contains("FastOpt.Members.Tests.Rotation(FastOpt.ValueList<double> Factors, long Period)", Refusal<Regression, float>(other,
            Run.State(network)), StringComparison.Ordinal);
        Assert.Equal(hash, Run.Hash(other));
    }

    [Fact]
    public void AScheduleThatCannotBeStoredIsRefusedByName()
    {
        var network = new Regression();
        var state = new byte[network.StateBytes];
        network.Schedule = Schedule.PerStep(new Unstored());
        Assert.Contains("FastOpt.Members.Tests.Unstored", Assert.Throws<InvalidOperationException>(() => network.StateBytes).Message, StringComparison.Ordinal);
        Assert.StartsWith("Regression: the state cannot hold", Assert.Throws<InvalidOperationException>(() => network.CopyStateTo(state)).Message,
            StringComparison.Ordinal);
        Assert.All(state, static value => Assert.Equal(0, value));
        network.Schedule = null;
        network.CopyStateTo(state);
    }

    [Fact]
    public void BadCallsChangeNothing()
    {
        Classifier network = Trained<Classifier, int>();
        string hash = Run.Hash(network);
        Assert.StartsWith("Classifier: state has 3 bytes, but", Assert.Throws<ArgumentException>("state", () => network.CopyStateTo(new byte[3])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("other", () => network.CopyParametersFrom(null!));
        foreach (double tau in new[] { -0.1, 1.0001, double.NaN, double.PositiveInfinity })
            Assert.StartsWith("Classifier: tau is ", Assert.Throws<ArgumentOutOfRangeException>("tau", () => network.CopyParametersFrom(new Classifier(),
                tau)).Message, StringComparison.Ordinal);
        Assert.Equal(hash, Run.Hash(network));
    }

    private static TNetwork Trained<TNetwork, TTarget>(int steps = 5)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        TNetwork network = TNetwork.Create(Run.Batch, seed: 4);
        for (int step = 0; step < steps; step++)
            Run.Step<TNetwork, TTarget>(network, step);
        return network;
    }

    private static string Refusal<TNetwork, TTarget>(TNetwork network, byte[] state)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged => Assert.Throws<ArgumentException>("state", () => network.LoadState(state)).Message;

    /// <summary>Writes the checksum that the bytes have now.</summary>
    private static void Seal(byte[] state)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in state.AsSpan(0, state.Length - 4))
            crc = BitOperations.Crc32C(crc, value);
        BinaryPrimitives.WriteUInt32LittleEndian(state.AsSpan(state.Length - 4), ~crc);
    }
}
