namespace FastOpt.Training;

/// <summary>
/// A file that a run appends to. It is opened at the first write: a new run starts it over, a resumed one goes on at the length that its checkpoint knew, and
/// what stands behind that length is cut off.
/// </summary>
internal sealed class LogFile(string path, string what)
{
    private FileStream? _stream;
    private bool _isNamed; // whether the disk has the file's name, too

    /// <summary>Its path.</summary>
    public string Path { get; } = path;

    /// <summary>Bytes so far.</summary>
    public long Length { get; private set; }

    /// <summary>Closes it; the next write starts it over, unless <see cref="Resume"/> comes before.</summary>
    public void Close()
    {
        _stream?.Dispose();
        (_stream, Length, _isNamed) = (null, 0, false);
    }

    /// <summary>Appends bytes; who reads the file sees them from here on.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        _stream ??= Open(FileMode.Create);
        _stream.Write(bytes);
        _stream.Flush();
        Length += bytes.Length;
    }

    /// <summary>Brings what was written to the disk, and the file's name, so that no checkpoint knows more than the disk does.</summary>
    public void FlushToDisk()
    {
        if (_stream is null)
            return;
        _stream.Flush(flushToDisk: true);
        if (!_isNamed)
            LocalFiles.Instance.SyncDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
        _isNamed = true;
    }

    /// <summary>Cuts the file to a length, and goes on there.</summary>
    public void Resume(long length)
    {
        Close();
        if (length == 0 && !File.Exists(Path))
            return;
        long found = File.Exists(Path) ? new FileInfo(Path).Length : -1;
        if (length < 0 || found < length)
        {
            throw new InvalidDataException(
                $"{what} '{Path}' {(found < 0 ? "is not there" : FormattableString.Invariant($"has {found} bytes"))}, but the checkpoint knows "
                + FormattableString.Invariant($"{length} bytes of it. ")
                + "Bring it back, or resume without this log.");
        }

        _stream = Open(FileMode.Open);
        _stream.SetLength(length);
        _stream.Position = length;
        Length = length;
    }

    private FileStream Open(FileMode mode)
    {
        if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path)) is { } directory)
            Directory.CreateDirectory(directory);
        return new FileStream(Path, mode, FileAccess.Write, FileShare.Read);
    }
}
