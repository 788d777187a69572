using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace FastOpt.Training;

/// <summary>The machine's own file system.</summary>
internal sealed class LocalFiles : IFileSystem
{
    private const int InvalidArgument = 22; // EINVAL: the file system has no way to synchronize a folder

    private LocalFiles()
    {
    }

    public static LocalFiles Instance { get; } = new();

    public IReadOnlyList<string> Names(string directory) =>
        Directory.Exists(directory) ? [.. Directory.EnumerateFiles(directory).Select(static path => Path.GetFileName(path))] : [];

    public byte[] Read(string path) => File.ReadAllBytes(path);

    public void CreateDirectory(string directory) => Directory.CreateDirectory(directory);

    public IWritableFile Create(string path) => new LocalFile(File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.Read));

    public void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    public void SyncDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            return; // a rename is durable with the file's own journal entry; there is no call for a folder
        byte[] path = Encoding.UTF8.GetBytes(directory + '\0');
        int descriptor = Open(path, 0);
        if (descriptor < 0)
            throw Failed("opened", directory);
        try
        {
            if (Fsync(descriptor) != 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
                throw Failed("synchronized", directory);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    public void Delete(string path) => File.Delete(path);

    private static IOException Failed(string what, string directory)
    {
        int error = Marshal.GetLastPInvokeError();
        return new IOException(string.Create(CultureInfo.InvariantCulture, $"The folder {directory} could not be {what}: {new Win32Exception(error).Message} (errno {error})."));
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

        public void Sync() => RandomAccess.FlushToDisk(handle);

        public void Dispose() => handle.Dispose();
    }
}
