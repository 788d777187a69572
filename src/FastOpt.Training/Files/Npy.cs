namespace FastOpt.Training;

/// <summary>
/// Reads and writes arrays in NumPy's npy format: versions 1 to 3, elements of type b1, u1, i4, i8, f4 and f8, both byte orders, C and Fortran order. What is
/// written has version 1, little-endian, C order. A file is used whole or not at all; Python objects are never read.
/// </summary>
public static class Npy
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="DataFormatException">
    /// The file is missing, truncated or damaged, too long, or holds what is not read; with the file and the reason.
    /// </exception>
    public static NpyArray Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return NpyStream.Read(file, path);
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

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="name">What errors call it. Default: "npy".</param>
    /// <exception cref="DataFormatException">As with a file.</exception>
    public static NpyArray Read(Stream stream, string name = "npy")
    {
        ArgumentNullException.ThrowIfNull(stream);
        return NpyStream.Read(stream, name);
    }

    /// <summary>Writes a file; one that is there is replaced.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, NpyArray array)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(array);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        NpyStream.Write(file, array);
    }

    /// <summary>Writes to a stream, which stays open.</summary>
    public static void Write(Stream stream, NpyArray array)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(array);
        NpyStream.Write(stream, array);
    }
}
