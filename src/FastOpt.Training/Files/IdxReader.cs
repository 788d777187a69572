using System.Buffers.Binary;

namespace FastOpt.Training;

/// <summary>
/// Reads IDX files of unsigned bytes, the format of MNIST: the magic bytes 0, 0, 8 (the element type) and the rank, then each extent as a big-endian
/// 32-bit number, then the elements. Files compressed with gzip are recognized by their content. A file is used whole or not at all: whatever
/// is missing, contradictory or left over is a <see cref="DataFormatException"/>, and no memory is set aside for bytes that a header only claims.
/// </summary>
internal static class IdxReader
{
    /// <summary>The largest payload that is read: 1 GiB, twenty times MNIST.</summary>
    public const long MaxPayload = 1L << 30;

    private const byte UnsignedByte = 0x08;

    /// <summary>Reads images, one byte for each pixel.</summary>
    public static (byte[] Pixels, int Rows, int Columns) ReadImages(string path)
    {
        (int[] extents, byte[] pixels) = Read(path, "images", ["count", "rows", "columns"]);
        return (pixels, extents[1], extents[2]);
    }

    /// <summary>Reads labels, one byte each.</summary>
    public static byte[] ReadLabels(string path) => Read(path, "labels", ["count"]).Elements;

    private static (int[] Extents, byte[] Elements) Read(string path, string what, string[] dimensions)
    {
        try
        {
            using ByteSource source = ByteSource.Open(path);
            int[] extents = ReadHeader(path, source, what, dimensions);
            long payload = Payload(path, extents);

            if (payload > source.AtMostRemaining)
                throw new DataFormatException(
                    path, Truncated(payload, source.IsCompressed ? $"at most {Count(source.AtMostRemaining)}" : Count(source.AtMostRemaining)));
            if (payload > MaxPayload)
                throw new DataFormatException(path, $"the header announces {Count(payload)} bytes of {what}; more than {Count(MaxPayload)} are not read");

            byte[] elements = source.ReadUpTo((int)payload);
            if (elements.Length < payload)
                throw new DataFormatException(path, Truncated(payload, Count(elements.Length)));
            if (source.HasTrailingBytes())
                throw new DataFormatException(path, $"bytes follow after the {Count(payload)} that the header announces");
            return (extents, elements);
        }
        catch (InvalidDataException e)
        {
            throw new DataFormatException(path, "the gzip data is corrupt or truncated", e);
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

    private static int[] ReadHeader(string path, ByteSource source, string what, string[] dimensions)
    {
        int rank = dimensions.Length;
        byte[] magic = source.ReadUpTo(4);
        if (magic.Length == 0)
            throw new DataFormatException(path, source.IsCompressed ? "the gzip data is empty or truncated" : "the file is empty");
        if (magic.Length < 4)
            throw new DataFormatException(path, $"truncated: {magic.Length} of the magic number's 4 bytes");
        if (magic[0] != 0 || magic[1] != 0)
            throw new DataFormatException(
                path, $"not an IDX file: it starts with 0x{Convert.ToHexString(magic)} where 0x0000{UnsignedByte:X2}{rank:X2} is expected");
        if (magic[2] != UnsignedByte)
            throw new DataFormatException(path, $"the elements are of type 0x{magic[2]:X2} where 0x{UnsignedByte:X2}, unsigned bytes, is expected");
        if (magic[3] != rank)
            throw new DataFormatException(path, $"the data has rank {magic[3]} where {what} have rank {rank} ({string.Join(", ", dimensions)})");

        byte[] numbers = source.ReadUpTo(4 * rank);
        if (numbers.Length < 4 * rank)
            throw new DataFormatException(path, $"truncated: {4 + numbers.Length} of the header's {4 + (4 * rank)} bytes");

        int[] extents = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            uint extent = BinaryPrimitives.ReadUInt32BigEndian(numbers.AsSpan(4 * i));
            if (extent > int.MaxValue)
                throw new DataFormatException(path, $"the header announces an extent of {Count(extent)}");
            extents[i] = (int)extent;
        }

        return extents;
    }

    // Three extents below 2^31 can exceed 64 bits; such a product exceeds every file, too.
    private static long Payload(string path, int[] extents)
    {
        Int128 product = 1;
        foreach (int extent in extents)
            product *= extent;
        if (product == 0)
            throw new DataFormatException(path, $"the set is empty: the header announces {string.Join("×", extents)}");
        return (long)Int128.Min(product, long.MaxValue);
    }

    private static string Truncated(long announced, string present) => $"truncated: the header announces {Count(announced)} bytes, the file holds {present}";

    private static string Count(long number) => FormattableString.Invariant($"{number:N0}");
}
