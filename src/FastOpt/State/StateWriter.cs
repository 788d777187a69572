using System.Buffers.Binary;
using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using FastOpt.Runtime;

namespace FastOpt;

/// <summary>Writes the values of a network's state one behind the other, little-endian on every machine. Allocates nothing.</summary>
/// <remarks>
/// A state is: 8 bytes "FastOpt" and 0; the version of the format and the length of the whole as ints; name, outline and details of the network as UTF-8,
/// each behind its length; the values;
/// the tensors; and the CRC-32C of all bytes before it.
/// </remarks>
public ref struct StateWriter
{
    private readonly Span<byte> _bytes;
    private readonly bool _measures;
    private readonly string _model;
    private long _length;

    private StateWriter(Span<byte> bytes, bool measures, string model)
    {
        _bytes = bytes;
        _model = model;
        _measures = measures;
    }

    /// <summary>Begins a state. For generated code.</summary>
    /// <param name="bytes">Receives the whole state.</param>
    /// <param name="network">The network.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static StateWriter Begin(Span<byte> bytes, StateIdentity network) =>
        Begin(new StateWriter(bytes, measures: false, network.Name), network, bytes.Length);

    /// <summary>Begins to count the bytes of a state, none of which is written. For generated code.</summary>
    /// <param name="network">The network.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static StateWriter Measure(StateIdentity network) => Begin(new StateWriter([], measures: true, network.Name), network, 0);

    /// <summary>Bytes of a state that ends with so many floats of tensors. For generated code.</summary>
    /// <param name="floats">All tensors' scalars.</param>
    /// <exception cref="InvalidOperationException">They are more than a span can have.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly int LengthWith(long floats)
    {
        long length = _length + (floats * sizeof(float)) + StateFormat.ChecksumBytes;
        if (length > int.MaxValue)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"{_model}: the state has {length} bytes, but a span has at most {int.MaxValue}; copy parameters and buffers, each on its own."));
        }

        return (int)length;
    }

    /// <summary>Room for a tensor, which is to be filled before <see cref="Finish"/>. For generated code.</summary>
    /// <param name="count">Its scalars.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Span<float> Tensor(int count) => MemoryMarshal.Cast<byte, float>(Take(count * sizeof(float)));

    /// <summary>Ends the state with its checksum. For generated code.</summary>
    /// <param name="floats">All tensors' scalars, the last of what was written.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Finish(int floats)
    {
        StateFormat.ToLittleEndian(_bytes.Slice((int)_length - (floats * sizeof(float)), floats * sizeof(float)));
        uint checksum = StateFormat.Checksum(_bytes.Slice(0, (int)_length));
        BinaryPrimitives.WriteUInt32LittleEndian(Take(StateFormat.ChecksumBytes), checksum);
    }

    /// <summary>Writes an int.</summary>
    public void Write(int value)
    {
        Span<byte> bytes = Take(sizeof(int));
        if (!_measures)
            BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
    }

    /// <summary>Writes a long.</summary>
    public void Write(long value)
    {
        Span<byte> bytes = Take(sizeof(long));
        if (!_measures)
            BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
    }

    /// <summary>Writes a float, all its bits.</summary>
    public void Write(float value) => Write(BitConverter.SingleToInt32Bits(value));

    /// <summary>Writes a double, all its bits.</summary>
    public void Write(double value) => Write(BitConverter.DoubleToInt64Bits(value));

    /// <summary>Writes a truth value.</summary>
    public void Write(bool value) => Write(value ? 1 : 0);

    /// <summary>Writes a text.</summary>
    public void Write(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        int count = Encoding.UTF8.GetByteCount(value);
        Write(count);
        Span<byte> bytes = Take(count);
        if (!_measures)
            Encoding.UTF8.GetBytes(value, bytes);
    }

    /// <summary>Writes a list.</summary>
    /// <typeparam name="T">long, int, double or float.</typeparam>
    public void Write<T>(ValueList<T> list)
        where T : unmanaged, IEquatable<T>
    {
        Write(list.Count);
        foreach (T item in list.AsSpan())
        {
            if (typeof(T) == typeof(long))
                Write(Unsafe.BitCast<T, long>(item));
            else if (typeof(T) == typeof(int))
                Write(Unsafe.BitCast<T, int>(item));
            else if (typeof(T) == typeof(double))
                Write(Unsafe.BitCast<T, double>(item));
            else if (typeof(T) == typeof(float))
                Write(Unsafe.BitCast<T, float>(item));
            else
                throw new NotSupportedException($"A state holds no list of {typeof(T)}.");
        }
    }

    /// <summary>Writes a rule: its signature, then its hyperparameters.</summary>
    /// <typeparam name="TRule">The rule.</typeparam>
    /// <param name="rule">The rule.</param>
    public void WriteRule<TRule>(TRule rule)
        where TRule : IStoredRule
    {
        Write(rule.Signature);
        rule.WriteTo(ref this);
    }

    /// <summary>Writes a schedule, or that there is none. For generated code.</summary>
    /// <param name="network">The network.</param>
    /// <param name="schedule">The schedule.</param>
    /// <exception cref="InvalidOperationException">A rule of the schedule cannot be stored.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void WriteSchedule(StateIdentity network, Schedule? schedule)
    {
        Write(schedule?.Parts.Count ?? 0);
        for (int i = 0; i < (schedule?.Parts.Count ?? 0); i++)
        {
            SchedulePart part = schedule!.Parts[i];
            if (part.Rule is not IStoredRule rule)
            {
                throw new InvalidOperationException(
                    $"{network.Name}: the state cannot hold the schedule's rule {part.Rule.GetType()}, for it is not an IStoredRule; a struct marked [Schedule] is one.");
            }

            WriteRule(rule);
            Write((int)part.Unit);
            Write(part.Until);
        }
    }

    private static StateWriter Begin(StateWriter writer, StateIdentity network, int length)
    {
        Span<byte> magic = writer.Take(StateFormat.Magic.Length);
        if (!writer._measures)
            StateFormat.Magic.CopyTo(magic);
        writer.Write(StateFormat.Version);
        writer.Write(length);
        writer.Write(network.Name);
        writer.Write(network.Outline);
        writer.Write(network.Details);
        return writer;
    }

    private Span<byte> Take(int count)
    {
        Span<byte> taken = _measures ? [] : _bytes.Slice((int)_length, count);
        _length += count;
        return taken;
    }
}
