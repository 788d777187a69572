using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>What reader and writer of states agree on.</summary>
internal static class StateFormat
{
    public const int Version = 1;

    public const int ChecksumBytes = sizeof(uint);

    /// <summary>Bytes in front of the network's name: magic, version, length.</summary>
    public const int HeadBytes = 8 + sizeof(int) + sizeof(int);

    public static ReadOnlySpan<byte> Magic => "FastOpt\0"u8;

    /// <summary>CRC-32C, which notices every change of one to three bits, and of up to 32 in a row.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes.Slice(sizeof(ulong));
        }

        foreach (byte value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }

    /// <summary>Turns floats as this machine keeps them into those of a state, in place.</summary>
    public static void ToLittleEndian(Span<byte> floats)
    {
        if (BitConverter.IsLittleEndian)
            return;
        Span<int> bits = MemoryMarshal.Cast<byte, int>(floats);
        BinaryPrimitives.ReverseEndianness(bits, bits);
    }

    /// <summary>The floats of a state as this machine keeps them.</summary>
    public static ReadOnlySpan<byte> FromLittleEndian(ReadOnlySpan<byte> floats)
    {
        if (BitConverter.IsLittleEndian)
            return floats;
        byte[] own = floats.ToArray();
        ToLittleEndian(own);
        return own;
    }
}
