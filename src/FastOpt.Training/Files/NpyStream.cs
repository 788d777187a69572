using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace FastOpt.Training;

/// <summary>An npy array in a stream of bytes.</summary>
internal static class NpyStream
{
    private const int Alignment = 64;
    private const int Prefix = 10;
    private const int WriteChunk = 1 << 16;

    /// <summary>Reads to the end.</summary>
    /// <exception cref="DataFormatException">It is no array that is read.</exception>
    public static NpyArray Read(Stream stream, string name)
    {
        try
        {
            NpyHeader header = ReadHeader(stream, name);
            Int128 payload = NpyFormat.CountOf(header.Shape) * NpyFormat.SizeOf(header.Type);
            if (stream.CanSeek && payload > stream.Length - stream.Position)
                throw new DataFormatException(name, Truncated(payload, stream.Length - stream.Position));
            if (payload > Array.MaxLength)
                throw new DataFormatException(
                    name, FormattableString.Invariant($"the header announces {payload} bytes; more than {Array.MaxLength} are not read"));
            byte[] bytes = GrowingRead.UpTo(stream, (int)payload);
            if (bytes.Length < payload)
                throw new DataFormatException(name, Truncated(payload, bytes.Length));
            if (stream.ReadByte() >= 0)
                throw new DataFormatException(name, FormattableString.Invariant($"bytes follow after the {payload} that the header announces"));
            return NpyArray.Of(header.Type, Elements(header, bytes, name), header.Shape);
        }
        catch (FormatException e) when (e is not DataFormatException)
        {
            throw new DataFormatException(name, e.Message, e);
        }
    }

    public static void Write(Stream stream, NpyArray array)
    {
        string[] extents = [.. array.Shape.ToArray().Select(extent => FormattableString.Invariant($"{extent}"))];
        string shape = extents.Length == 1 ? $"({extents[0]},)" : $"({string.Join(", ", extents)})";
        string text = $"{{'descr': '{NpyFormat.Descriptor(array.Type)}', 'fortran_order': False, 'shape': {shape}, }}";
        int length = (Prefix + text.Length + 1 + Alignment - 1) / Alignment * Alignment - Prefix;
        byte[] head = new byte[Prefix + length];
        NpyFormat.Magic.CopyTo(head);
        head[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(8), (ushort)length);
        Encoding.ASCII.GetBytes(text.PadRight(length - 1) + '\n', head.AsSpan(Prefix));
        stream.Write(head);

        ReadOnlySpan<byte> bytes = Bytes(array.Values);
        int size = NpyFormat.SizeOf(array.Type);
        if (BitConverter.IsLittleEndian || size == 1)
        {
            stream.Write(bytes);
            return;
        }

        byte[] turned = new byte[WriteChunk];
        for (int start = 0; start < bytes.Length; start += WriteChunk)
        {
            Span<byte> chunk = turned.AsSpan(0, Math.Min(WriteChunk, bytes.Length - start));
            bytes.Slice(start, chunk.Length).CopyTo(chunk);
            Turn(chunk, size);
            stream.Write(chunk);
        }
    }

    private static NpyHeader ReadHeader(Stream stream, string name)
    {
        byte[] start = GrowingRead.UpTo(stream, 8);
        if (start.Length == 0)
            throw new DataFormatException(name, "the file is empty");
        if (!start.AsSpan().StartsWith(NpyFormat.Magic[..Math.Min(NpyFormat.Magic.Length, start.Length)]))
            throw new DataFormatException(name, $"not an npy file: it starts with 0x{Convert.ToHexString(start)}");
        if (start.Length < 8)
            throw new DataFormatException(name, $"truncated: {start.Length} of the first 8 bytes");
        if (start[6] is < 1 or > 3 || start[7] != 0)
            throw new DataFormatException(name, $"it has version {start[6]}.{start[7]} of the format; 1.0, 2.0 and 3.0 are read");

        byte[] size = GrowingRead.UpTo(stream, start[6] == 1 ? 2 : 4);
        if (size.Length < (start[6] == 1 ? 2 : 4))
            throw new DataFormatException(name, "truncated: the header's length is not whole");
        uint length = start[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(size) : BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (length > NpyFormat.MaxHeader)
            throw new DataFormatException(name, FormattableString.Invariant($"the header has {length} bytes; more than {NpyFormat.MaxHeader} are not read"));
        byte[] header = GrowingRead.UpTo(stream, (int)length);
        if (header.Length < length)
            throw new DataFormatException(name, $"truncated: {header.Length} of the header's {length} bytes");
        Encoding encoding = start[6] == 3 ? new UTF8Encoding(false, throwOnInvalidBytes: true) : Encoding.Latin1;
        try
        {
            return NpyHeader.Parse(encoding.GetString(header));
        }
        catch (DecoderFallbackException e)
        {
            throw new DataFormatException(name, "the header is no UTF-8", e);
        }
    }

    private static Array Elements(NpyHeader header, byte[] bytes, string name)
    {
        if (header.IsBigEndian == BitConverter.IsLittleEndian)
            Turn(bytes, NpyFormat.SizeOf(header.Type));
        if (header.Type == NpyType.Boolean && bytes.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)1) is >= 0 and int wrong)
            throw new DataFormatException(name, $"element {wrong} of an array of booleans is {bytes[wrong]}");
        return header.Type switch
        {
            NpyType.Boolean => Ordered<bool>(header, bytes),
            NpyType.UInt8 => Ordered<byte>(header, bytes),
            NpyType.Int32 => Ordered<int>(header, bytes),
            NpyType.Int64 => Ordered<long>(header, bytes),
            NpyType.Float32 => Ordered<float>(header, bytes),
            _ => Ordered<double>(header, bytes),
        };
    }

    private static T[] Ordered<T>(NpyHeader header, byte[] bytes)
        where T : unmanaged
    {
        ReadOnlySpan<T> stored = MemoryMarshal.Cast<byte, T>(bytes);
        if (!header.IsFortran || header.Shape.Length < 2)
            return stored.ToArray();

        // The last index runs fastest in the result; its step in the file is the product of all extents before it.
        T[] result = new T[stored.Length];
        int rank = header.Shape.Length;
        int[] index = new int[rank], steps = new int[rank];
        for (int i = 0, step = 1; i < rank; step *= header.Shape[i++])
            steps[i] = step;
        for (int i = 0, from = 0; i < result.Length; i++)
        {
            result[i] = stored[from];
            for (int axis = rank - 1; axis >= 0; axis--)
            {
                from += steps[axis];
                if (++index[axis] < header.Shape[axis])
                    break;
                from -= steps[axis] * header.Shape[axis];
                index[axis] = 0;
            }
        }

        return result;
    }

    private static ReadOnlySpan<byte> Bytes(Array values) =>
        MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(values), Buffer.ByteLength(values));

    private static void Turn(Span<byte> bytes, int size)
    {
        for (int i = 0; i < bytes.Length; i += size)
            bytes.Slice(i, size).Reverse();
    }

    private static string Truncated(Int128 announced, long present) =>
        FormattableString.Invariant($"truncated: the header announces {announced} bytes of elements, and {present} are there");
}
