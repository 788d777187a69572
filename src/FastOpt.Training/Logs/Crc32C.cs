using System.Numerics;

namespace FastOpt.Training;

/// <summary>The Castagnoli checksum of RFC 3720 (reflected polynomial 0x82F63B78), and TFRecord's mask of it.</summary>
internal static class Crc32C
{
    /// <summary>The checksum; of "123456789" it is 0xE3069283.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        uint crc = ~0u;
        foreach (byte b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }

    /// <summary>What TFRecord stores, so that a checksum of data with checksums in it is not of a special form.</summary>
    public static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint crc = Compute(bytes);
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8;
    }
}
