using Microsoft.Win32.SafeHandles;

namespace FastOpt.Training;

/// <summary>
/// The sign that a process works on a study: a file beside the journal that it has locked while it lives, and whose time it renews. Who can lock the file knows
/// that the process is gone.
/// </summary>
internal sealed class WorkerMark : IDisposable
{
    private const string Suffix = ".alive";
    private const int NameLength = 16;

    private readonly FileStream _file;
    private readonly Timer _timer;

    private WorkerMark(FileStream file, string worker, TimeSpan heartbeat)
    {
        (_file, Worker) = (file, worker);
        _timer = new Timer(static mark => ((WorkerMark)mark!).Beat(), this, heartbeat, heartbeat);
    }

    /// <summary>The process's name in the journal.</summary>
    public string Worker { get; }

    /// <summary>Whether the file system keeps locks; where it does not, the heartbeat alone says who lives.</summary>
    public bool IsLocked { get; private init; }

    /// <summary>Makes the sign. The journal is open, so that nobody looks for signs now.</summary>
    public static WorkerMark Make(string journal, TimeSpan heartbeat)
    {
        foreach (string left in Directory.EnumerateFiles(Path.GetDirectoryName(journal)!, "*" + Suffix).Where(file => IsOf(journal, file)))
            RemoveIfDead(left);
        string worker = Guid.NewGuid().ToString("N")[..NameLength];
        string path = PathOf(journal, worker);
        FileStream file = FileLock.TryOpen(path, FileMode.CreateNew) ?? throw new IOException($"{path} is locked by another process.");
        using FileStream? second = FileLock.TryOpen(path, FileMode.Open);
        return new WorkerMark(file, worker, heartbeat) { IsLocked = second is null };
    }

    /// <summary>Whether another process has ended: its sign is gone, or nobody holds it.</summary>
    public bool HasEnded(string journal, string worker)
    {
        string path = PathOf(journal, worker);
        return !File.Exists(path) || (IsLocked && RemoveIfDead(path));
    }

    /// <summary>When another process renewed its sign last.</summary>
    public static DateTime LastBeat(string journal, string worker) => File.GetLastWriteTimeUtc(PathOf(journal, worker));

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        string path = _file.Name;
        _file.Dispose();
        AtomicFile.Remove(LocalFiles.Instance, path);
    }

    private static string PathOf(string journal, string worker) => $"{journal}.{worker}{Suffix}";

    // The journal "digits" has no say about the signs of "digits.journal", which is not open.
    private static bool IsOf(string journal, string file) =>
        file.Length == journal.Length + 1 + NameLength + Suffix.Length && file.StartsWith(journal + ".", StringComparison.Ordinal);

    private static bool RemoveIfDead(string path)
    {
        try
        {
            using FileStream? file = FileLock.TryOpen(path, FileMode.Open);
            if (file is null)
                return false;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false; // it is another user's, or is being deleted: who looks again will see
        }

        AtomicFile.Remove(LocalFiles.Instance, path);
        return true;
    }

    private void Beat()
    {
        try
        {
            SafeFileHandle handle = _file.SafeFileHandle;
            File.SetLastWriteTimeUtc(handle, DateTime.UtcNow);
        }
        catch (Exception mistake) when (mistake is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // The next beat may come through; a process without one counts as dead at last, and is told so when it writes.
        }
    }
}
