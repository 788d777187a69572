using System.IO.Compression;

namespace FastOpt.Training;

/// <summary>Reads and writes several arrays under names in NumPy's npz format: a zip file of npy files, as by numpy.savez and numpy.savez_compressed.</summary>
public static class Npz
{
    private const string Extension = ".npy";

    // The earliest time that a zip file has, so that the same arrays give the same bytes.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads all arrays, by name.</summary>
    /// <exception cref="DataFormatException">
    /// The file is missing, truncated or damaged, an array has another checksum than the file says, or is not read; with the file, the array and the reason.
    /// </exception>
    public static IReadOnlyDictionary<string, NpyArray> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Read(file, path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataFormatException(path, "no such file", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFormatException(path, $"cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads all arrays of a stream that can be searched, by name.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="name">What errors call it. Default: "npz".</param>
    /// <exception cref="DataFormatException">As with a file.</exception>
    public static IReadOnlyDictionary<string, NpyArray> Read(Stream stream, string name = "npz")
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var arrays = new SortedDictionary<string, NpyArray>(StringComparer.Ordinal);
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                string key = entry.FullName.EndsWith(Extension, StringComparison.Ordinal)
                    ? entry.FullName[..^Extension.Length]
                    : throw new DataFormatException(name, $"'{entry.FullName}' is no npy file");
                if (!arrays.TryAdd(key, Read(name, entry)))
                    throw new DataFormatException(name, $"there are two arrays '{key}'");
            }

            return arrays;
        }
        catch (InvalidDataException e)
        {
            throw new DataFormatException(name, $"not an npz file, or damaged: {e.Message}", e);
        }
    }

    /// <summary>Writes arrays, in ordinal order of their names, uncompressed as numpy.savez does; a file that is there is replaced.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, NpyArray> arrays)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(arrays);
        using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        using var archive = new ZipArchive(file, ZipArchiveMode.Create);
        foreach ((string name, NpyArray array) in arrays.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            ZipArchiveEntry entry = archive.CreateEntry(name + Extension, CompressionLevel.NoCompression);
            entry.LastWriteTime = NoTime;
            using Stream stream = entry.Open();
            NpyStream.Write(stream, array);
        }
    }

    private static NpyArray Read(string path, ZipArchiveEntry entry)
    {
        using var stream = new Crc32Stream(entry.Open());
        NpyArray array = NpyStream.Read(stream, $"{path}({entry.FullName})");
        return stream.Checksum == entry.Crc32
            ? array
            : throw new DataFormatException(path, $"'{entry.FullName}' is damaged: its checksum is {stream.Checksum:X8} where the file says {entry.Crc32:X8}");
    }
}
