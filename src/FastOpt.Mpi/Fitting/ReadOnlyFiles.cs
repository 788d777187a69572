using FastOpt.Training;

namespace FastOpt.Mpi;

/// <summary>The disk for a process that is not the first: it reads checkpoints, and writes none.</summary>
internal sealed class ReadOnlyFiles : IFileSystem
{
    public static readonly ReadOnlyFiles Instance = new();

    private ReadOnlyFiles()
    {
    }

    public IReadOnlyList<string> Names(string directory) => LocalFiles.Instance.Names(directory);

    public byte[] Read(string path) => LocalFiles.Instance.Read(path);

    public void CreateDirectory(string directory)
    {
    }

    public IWritableFile Create(string path) => new NoFile();

    public void Rename(string from, string to)
    {
    }

    public void SyncDirectory(string directory)
    {
    }

    public void Delete(string path)
    {
    }

    private sealed class NoFile : IWritableFile
    {
        public void Write(ReadOnlySpan<byte> bytes)
        {
        }

        public void Sync()
        {
        }

        public void Dispose()
        {
        }
    }
}
