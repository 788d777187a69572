namespace FastOpt.Training;

/// <summary>Reads that take memory for the bytes that arrive, not for those that a header only claims.</summary>
internal static class GrowingRead
{
    private const int FirstChunk = 1 << 16;

    /// <summary>Reads as many bytes as asked for, or as many as there are.</summary>
    public static byte[] UpTo(Stream stream, int count)
    {
        byte[] buffer = new byte[Math.Min(count, FirstChunk)];
        int filled = 0;
        while (true)
        {
            filled += stream.ReadAtLeast(buffer.AsSpan(filled), buffer.Length - filled, throwOnEndOfStream: false);
            if (filled < buffer.Length)
                return buffer[..filled];
            if (filled == count)
                return buffer;
            Array.Resize(ref buffer, (int)Math.Min(count, 2L * buffer.Length));
        }
    }
}
