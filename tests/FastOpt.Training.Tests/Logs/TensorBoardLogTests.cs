using System.Text;
using FastOpt.Training.Tests.Reports;

namespace FastOpt.Training.Tests.Logs;

public sealed class TensorBoardLogTests
{
    private static readonly ParameterInfo[] Tensors = [new("dense1.weight", [2, 3], 0), new("dense1.bias", [2], 6)];

    // RFC 3720, B.4, and the check value of the catalogue of CRC algorithms.
    [Theory]
    [InlineData("313233343536373839", 0xE3069283)]
    [InlineData("", 0)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", 0x8A9136AA)]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", 0x62A8AB43)]
    [InlineData("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F", 0x46DD794E)]
    public void ChecksumsAreThoseOfTheStandard(string hex, uint expected)
    {
        byte[] bytes = Convert.FromHexString(hex);
        Assert.Equal(expected, Crc32C.Compute(bytes));
        Assert.Equal(expected, EventDecoder.Crc(bytes));
        Assert.Equal(expected, EventDecoder.Unmask(Crc32C.Masked(bytes)));
    }

    [Fact]
    public void AnIndependentDecoderReadsScalarsStepsAndTimes()
    {
        using var folder = new TempFolder();
        TensorBoardLog log = Write(folder.File("run"), epochs: 3, histogramEvery: 0);
        List<EventDecoder.Event> events = EventDecoder.Read(File.ReadAllBytes(log.Path));
        Assert.Equal(4, events.Count);
        Assert.Equal("brain.Event:2", events[0].Version);
        Assert.Equal([10L, 20, 30], events.Skip(1).Select(e => e.Step));
        Assert.Equal([1_800_000_001.5, 1_800_000_002.5, 1_800_000_003.5], events.Skip(1).Select(e => e.Time));
        Assert.Equal(["learning_rate", "train/loss", "validation/accuracy", "validation/loss"], events[2].Numbers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(0.25f, events[2].Numbers["train/loss"]);
        Assert.Equal(0.5f, events[2].Numbers["validation/loss"]);
        Assert.Equal(2 / 3f, events[2].Numbers["validation/accuracy"]);
        Assert.Equal(0.001f, events[2].Numbers["learning_rate"]);
        Assert.All(events, e => Assert.Empty(e.Histograms));
    }

    [Fact]
    public void AnIndependentDecoderReadsHistograms()
    {
        using var folder = new TempFolder();
        TensorBoardLog log = Write(folder.File("run"), epochs: 4, histogramEvery: 2);
        List<EventDecoder.Event> events = EventDecoder.Read(File.ReadAllBytes(log.Path));
        Assert.Equal([0, 0, 2, 0, 2], events.Select(e => e.Histograms.Count));
        Dictionary<int, double[]> weights = events[2].Histograms["weights/dense1.weight"];
        Assert.Equal(-1, weights[1][0]);
        Assert.Equal(2, weights[2][0]);
        Assert.Equal(5, weights[3][0]);                                   // One of the six values is not a number.
        Assert.Equal(1.25, weights[4][0]);
        Assert.Equal(1 + 0.25 + 0.0625 + 4 + 0.25, weights[5][0]);
        Assert.Equal(30, weights[6].Length);
        Assert.Equal(2, weights[6][^1]);
        Assert.Equal(weights[6].Order(), weights[6]);
        for (int i = 0; i < 30; i++)
            Assert.Equal(new[] { -1, -0.5, 0.25, 2, 0.5 }.Count(v => (v < weights[6][i] || i == 29) && (i == 0 || v >= weights[6][i - 1])), weights[7][i]);
        Dictionary<int, double[]> bias = events[2].Histograms["weights/dense1.bias"];
        Assert.Equal([7.0], bias[6]);
        Assert.Equal([2.0], bias[7]);
    }

    [Fact]
    public void WhatIsNotDefinedIsLeftOut()
    {
        using var folder = new TempFolder();
        var log = new TensorBoardLog(folder.File("run"));
        var run = new FakeRun();
        log.Begin(run);
        log.EpochDone(run, run.FinishEpoch(double.PositiveInfinity, double.NaN, double.NaN, new MetricValue("ROC AUC", double.NaN)));
        log.End(run);
        EventDecoder.Event found = EventDecoder.Read(File.ReadAllBytes(log.Path))[1];
        Assert.Equal([new KeyValuePair<string, float>("train/loss", float.PositiveInfinity)], found.Numbers);
    }

    [Fact]
    public void AResumedRunWritesTheBytesOfOneThatWasNotCut()
    {
        using var folder = new TempFolder();
        byte[] whole = File.ReadAllBytes(Write(folder.File("whole"), epochs: 5, histogramEvery: 2).Path);
        for (int saved = 0; saved <= 4; saved++)
        {
            var run = new FakeRun(Tensors);
            FillWeights(run);
            var clock = new Clock();
            var state = new RunState();
            var cut = new TensorBoardLog(folder.File("cut"), 2, clock);
            cut.Begin(run);
            for (int epoch = 1; epoch <= 4; epoch++)
            {
                if (epoch == saved + 1)
                    cut.Save(state);
                Epoch(cut, run, clock, epoch);
            }

            if (saved == 4)
                cut.Save(state);
            cut.End(run);
            var resumed = new TensorBoardLog(folder.File("cut"), 2, clock);
            var rest = new FakeRun(Tensors);
            FillWeights(rest);
            for (int epoch = 1; epoch <= saved; epoch++)
                rest.FinishEpoch(1, 1, 1);
            resumed.Begin(rest);
            resumed.Load(state);
            for (int epoch = saved + 1; epoch <= 5; epoch++)
                Epoch(resumed, rest, clock, epoch);
            resumed.End(rest);
            Assert.Equal(whole, File.ReadAllBytes(cut.Path));
        }
    }

    [Fact]
    public void ADamagedByteIsSeenByTheDecoder()
    {
        using var folder = new TempFolder();
        byte[] bytes = File.ReadAllBytes(Write(folder.File("run"), epochs: 1, histogramEvery: 0).Path);
        bytes[^10] ^= 1;
        Assert.ThrowsAny<Exception>(() => EventDecoder.Read(bytes));
    }

    [Fact]
    public void NamesOutsideAsciiAndLongMessagesAreFramedRight()
    {
        using var folder = new TempFolder();
        var log = new TensorBoardLog(folder.File("run"));
        var run = new FakeRun();
        log.Begin(run);
        string name = "R²" + new string('x', 300);
        log.EpochDone(run, run.FinishEpoch(1, 1, 1, new MetricValue(name, 0.5)));
        log.End(run);
        Assert.Equal(0.5f, EventDecoder.Read(File.ReadAllBytes(log.Path))[1].Numbers["validation/" + name]);
        Assert.True(Encoding.UTF8.GetByteCount(name) > 256);
    }

    private static TensorBoardLog Write(string folder, int epochs, int histogramEvery)
    {
        var clock = new Clock();
        var log = new TensorBoardLog(folder, histogramEvery, clock);
        var run = new FakeRun(Tensors);
        FillWeights(run);
        log.Begin(run);
        for (int epoch = 1; epoch <= epochs; epoch++)
            Epoch(log, run, clock, epoch);
        log.End(run);
        return log;
    }

    private static void FillWeights(FakeRun run) => new[] { -1, -0.5f, 0.25f, 2, float.NaN, 0.5f, 7, 7 }.CopyTo(run.Weights, 0);

    private static void Epoch(TensorBoardLog log, FakeRun run, Clock clock, int epoch)
    {
        clock.Seconds = 1_800_000_000.5 + epoch;
        log.EpochDone(run, run.FinishEpoch(1.0 / (1 << epoch), 2.0 / (1 << epoch), 0.001, new MetricValue("accuracy", epoch / 3.0)));
    }

    private sealed class Clock : TimeProvider
    {
        public double Seconds { get; set; }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(Seconds);
    }
}
