namespace FastOpt.Training;

/// <summary>What checkpoints need of a file system: a test puts one in its place that fails, or loses what was not synchronized.</summary>
internal interface IFileSystem
{
    /// <summary>The names, without the folder, of the files in a folder; none where it is not there.</summary>
    IReadOnlyList<string> Names(string directory);

    byte[] Read(string path);

    void CreateDirectory(string directory);

    /// <summary>Makes a file, empty where there was one.</summary>
    IWritableFile Create(string path);

    /// <summary>Gives a file another name in its folder, at once and in the place of the one that has it.</summary>
    void Rename(string from, string to);

    /// <summary>Makes the names in a folder durable.</summary>
    void SyncDirectory(string directory);

    void Delete(string path);
}

/// <summary>A file that is being written.</summary>
internal interface IWritableFile : IDisposable
{
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Makes what was written durable.</summary>
    void Sync();
}
