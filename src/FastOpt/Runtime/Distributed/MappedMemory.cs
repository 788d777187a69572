using System.IO.MemoryMappedFiles;

namespace FastOpt.Runtime;

/// <summary>
/// Memory that the processes of one machine can map by its name, for their user alone. It is zeroed at first, and lives as long as one of them has it mapped,
/// or its name has not been hidden. Linux has it, where the file system of <see cref="Folder"/> is memory; elsewhere there is none.
/// </summary>
internal sealed unsafe class MappedMemory : IDisposable
{
    private const string Folder = "/dev/shm";

    // Its finalizer takes the mapping back, too, for a network that nobody has any more.
    private readonly MemoryMappedViewAccessor _view;

    private MappedMemory(FileStream stream, long bytes)
    {
        using var file = MemoryMappedFile.CreateFromFile(stream, null, bytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _view = file.CreateViewAccessor(0, bytes);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Start = (float*)start;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
    }

    /// <summary>Its first float, where a page begins.</summary>
    public float* Start { get; }

    /// <summary>Makes memory of that name, which others can map until it is hidden; null where it cannot be had.</summary>
    public static MappedMemory? TryCreate(Guid name, long bytes) => TryMap(name, bytes, FileMode.CreateNew);

    /// <summary>Maps what another process of this machine has made; null if none has.</summary>
    public static MappedMemory? TryOpen(Guid name, long bytes) => TryMap(name, bytes, FileMode.Open);

    /// <summary>No other process can map it any more; those that have, keep it.</summary>
    public static void Hide(Guid name)
    {
        try
        {
            File.Delete(PathOf(name));
        }
        catch (Exception error) when (IsRefusal(error))
        {
            // There is nothing to hide where nothing could be made.
        }
    }

    /// <summary>Takes the mapping back; others keep theirs.</summary>
    public void Dispose() => _view.Dispose();

    private static MappedMemory? TryMap(Guid name, long bytes, FileMode mode)
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists(Folder))
            return null;
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete };
        if (mode == FileMode.CreateNew)
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

            // What is not there is found out now: a page that is missing later would end the process.
            options.PreallocationSize = bytes;
        }

        try
        {
            return new MappedMemory(new FileStream(PathOf(name), options), bytes);
        }
        catch (Exception error) when (IsRefusal(error))
        {
            return null;
        }
    }

    private static string PathOf(Guid name) => Path.Combine(Folder, $"fastopt-{name:N}");

    private static bool IsRefusal(Exception error) => error is IOException or UnauthorizedAccessException or NotSupportedException;
}
