using System.Globalization;
using FastOpt.Training.Tests.Reports;

namespace FastOpt.Training.Tests.Logs;

public sealed class CsvLogTests
{
    private const string Head = "epoch,step,train_loss,validation_loss,learning_rate,accuracy,\"a,\"\"b\"\"\"\n";

    [Fact]
    public void EachEpochIsOneLineThatIsThereAtOnce()
    {
        using var folder = new TempFolder();
        var log = new CsvLog(folder.File("new/run.csv"));
        var run = new FakeRun();
        log.Begin(run);
        Epoch(log, run, 1);
        Assert.Equal(Head + "1,10,0.5,NaN,0.1,0.3333333333333333,NaN\n", Read(log.Path));
        Epoch(log, run, 2);
        Assert.Equal(Head + "1,10,0.5,NaN,0.1,0.3333333333333333,NaN\n2,20,0.25,NaN,0.1,0.6666666666666666,NaN\n", Read(log.Path));
        log.End(run);
    }

    [Fact]
    public void ANewRunStartsTheFileOver()
    {
        using var folder = new TempFolder();
        var log = new CsvLog(folder.File("run.csv"));
        for (int i = 0; i < 2; i++)
        {
            var run = new FakeRun();
            log.Begin(run);
            Epoch(log, run, 1);
            log.End(run);
            Assert.Equal(2, File.ReadAllLines(log.Path).Length);
        }
    }

    [Fact]
    public void AResumedRunWritesTheBytesOfOneThatWasNotCut()
    {
        using var folder = new TempFolder();
        var whole = new CsvLog(folder.File("whole.csv"));
        WriteEpochs(whole, new FakeRun(), 1, 6);
        for (int saved = 0; saved <= 5; saved++)
        {
            for (int lost = 0; saved + lost <= 5; lost++)
            {
                var cut = new CsvLog(folder.File("cut.csv"));
                var run = new FakeRun();
                var state = new RunState();
                cut.Begin(run);
                for (int epoch = 1; epoch <= saved + lost; epoch++)
                {
                    if (epoch == saved + 1)
                        cut.Save(state);
                    Epoch(cut, run, epoch);
                }

                if (lost == 0)
                    cut.Save(state);
                cut.End(run);

                var resumed = new CsvLog(cut.Path);
                var rest = new FakeRun();
                for (int epoch = 1; epoch <= saved; epoch++)
                    rest.FinishEpoch(1, 1, 1);
                resumed.Begin(rest);
                resumed.Load(state);

                // What stands behind the checkpoint is gone at once, should the resumed run be cut before it writes it again.
                int lines = File.Exists(cut.Path) ? Read(cut.Path).Count(static character => character == '\n') : 0;
                Assert.Equal(saved == 0 ? 0 : saved + 1, lines);
                for (int epoch = saved + 1; epoch <= 6; epoch++)
                    Epoch(resumed, rest, epoch);
                resumed.End(rest);
                Assert.Equal(Read(whole.Path), Read(cut.Path));
            }
        }
    }

    [Fact]
    public void AFileShorterThanTheCheckpointKnowsIsNamed()
    {
        using var folder = new TempFolder();
        var log = new CsvLog(folder.File("run.csv"));
        var run = new FakeRun();
        log.Begin(run);
        Epoch(log, run, 1);
        var state = new RunState();
        log.Save(state);
        log.End(run);
        long length = new FileInfo(log.Path).Length;
        File.WriteAllText(log.Path, "epoch\n");
        string shorter = Assert.Throws<InvalidDataException>(() => new CsvLog(log.Path).Load(state)).Message;
        Assert.Contains($"The CSV log '{log.Path}' has 6 bytes, but the checkpoint knows {length} bytes of it.", shorter, StringComparison.Ordinal);
        Assert.Equal("epoch\n", File.ReadAllText(log.Path));
        File.Delete(log.Path);
        string missing = Assert.Throws<InvalidDataException>(() => new CsvLog(log.Path).Load(state)).Message;
        Assert.Contains($"'{log.Path}' is not there", missing, StringComparison.Ordinal);
    }

    [Fact]
    public void NumbersAreInvariantAndReadBackToTheSameBits()
    {
        using var folder = new TempFolder();
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NegativeSign = "~" } };
        try
        {
            var log = new CsvLog(folder.File("run.csv"));
            var run = new FakeRun();
            log.Begin(run);
            log.EpochDone(run, run.FinishEpoch(-0.1, 1e-300, double.PositiveInfinity));
            log.End(run);
            string[] cells = File.ReadAllLines(log.Path)[1].Split(',');
            Assert.Equal(["1", "10", "-0.1", "1E-300", "Infinity"], cells);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static void WriteEpochs(CsvLog log, FakeRun run, int first, int last)
    {
        log.Begin(run);
        for (int epoch = first; epoch <= last; epoch++)
            Epoch(log, run, epoch);
        log.End(run);
    }

    private static void Epoch(CsvLog log, FakeRun run, int epoch) => log.EpochDone(
        run, run.FinishEpoch(1.0 / (1 << epoch), double.NaN, 0.1, new MetricValue("accuracy", epoch / 3.0), new MetricValue("a,\"b\"", double.NaN)));

    private static string Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return new StreamReader(stream).ReadToEnd();
    }
}
