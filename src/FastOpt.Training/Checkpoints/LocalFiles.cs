using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>The machine's own file system.</summary>
internal sealed class LocalFiles : IFileSystem
{
    private const int InvalidArgument = 22; // EINVAL: the file system has no way to synchronize a folder

    private LocalFiles()
    {
    }

    public static LocalFiles Instance { get; } = new();

    // A browser and WASI have files in memory, or none of a disk's promises, and no libc to call.
    private static bool HasFsync => !OperatingSystem.IsWindows() && !OperatingSystem.IsBrowser() && !OperatingSystem.IsWasi();

    public IReadOnlyList<string> Names(string directory) =>
        Directory.Exists(directory) ? [.. Directory.EnumerateFiles(directory).Select(static path => Path.GetFileName(path))] : [];

    public byte[] Read(string path) => File.ReadAllBytes(path);

    public void CreateDirectory(string directory) => Directory.CreateDirectory(directory);

    public IWritableFile Create(string path) => new LocalFile(File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.Read));

    public void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    public void SyncDirectory(string directory)
    {
        if (!HasFsync)
            return; // on Windows, a rename is durable with the file's own journal entry; there is no call for a folder
        byte[] path = Encoding.UTF8.GetBytes(directory + '\0');
        int descriptor = Open(path, 0);
        if (descriptor < 0)
            throw Failed("opened", "folder " + directory);
        try
        {
            if (Fsync(descriptor) != 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
                throw Failed("synchronized", "folder " + directory);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    public void Delete(string path) => File.Delete(path);

    private static IOException Failed(string what, string which)
    {
        int error = Marshal.GetLastPInvokeError();
        return new IOException(Invariant($"The {which} could not be {what}: {new Win32Exception(error).Message} (errno {error})."));
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Fsync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);

    private sealed class LocalFile(SafeFileHandle handle) : IWritableFile
    {
        private long _length;

        public void Write(ReadOnlySpan<byte> bytes)
        {
            RandomAccess.Write(handle, bytes, _length);
            _length += bytes.Length;
        }

        // The runtime's own flush passes over an fsync that fails with EIO or ENOSPC, which is the one thing to know here.
        public void Sync()
        {
            if (HasFsync && Fsync((int)handle.DangerousGetHandle()) != 0)
                throw Failed("synchronized", "file");
            if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS())
                RandomAccess.FlushToDisk(handle); // on macOS, fsync alone leaves the bytes in the drive's memory
        }

        public void Dispose() => handle.Dispose();
    }
}
