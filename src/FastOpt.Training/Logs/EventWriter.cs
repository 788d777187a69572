using System.Buffers.Binary;

namespace FastOpt.Training;

/// <summary>
/// Builds records of a tfevents file. A record is its length (8 bytes), the length's masked CRC-32C, the event, the event's masked CRC-32C, all little-endian.
/// Field numbers are those of TensorFlow's event.proto and summary.proto.
/// </summary>
internal sealed class EventWriter
{
    private const int WallTime = 1, Step = 2, FileVersion = 3, Summary = 5;
    private const int SummaryValue = 1, Tag = 1, SimpleValue = 2, Histogram = 5;
    private readonly ProtobufWriter _event = new(), _summary = new(), _value = new(), _histogram = new();

    /// <summary>The first record of a file.</summary>
    public byte[] Version(double time)
    {
        _event.Clear();
        _event.Write(WallTime, time);
        _event.Write(FileVersion, "brain.Event:2");
        return Record(_event.Bytes);
    }

    /// <summary>Begins an event.</summary>
    public void Begin() => _summary.Clear();

    /// <summary>Adds a number.</summary>
    public void Scalar(string tag, double value)
    {
        _value.Clear();
        _value.Write(Tag, tag);
        _value.Write(SimpleValue, (float)value);
        _summary.Write(SummaryValue, _value.Bytes);
    }

    /// <summary>Adds a histogram.</summary>
    public void Distribution(string tag, in WeightHistogram histogram)
    {
        _histogram.Clear();
        _histogram.Write(1, histogram.Minimum);
        _histogram.Write(2, histogram.Maximum);
        _histogram.Write(3, (double)histogram.Count);
        _histogram.Write(4, histogram.Sum);
        _histogram.Write(5, histogram.SumOfSquares);
        _histogram.Write(6, histogram.Limits);
        _histogram.Write(7, histogram.Counts);
        _value.Clear();
        _value.Write(Tag, tag);
        _value.Write(Histogram, _histogram.Bytes);
        _summary.Write(SummaryValue, _value.Bytes);
    }

    /// <summary>The record of the event.</summary>
    public byte[] End(double time, long step)
    {
        _event.Clear();
        _event.Write(WallTime, time);
        _event.Write(Step, step);
        _event.Write(Summary, _summary.Bytes);
        return Record(_event.Bytes);
    }

    private static byte[] Record(ReadOnlySpan<byte> data)
    {
        byte[] record = new byte[data.Length + 16];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Crc32C.Masked(record.AsSpan(0, 8)));
        data.CopyTo(record.AsSpan(12));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12 + data.Length), Crc32C.Masked(data));
        return record;
    }
}
