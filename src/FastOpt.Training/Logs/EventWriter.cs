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
    private readonly ProtoWriter _event = new(), _summary = new(), _value = new(), _histogram = new();

    /// <summary>The first record of a file.</summary>
    public byte[] Version(double time)
    {
        _event.Clear();
        _event.Double(WallTime, time);
        _event.Text(FileVersion, "brain.Event:2");
        return Record(_event.Written);
    }

    /// <summary>Begins an event.</summary>
    public void Begin() => _summary.Clear();

    /// <summary>Adds a number.</summary>
    public void Scalar(string tag, double value)
    {
        _value.Clear();
        _value.Text(Tag, tag);
        _value.Single(SimpleValue, (float)value);
        _summary.Message(SummaryValue, _value);
    }

    /// <summary>Adds a histogram.</summary>
    public void Distribution(string tag, in WeightHistogram histogram)
    {
        _histogram.Clear();
        _histogram.Double(1, histogram.Minimum);
        _histogram.Double(2, histogram.Maximum);
        _histogram.Double(3, histogram.Count);
        _histogram.Double(4, histogram.Sum);
        _histogram.Double(5, histogram.SumOfSquares);
        _histogram.Doubles(6, histogram.Limits);
        _histogram.Doubles(7, histogram.Counts);
        _value.Clear();
        _value.Text(Tag, tag);
        _value.Message(Histogram, _histogram);
        _summary.Message(SummaryValue, _value);
    }

    /// <summary>The record of the event.</summary>
    public byte[] End(double time, long step)
    {
        _event.Clear();
        _event.Double(WallTime, time);
        _event.Integer(Step, step);
        _event.Message(Summary, _summary);
        return Record(_event.Written);
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
