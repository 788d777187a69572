using System.Buffers.Binary;
using System.IO.Compression;

namespace FastOpt.Training;

/// <summary>The bytes of a file, decompressed if it is a gzip file, with a bound on how many are still to come.</summary>
internal sealed class ByteSource : IDisposable
{
    // Deflate codes at least one bit per 129 bytes: a match of 258 bytes in two bits.
    private const long MaxDeflateRatio = 1032;

    private readonly FileStream _file;
    private readonly Stream _bytes;
    private long _read;

    private ByteSource(FileStream file, bool isCompressed)
    {
        _file = file;
        IsCompressed = isCompressed;
        _bytes = isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>Whether the file is a gzip file.</summary>
    public bool IsCompressed { get; }

    /// <summary>The bytes to come: exact for a plain file, an upper bound for a compressed one.</summary>
    public long AtMostRemaining => (IsCompressed ? _file.Length * MaxDeflateRatio : _file.Length) - _read;

    /// <summary>Opens a file; the first two bytes decide whether it is compressed.</summary>
    public static ByteSource Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            if (!file.CanSeek)
                throw new IOException("It is not a regular file.");

            bool isCompressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            return new ByteSource(file, isCompressed);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads <paramref name="count"/> bytes, or as many as there are. The memory taken grows with the bytes that arrive.</summary>
    public byte[] ReadUpTo(int count)
    {
        byte[] bytes = GrowingRead.UpTo(_bytes, count);
        _read += bytes.Length;
        return bytes;
    }

    /// <summary>
    /// Whether anything follows what was read. For a gzip file this also verifies the checksum, and finds bytes after the compressed data, which the
    /// decompressor passes over: a file that ends with its one compressed member ends with the number of bytes in it.
    /// </summary>
    public bool HasTrailingBytes()
    {
        if (_bytes.ReadByte() >= 0)
            return true;
        if (!IsCompressed)
            return false;

        Span<byte> size = stackalloc byte[4];
        _file.Position = _file.Length - size.Length;
        _file.ReadExactly(size);
        return BinaryPrimitives.ReadUInt32LittleEndian(size) != (uint)_read;
    }

    public void Dispose() => _bytes.Dispose();
}
