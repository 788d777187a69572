using System.Text;
using FastOpt.Training.Tests.Data;

namespace FastOpt.Training.Tests.Studies;

/// <summary>What a journal survives, and what it says of what it does not.</summary>
public sealed class JournalTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AJournalIsReadAsItWasWritten()
    {
        string path = Sample();
        using var study = Study.Open(path, 9);
        Assert.Equal(4, study.Trials.Count);
        TrialRecord first = study.Trials[0];
        Assert.Equal(["rate", "rule \"ü\"", "size"], first.Parameters.Select(static parameter => parameter.Name));
        Assert.Equal(ParameterRange.Numbers("rate", 1e-5, 0.1, isLog: true), first["rate"]!.Range);
        Assert.Equal([new TrialReport(1, double.PositiveInfinity), new TrialReport(2, double.NaN), new TrialReport(7, -0.25)], first.Reports);
        Assert.Equal([TrialState.Complete, TrialState.Complete, TrialState.Failed, TrialState.Complete], study.Trials.Select(static trial => trial.State));
        Assert.Equal("InvalidOperationException: two lines, that say \"why\"", study.Trials[2].Cause);
        Assert.Empty(study.Notes);
    }

    /// <summary>However much of the last line a dying process wrote: what stands before it counts, and the next run goes on behind it.</summary>
    [Fact]
    public void ATornLastLineIsDroppedAndSaid()
    {
        byte[] whole = File.ReadAllBytes(Sample());
        int last = Array.LastIndexOf(whole, (byte)'\n', whole.Length - 2) + 1;
        for (int length = last + 1; length < whole.Length - 1; length++)
        {
            string path = _folder.Write("torn.journal", whole[..length]);
            using (var study = Study.Open(path, 9))
            {
                string note = Assert.Single(study.Notes);
                Assert.Contains(FormattableString.Invariant($"({length - last} bytes without an end) and is dropped"), note, StringComparison.Ordinal);
                Assert.Equal(TrialState.Running, study.Trials[3].State);
            }

            Assert.Equal(whole[..last], File.ReadAllBytes(path));
        }
    }

    [Fact]
    public void ALastLineThatLacksItsEndAloneIsKept()
    {
        byte[] whole = File.ReadAllBytes(Sample());
        string path = _folder.Write("ended.journal", whole[..^1]);
        using (var study = Study.Open(path, 9))
        {
            Assert.Empty(study.Notes);
            Assert.Equal(TrialState.Complete, study.Trials[3].State);
        }

        Assert.Equal(whole, File.ReadAllBytes(path));
    }

    /// <summary>Any byte before the last line feed: one error that names the line, and the file stays as it is.</summary>
    [Fact]
    public void ADamagedByteIsOneClearErrorThatNamesTheLine()
    {
        byte[] whole = File.ReadAllBytes(Sample());
        for (int at = 0; at < whole.Length - 1; at += 3)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x10;
            if (damaged[at] == (byte)'\n')
                continue; // two lines out of one; the first is found
            string path = _folder.Write("damaged.journal", damaged);
            InvalidDataException error = Assert.Throws<InvalidDataException>(() => Study.Open(path, 9));
            int line = whole.AsSpan(0, at).Count((byte)'\n') + 1;
            string message = line == 1 ? "is no journal of a study" : FormattableString.Invariant($"damaged.journal, line {line}: the checksum does not fit");
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
            Assert.Equal(damaged, File.ReadAllBytes(path));
        }
    }

    [Fact]
    public void AMissingARepeatedAndAMovedLineAreFound()
    {
        string[] lines = File.ReadAllLines(Sample());
        Refused([.. lines[..3], .. lines[4..]], 4);
        Refused([.. lines[..4], lines[3], .. lines[4..]], 5);
        Refused([.. lines[..3], lines[4], lines[3], .. lines[5..]], 4);

        void Refused(string[] changed, int line)
        {
            string path = _folder.Write("changed.journal", string.Join('\n', changed) + "\n");
            InvalidDataException error = Assert.Throws<InvalidDataException>(() => Study.Open(path, 9));
            Assert.Contains($"line {line}: the checksum does not fit", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("a,b,c\n1,2,3\n")]
    [InlineData("a file without an end of line")]
    [InlineData("0123abcd {\"tensor\":1}")]
    [InlineData("\n")]
    [InlineData("PK\u0003\u0004")]
    public void AnotherProgramsFileIsToldAndLeftAsItIs(string content)
    {
        string path = _folder.Write("foreign.csv", content);
        Assert.Contains("is no journal of a study", Assert.Throws<InvalidDataException>(() => Study.Open(path)).Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void AFirstLineThatWasTornIsBegunAnew()
    {
        byte[] whole = File.ReadAllBytes(Sample());
        for (int length = 0; length < Array.IndexOf(whole, (byte)'\n') - 1; length++)
        {
            string path = _folder.Write("first.journal", whole[..length]);
            using var study = Study.Open(path, 77);
            Assert.Equal(length == 0 ? 0 : 1, study.Notes.Count);
            Assert.Equal((77ul, 0), (study.Seed, study.Trials.Count));
        }
    }

    /// <summary>Lines whose checksums fit but whose content cannot be, as another release or a person could write them.</summary>
    [Theory]
    [InlineData("""{"study":2,"seed":1,"direction":"minimize","objective":""}""", "line 1: the journal has version 2, and this release reads version 1")]
    [InlineData("""{"study":1,"seed":1,"direction":"sideways","objective":""}""", "'sideways' is no StudyDirection")]
    [InlineData("""{"study":1,"direction":"minimize","objective":""}""", "line 1: ")]
    [InlineData("""{"study":1,"seed":-1,"direction":"minimize","objective":""}""", "line 1: ")]
    [InlineData("""{"begin":0,"attempt":1,"worker":"w","at":0}""", "line 1: the first line is not the study's head")]
    public void AHeadThatCannotBeIsNamed(string head, string message) => RefusedWith(message, head);

    [Theory]
    [InlineData("""{"begin":2,"attempt":1,"worker":"w","at":0}""", "line 3: trial 2 begins, but is not the next one")]
    [InlineData("""{"begin":-1,"attempt":1,"worker":"w","at":0}""", "line 3: trial -1 begins")]
    [InlineData("""{"study":1,"seed":1,"direction":"minimize","objective":""}""", "line 3: the study has two heads")]
    [InlineData("""{"something":1}""", "line 3: it is of no known kind")]
    [InlineData("""{"end":0,"state":"lost","value":1,"at":0}""", "line 3: 'lost' is no TrialState")]
    [InlineData("""{"end":0,"state":"complete","value":"many","at":0}""", "line 3: ")]
    [InlineData("""{"end":1,"state":"complete","value":1,"at":0}""", "line 3: trial 1 goes on, but does not run")]
    [InlineData("""{"report":0,"stage":1.5,"value":1}""", "line 3: ")]
    [InlineData("""{"report":7,"stage":1,"value":1}""", "line 3: trial 7 goes on, but does not run")]
    [InlineData("""{"parameter":0,"name":"x","kind":"choice","choices":["a"],"value":"b"}""", "line 3: 'x' has a value that is no choice")]
    [InlineData("""{"parameter":0,"name":"x","kind":"number","low":2,"high":1,"log":false,"step":0,"value":1}""", "2 to 1 is no range")]
    [InlineData("""{"parameter":0,"name":"x","kind":"integer","low":1e99,"high":2e99,"log":false,"step":1,"value":1}""", "line 3: ")]
    [InlineData("""[0]""", "line 3: ")]
    [InlineData("""{"end":0""", "line 3: ")]
    public void ALineThatCannotBeIsNamed(string line, string message) => RefusedWith(
        message, """{"study":1,"seed":1,"direction":"minimize","objective":""}""", """{"begin":0,"attempt":1,"worker":"w","at":0}""", line);

    [Fact]
    public void AStudyThatWasBegunOtherwiseIsRefusedWithTheDifference()
    {
        var options = new StudyOptions { Objective = "digits, 3 epochs" };
        string path = _folder["other.journal"];
        Study.Open(path, 4, options).Dispose();
        byte[] before = File.ReadAllBytes(path);
        Refused("was begun with seed 4, not 5", 5, options);
        Refused("is to minimize, not to maximize", 4, options with { Direction = StudyDirection.Maximize });
        Refused("measures \"digits, 3 epochs\", not \"digits, 4 epochs\"", 4, options with { Objective = "digits, 4 epochs" });
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(_folder.Root));

        void Refused(string message, ulong seed, StudyOptions other) =>
            Assert.Contains(message, Assert.Throws<ArgumentException>(() => Study.Open(path, seed, other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AJournalThatIsCutWhileTheStudyIsOpenIsToldAndNotOverwritten()
    {
        string path = Sample();
        using var study = Study.Open(path, 9);
        byte[] cut = File.ReadAllBytes(path)[..200];
        File.WriteAllBytes(path, cut);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => study.Search(9, static _ => 1));
        Assert.Contains("it was cut or replaced while the study was open", error.Message, StringComparison.Ordinal);
        Assert.Equal(cut, File.ReadAllBytes(path));
    }

    [Fact]
    public void AFolderThatIsNotThereIsMadeAndAFolderIsNoJournal()
    {
        using (Study.Open(Path.Combine(_folder.Root, "a", "b", "new.journal")))
            Assert.True(File.Exists(Path.Combine(_folder.Root, "a", "b", "new.journal")));
        Assert.ThrowsAny<UnauthorizedAccessException>(() => Study.Open(Path.Combine(_folder.Root, "a")));
        Assert.Throws<ArgumentException>(() => Study.Open(" "));
    }

    /// <summary>A full disk: one error, the journal ends where it did, and the next line goes behind it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ALineThatCannotBeWrittenWholeIsTakenBack(bool isCuttable)
    {
        var journal = new StudyJournal("full.journal", TimeSpan.FromSeconds(1));
        using var disk = new FullDisk { IsCuttable = isCuttable };
        journal.Append(disk, JournalText.Study(1, StudyDirection.Minimize, ""), isDurable: true);
        byte[] before = disk.ToArray();
        disk.Room = 10;
        IOException error = Assert.Throws<IOException>(() => journal.Append(disk, JournalText.Begin(0, 1, "w", 0), isDurable: true));
        Assert.EndsWith("full.journal could not be written, and ends where it did: No space left on device", error.Message, StringComparison.Ordinal);
        Assert.Equal(isCuttable ? before.Length : before.Length + 10, disk.Length);
        (disk.Room, disk.IsCuttable) = (int.MaxValue, true);
        Assert.Empty(journal.ReadNew(disk)); // what could not be cut off then is dropped now
        journal.Append(disk, JournalText.Begin(0, 1, "w", 0), isDurable: true);
        var again = new StudyJournal("full.journal", TimeSpan.FromSeconds(1));
        Assert.Equal([JournalText.Study(1, StudyDirection.Minimize, ""), JournalText.Begin(0, 1, "w", 0)], again.ReadNew(disk));
    }

    private sealed class FullDisk : MemoryStream
    {
        public int Room { get; set; } = int.MaxValue;

        public bool IsCuttable { get; set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            base.Write(buffer[..Math.Min(Room, buffer.Length)]);
            if (buffer.Length > Room)
                throw new IOException("No space left on device");
        }

        public override void SetLength(long value)
        {
            if (!IsCuttable)
                throw new IOException("Input/output error");
            base.SetLength(value);
        }
    }

    private void RefusedWith(string message, params string[] texts)
    {
        string path = _folder["written.journal"];
        File.Delete(path);
        var journal = new StudyJournal(path, TimeSpan.FromSeconds(60));
        using (FileStream file = journal.Open())
        {
            foreach (string text in texts)
                journal.Append(file, text, isDurable: false);
        }

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Study.Open(path, 1));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
    }

    /// <summary>A journal with all kinds of lines.</summary>
    private string Sample()
    {
        string path = _folder["sample.journal"];
        using var study = Study.Open(path, 9, new StudyOptions { Pruner = Pruner.None });
        study.Search(4, static trial =>
        {
            double rate = trial.LogUniform("rate", 1e-5, 0.1);
            string rule = trial.Choose("rule \"ü\"", ["a", "b<&>"]);
            trial.Report(1, double.PositiveInfinity);
            trial.Report(2, double.NaN);
            trial.Report(7, -0.25);
            if (trial.Number == 2)
                throw new InvalidOperationException("two lines,\nthat say \"why\"");
            return rate + rule.Length + trial.LogInteger("size", 1, 64);
        });
        Assert.Equal(32, File.ReadAllText(path, Encoding.UTF8).Count(static c => c == '\n'));
        return path;
    }
}
