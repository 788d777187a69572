using System.Diagnostics;
using System.Text;
using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// A file of lines that is only appended to, by one process at a time. A line is the CRC-32C of the checksum before it and of its text, in eight hexadecimal
/// digits, a space, the text, and a line feed: a line that is changed, missing or moved is found. What stands behind the last line feed was torn by a process
/// that died while it wrote; it is cut off, and said.
/// </summary>
internal sealed class StudyJournal(string path, TimeSpan patience)
{
    private const int Prefix = 9; // eight digits and a space
    private const string FirstText = "{\"study\":";

    private readonly byte[] _crc = new byte[4];
    private readonly List<string> _notes = [];
    private long _length;
    private int _lines;

    /// <summary>The whole path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Torn lines that were dropped.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Lines that were read or written.</summary>
    public int Lines => _lines;

    /// <summary>Waits until the journal is this process's alone, and opens it.</summary>
    /// <exception cref="IOException">Others have had it for too long; or it cannot be opened.</exception>
    public FileStream Open()
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            if (FileLock.TryOpen(Path, _lines == 0 ? FileMode.OpenOrCreate : FileMode.Open) is { } file)
                return file;
            if (Stopwatch.GetElapsedTime(start) > patience)
            {
                throw new IOException(Invariant(
                    $"{Path} has been locked by another process for {patience.TotalSeconds:0.###} s. End the program that has it open, and go on."));
            }

            // Many wait for one: each comes back at a moment of its own.
            Thread.Sleep(Random.Shared.Next(1, 15));
        }
    }

    /// <summary>The texts of the lines that others have written since.</summary>
    /// <exception cref="InvalidDataException">A line is damaged, or the file is no journal.</exception>
    public IReadOnlyList<string> ReadNew(Stream file)
    {
        if (file.Length < _length)
        {
            throw new InvalidDataException(Invariant(
                $"{Path} has {file.Length} bytes, but had {_length} before: it was cut or replaced while the study was open."));
        }

        var texts = new List<string>();
        if (file.Length == _length)
            return texts;
        byte[] bytes = new byte[file.Length - _length];
        file.Position = _length;
        file.ReadExactly(bytes);
        ReadOnlySpan<byte> rest = bytes;
        for (int end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
        {
            texts.Add(Take(rest[..end]) ?? throw Damaged());
            rest = rest[(end + 1)..];
        }

        if (rest.Length > 0)
            Mend(file, rest, texts);
        return texts;
    }

    /// <summary>Appends a line.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="text">Its text, without a line feed.</param>
    /// <param name="isDurable">Whether it is on the disk before this returns.</param>
    /// <exception cref="IOException">It could not be written whole; the journal ends where it did before.</exception>
    public void Append(Stream file, string text, bool isDurable)
    {
        byte[] content = Encoding.UTF8.GetBytes(text);
        uint crc = Chained(content);
        byte[] line = [.. Encoding.ASCII.GetBytes(Invariant($"{crc:x8} ")), .. content, (byte)'\n'];
        try
        {
            file.Position = _length;
            file.Write(line);
            if (isDurable && file is FileStream disk)
                disk.Flush(flushToDisk: true);
        }
        catch (IOException mistake)
        {
            CutBack(file);
            throw new IOException($"{Path} could not be written, and ends where it did: {mistake.Message}", mistake);
        }

        Passed(crc, line.Length);
    }

    // A torn line is a part of one line, or a whole one without its line feed, which is kept.
    private void Mend(Stream file, ReadOnlySpan<byte> rest, List<string> texts)
    {
        if (_lines == 0 && !IsBeginningOfAFirstLine(rest))
            throw NoJournal();
        long end = _length;
        if (Take(rest) is { } text)
        {
            texts.Add(text);
            file.Position = end + rest.Length;
            file.Write("\n"u8);
            return;
        }

        file.SetLength(end);
        _notes.Add(Invariant($"The last line of {Path}, line {_lines + 1}, was torn ({rest.Length} bytes without an end) and is dropped: ")
            + "a process died while it wrote.");
    }

    /// <summary>The text of a line whose checksum fits, and the journal's end is behind it; null otherwise.</summary>
    private string? Take(ReadOnlySpan<byte> line)
    {
        if (line.Length <= Prefix || line[Prefix - 1] != (byte)' ')
            return null;
        ReadOnlySpan<byte> content = line[Prefix..];
        uint crc = Chained(content);
        if (!line[..(Prefix - 1)].SequenceEqual(Encoding.ASCII.GetBytes(Invariant($"{crc:x8}"))))
            return null;
        Passed(crc, line.Length + 1);
        return Encoding.UTF8.GetString(content);
    }

    private uint Chained(ReadOnlySpan<byte> content) => Crc32C.Compute([.. _crc, .. content]);

    private void Passed(uint crc, int bytes)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(_crc, crc);
        _length += bytes;
        _lines++;
    }

    private void CutBack(Stream file)
    {
        try
        {
            file.SetLength(_length);
        }
        catch (IOException)
        {
            // What is torn is dropped by the next who reads.
        }
    }

    // Another program's file is told as such, and not cut.
    private static bool IsBeginningOfAFirstLine(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < Math.Min(bytes.Length, Prefix + FirstText.Length); i++)
        {
            bool fits = i < Prefix - 1 ? char.IsAsciiHexDigitLower((char)bytes[i]) : bytes[i] == (i == Prefix - 1 ? ' ' : FirstText[i - Prefix]);
            if (!fits)
                return false;
        }

        return true;
    }

    private InvalidDataException Damaged() => _lines == 0 ? NoJournal() : new InvalidDataException(Invariant(
        $"{Path}, line {_lines + 1}: the checksum does not fit. This line, or the order of the lines, was changed. The {_lines} lines before it are whole: ")
        + "bring back a copy of the journal, or cut it before this line to go on from there.");

    private InvalidDataException NoJournal() => new($"{Path} is no journal of a study: its first line is none of a journal's. Name another file.");
}
