namespace FastOpt.Training;

/// <summary>
/// A callback that appends to a file, <see cref="CsvLog"/> or <see cref="TensorBoardLog"/>. A new run starts the file over with its first epoch. The checkpoint
/// knows the file's length; a resumed run cuts off what was written behind the checkpoint, so that no epoch stands in the file twice.
/// </summary>
public abstract class LogCallback : Callback
{
    private readonly LogFile _file;

    private protected LogCallback(string path, string what)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _file = new LogFile(path, what);
    }

    /// <summary>The file.</summary>
    public string Path => _file.Path;

    /// <summary>Whether nothing has been written in this run, or the one that it resumes.</summary>
    private protected bool IsEmpty => _file.Length == 0;

    /// <inheritdoc/>
    public override void Begin(FitContext context) => _file.Close();

    /// <inheritdoc/>
    public override void End(FitContext context) => _file.Close();

    /// <inheritdoc/>
    public override void Save(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _file.FlushToDisk();
        state.Set("bytes", _file.Length);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file is shorter than the checkpoint knows it, or not there.</exception>
    public override void Load(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _file.Resume(state.GetInt64("bytes"));
    }

    /// <summary>Appends bytes and flushes them.</summary>
    private protected void Append(ReadOnlySpan<byte> bytes) => _file.Append(bytes);
}
