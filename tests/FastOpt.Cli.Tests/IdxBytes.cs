using System.Buffers.Binary;
using System.IO.Compression;
using FastOpt.Cli.Data;
using FastOpt.Training;

namespace FastOpt.Cli.Tests;

/// <summary>IDX files in memory, right and wrong.</summary>
internal static class IdxBytes
{
    /// <summary>A header with any magic number and extents, and a payload that need not fit it.</summary>
    public static byte[] File(uint magic, uint[] extents, ReadOnlySpan<byte> payload)
    {
        byte[] bytes = new byte[4 + (4 * extents.Length) + payload.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, magic);
        for (int i = 0; i < extents.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 + (4 * i)), extents[i]);
        payload.CopyTo(bytes.AsSpan(4 + (4 * extents.Length)));
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

    /// <summary>Writes built-in digits as the four MNIST files.</summary>
    public static void WriteDataSet(TemporaryDirectory directory, int training, int test, bool compressed)
    {
        foreach ((string prefix, int count, ulong seed) in new[] { ("train", training, 1ul), ("t10k", test, 2ul) })
        {
            DataSet<int> digits = StrokeDigits.Draw(count, seed);
            byte[] images = File(0x803, [(uint)count, 28, 28], [.. digits.Inputs.ToArray().Select(value => (byte)((value * 255) + 0.5f))]);
            byte[] labels = Labels([.. digits.Targets.ToArray().Select(label => (byte)label)]);
            string suffix = compressed ? ".gz" : "";
            directory.Write($"{prefix}-images-idx3-ubyte{suffix}", compressed ? Gzip(images) : images);
            directory.Write($"{prefix}-labels-idx1-ubyte{suffix}", compressed ? Gzip(labels) : labels);
        }
    }
}
