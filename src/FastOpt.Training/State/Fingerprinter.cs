using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace FastOpt.Training;

/// <summary>
/// Names contents by 64 bits: the first eight bytes, little-endian, of the SHA-256 of what was added, each number in little-endian order. The same on every
/// machine.
/// </summary>
internal sealed class Fingerprinter : IDisposable
{
    private const int Chunk = 4096;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Adds one whole number.</summary>
    public void Add(long value) => Add<long>([value]);

    /// <summary>Adds a text and its length, so that two texts in a row are told from two others of the same characters.</summary>
    public void Add(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Add(bytes.Length);
        Add<byte>(bytes);
    }

    /// <summary>Adds numbers, not how many they are.</summary>
    public void Add<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (BitConverter.IsLittleEndian || Unsafe.SizeOf<T>() == 1)
        {
            // A span of bytes holds at most 2^31 - 1 of them.
            for (int start = 0; start < values.Length; start += 1 << 26)
                _hash.AppendData(MemoryMarshal.AsBytes(values[start..Math.Min(values.Length, start + (1 << 26))]));
            return;
        }

        int size = Unsafe.SizeOf<T>();
        byte[] turned = new byte[Chunk * size];
        for (int start = 0; start < values.Length; start += Chunk)
        {
            ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(values[start..Math.Min(values.Length, start + Chunk)]);
            bytes.CopyTo(turned);
            for (int i = 0; i < bytes.Length; i += size)
                turned.AsSpan(i, size).Reverse();
            _hash.AppendData(turned.AsSpan(0, bytes.Length));
        }
    }

    /// <summary>The name of what was added since the last one.</summary>
    public ulong Finish()
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetHashAndReset(digest);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }

    public void Dispose() => _hash.Dispose();
}
