using System.Buffers.Binary;
using System.IO.Compression;

namespace FastOpt.Training.Tests.Files;

/// <summary>IDX files in memory, right and wrong.</summary>
internal static class IdxBytes
{
    /// <summary>A header with any magic number and extents, and a payload that need not fit it.</summary>
    public static byte[] File(uint magic, uint[] extents, ReadOnlySpan<byte> payload)
    {
        byte[] bytes = new byte[4 + 4 * extents.Length + payload.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, magic);
        for (int i = 0; i < extents.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 + 4 * i), extents[i]);
        payload.CopyTo(bytes.AsSpan(4 + 4 * extents.Length));
        return bytes;
    }

    /// <summary>Images of 28×28 pixels whose bytes count up.</summary>
    public static byte[] Images(int count) => File(0x803, [(uint)count, 28, 28], Ramp(count * 784));

    /// <summary>Labels 0, 1, 2 … 9, 0 ….</summary>
    public static byte[] Labels(int count) => File(0x801, [(uint)count], [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))]);

    /// <summary>Labels as given.</summary>
    public static byte[] Labels(params byte[] labels) => File(0x801, [(uint)labels.Length], labels);

    public static byte[] Ramp(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(i * 7))];

    public static byte[] Gzip(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
            gzip.Write(content);
        return compressed.ToArray();
    }
}
