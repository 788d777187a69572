namespace FastOpt.Training.Tests;

/// <summary>The power is off: nothing runs on, and what was not synchronized may be lost.</summary>
internal sealed class PowerFailure : Exception;

/// <summary>
/// A file system in memory that loses, when the power fails, what nobody synchronized: contents become a part of what was written, names what they were when
/// the folder was synchronized, or not, as a seed decides. An operation that is chosen by its number fails, or is the moment of the power failure.
/// </summary>
internal sealed class MemoryFiles(int seed = 0) : IFileSystem
{
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, Content> _durable = [];
    private Dictionary<string, Content> _names = [];

    /// <summary>Operations so far.</summary>
    public int Operations { get; private set; }

    /// <summary>The number of the operation that fails; −1 for none.</summary>
    public int FailAt { get; set; } = -1;

    /// <summary>The number of the operation in which the power fails; −1 for none.</summary>
    public int PowerFailsAt { get; set; } = -1;

    public IReadOnlyList<string> Names(string directory) => [.. _names.Keys.Select(path => Path.GetFileName(path))];

    public byte[] Read(string path) => [.. (_names.GetValueOrDefault(path) ?? throw new FileNotFoundException(path)).Bytes];

    public void CreateDirectory(string directory)
    {
    }

    public IWritableFile Create(string path)
    {
        Operation();
        return new Writer(this, _names[path] = new Content());
    }

    public void Rename(string from, string to)
    {
        Operation();
        if (!_names.Remove(from, out Content? content))
            throw new FileNotFoundException(from);
        _names[to] = content;
    }

    public void SyncDirectory(string directory)
    {
        Operation();
        _durable.Clear();
        foreach ((string name, Content content) in _names)
            _durable[name] = content;
    }

    public void Delete(string path)
    {
        Operation();
        _names.Remove(path);
    }

    public void Damage(string path, Func<byte[], byte[]> damage) => _names[path].Bytes = [.. damage([.. _names[path].Bytes])];

    /// <summary>The machine starts again, with what is left.</summary>
    public void Restart()
    {
        (FailAt, PowerFailsAt) = (-1, -1);

        // Each name that was changed since the folder was synchronized may have been made durable nevertheless.
        foreach (string name in _durable.Keys.Union(_names.Keys).ToArray())
        {
            Content? before = _durable.GetValueOrDefault(name), after = _names.GetValueOrDefault(name);
            if (before != after && _random.Next(2) == 0)
            {
                if (after is null)
                    _durable.Remove(name);
                else
                    _durable[name] = after;
            }
        }

        _names = new Dictionary<string, Content>(_durable);
        foreach (Content content in _names.Values.Where(content => !content.IsSynchronized))
        {
            content.Bytes = content.Bytes.GetRange(0, _random.Next(content.Bytes.Count + 1));
            for (int i = content.Bytes.Count / 2; i < content.Bytes.Count && _random.Next(2) == 0; i++)
                content.Bytes[i] = 0;
            content.IsSynchronized = true;
        }
    }

    private void Operation()
    {
        int number = Operations++;
        if (PowerFailsAt >= 0 && number >= PowerFailsAt)
            throw new PowerFailure();
        if (number == FailAt)
            throw new IOException("injected: no space left on device");
    }

    private sealed class Content
    {
        public List<byte> Bytes { get; set; } = [];

        public bool IsSynchronized { get; set; }
    }

    private sealed class Writer(MemoryFiles files, Content content) : IWritableFile
    {
        public void Write(ReadOnlySpan<byte> bytes)
        {
            content.IsSynchronized = false;
            content.Bytes.AddRange(bytes[..(bytes.Length / 2)]);
            files.Operation();
            content.Bytes.AddRange(bytes[(bytes.Length / 2)..]);
        }

        public void Sync()
        {
            files.Operation();
            content.IsSynchronized = true;
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>Another file system, of which a test changes an operation.</summary>
internal class DelegatingFiles(IFileSystem files) : IFileSystem
{
    public IReadOnlyList<string> Names(string directory) => files.Names(directory);

    public byte[] Read(string path) => files.Read(path);

    public void CreateDirectory(string directory) => files.CreateDirectory(directory);

    public virtual IWritableFile Create(string path) => files.Create(path);

    public void Rename(string from, string to) => files.Rename(from, to);

    public void SyncDirectory(string directory) => files.SyncDirectory(directory);

    public void Delete(string path) => files.Delete(path);
}
