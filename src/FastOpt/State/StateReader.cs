using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using FastOpt.Runtime;

namespace FastOpt;

/// <summary>
/// Reads the values of a network's state in the order in which <see cref="StateWriter"/> wrote them. Whatever is wrong with a state is an
/// <see cref="ArgumentException"/> that names it.
/// </summary>
public ref struct StateReader
{
    /// <summary>Of a schedule's part: the length of its signature, its unit, and when it ends.</summary>
    private const int LeastPartBytes = sizeof(int) + sizeof(int) + sizeof(long);

    private readonly string _model;
    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;

    private StateReader(string model, ReadOnlySpan<byte> bytes)
    {
        _model = model;
        _bytes = bytes;
    }

    /// <summary>Begins to read a state, which is checked to be whole, undamaged, and of this architecture. For generated code.</summary>
    /// <param name="state">The whole state.</param>
    /// <param name="network">The network that reads it.</param>
    /// <exception cref="ArgumentException">It is not.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static StateReader Begin(ReadOnlySpan<byte> state, StateIdentity network)
    {
        string model = network.Name;
        if (state.IsEmpty)
            Throw(model, "the state is empty.");
        if (!state.StartsWith(StateFormat.Magic))
            Throw(model, "the bytes are no state of a network, which would begin with \"FastOpt\".");
        if (state.Length < StateFormat.HeadBytes + StateFormat.ChecksumBytes)
            Throw(model, $"the state is cut off: it has {Text(state.Length)} bytes, which is less than its head.");
        int version = BinaryPrimitives.ReadInt32LittleEndian(state.Slice(StateFormat.Magic.Length));
        if (version != StateFormat.Version)
            Throw(model, $"the state has version {Text(version)} of the format, but this FastOpt reads version {Text(StateFormat.Version)}.");
        int length = BinaryPrimitives.ReadInt32LittleEndian(state.Slice(StateFormat.Magic.Length + sizeof(int)));
        if (length > state.Length)
            Throw(model, $"the state is cut off: it has {Text(state.Length)} bytes, but was written with {Text(length)}.");
        if (length < state.Length)
            Throw(model, $"the state has {Text(state.Length)} bytes, but was written with {Text(length)}; what stands behind it is not its own.");
        ReadOnlySpan<byte> body = state.Slice(0, length - StateFormat.ChecksumBytes);
        if (StateFormat.Checksum(body) != BinaryPrimitives.ReadUInt32LittleEndian(state.Slice(body.Length)))
            Throw(model, "the state is damaged: its bytes do not give its checksum.");

        var reader = new StateReader(model, body) { _position = StateFormat.HeadBytes };
        string name = reader.ReadString(), outline = reader.ReadString(), details = reader.ReadString();
        if (details != network.Details)
            Throw(model, $"the state is of {name}: {outline}; this network is {network.Name}: {network.Outline}. {FirstDifference(details, network.Details)}");
        return reader;
    }

    /// <summary>Checks that the rest are so many floats of tensors. For generated code.</summary>
    /// <param name="floats">All tensors' scalars.</param>
    /// <exception cref="ArgumentException">It is not.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly void CheckTensors(int floats)
    {
        if (_bytes.Length - _position != (long)floats * sizeof(float))
            Throw(_model,
                $"the state is damaged: {Text(_bytes.Length - _position)} bytes of tensors, but the network has {Text((long)floats * sizeof(float))}.");
    }

    /// <summary>A tensor. For generated code.</summary>
    /// <param name="count">Its scalars.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ReadOnlySpan<float> Tensor(int count) => MemoryMarshal.Cast<byte, float>(StateFormat.FromLittleEndian(Take(count * (long)sizeof(float))));

    /// <summary>Reads an int.</summary>
    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    /// <summary>Reads a long.</summary>
    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>Reads a float.</summary>
    public float ReadSingle() => BitConverter.Int32BitsToSingle(ReadInt32());

    /// <summary>Reads a double.</summary>
    public double ReadDouble() => BitConverter.Int64BitsToDouble(ReadInt64());

    /// <summary>Reads a truth value.</summary>
    public bool ReadBoolean() => ReadInt32() != 0;

    /// <summary>Reads a text.</summary>
    public string ReadString() => Encoding.UTF8.GetString(Take(ReadInt32()));

    /// <summary>Reads a list.</summary>
    /// <typeparam name="T">long, int, double or float.</typeparam>
    public ValueList<T> ReadList<T>()
        where T : unmanaged, IEquatable<T>
    {
        int count = ReadLength(Unsafe.SizeOf<T>(), "a list has", "elements");
        var items = new T[count];
        for (int i = 0; i < count; i++)
        {
            if (typeof(T) == typeof(long))
                items[i] = Unsafe.BitCast<long, T>(ReadInt64());
            else if (typeof(T) == typeof(int))
                items[i] = Unsafe.BitCast<int, T>(ReadInt32());
            else if (typeof(T) == typeof(double))
                items[i] = Unsafe.BitCast<double, T>(ReadDouble());
            else if (typeof(T) == typeof(float))
                items[i] = Unsafe.BitCast<float, T>(ReadSingle());
            else
                throw new NotSupportedException($"A state holds no list of {typeof(T)}.");
        }

        return items;
    }

    /// <summary>Reads a count, which is not negative and below 2⁴⁸, more than any run reaches. For generated code.</summary>
    /// <param name="what">What is counted.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public long ReadCount(string what)
    {
        long count = ReadInt64();
        if (count is < 0 or >= 1L << 48)
            Throw(_model, $"the state is damaged: its {what} is {Text(count)}.");
        return count;
    }

    /// <summary>Reads a sum of what is not negative. For generated code.</summary>
    /// <param name="what">What it is the sum of.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public double ReadSum(string what)
    {
        double sum = ReadDouble();
        if (!(sum >= 0 && sum <= double.MaxValue))
            Throw(_model, $"the state is damaged: its {what} is {Text(sum)}.");
        return sum;
    }

    /// <summary>Reads a value of an enum, which has a name.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="what">What the value is of, such as "Cyclic.Mode".</param>
    public T ReadEnum<T>(string what)
        where T : struct, Enum
    {
        int number = ReadInt32();
        var value = (T)Enum.ToObject(typeof(T), number);
        string name = value.ToString();
        if (!(char.IsLetter(name[0]) || name[0] == '_') || Convert.ToInt64(value, CultureInfo.InvariantCulture) != number)
            Throw(_model, $"the state is damaged: its {what} is {Text(number)}, which is no {typeof(T).Name}.");
        return value;
    }

    /// <summary>Checks that a hyperparameter that was read is in the range that its rule declares. For generated code.</summary>
    /// <param name="hyperparameter">"StepDecay.Every".</param>
    /// <param name="value">Its value.</param>
    /// <param name="isInRange">Whether it is in the range.</param>
    /// <param name="range">"at least 1".</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly void CheckHyperparameter(string hyperparameter, double value, bool isInRange, string range)
    {
        if (!isInRange)
            Throw(_model, $"the state's {hyperparameter} is {Text(value)}, but it must be {range}.");
    }

    /// <summary>Reads a rule that has the type of another.</summary>
    /// <typeparam name="TRule">The rule.</typeparam>
    /// <param name="rule">A rule of that type.</param>
    /// <exception cref="ArgumentException">The state holds another rule.</exception>
    public TRule ReadRule<TRule>(TRule rule)
        where TRule : IStoredRule
    {
        string signature = ReadString();
        if (signature != rule.Signature)
            Throw(_model, $"the state has the rule {signature}, but this network has {rule.Signature}.");
        return (TRule)rule.ReadFrom(ref this);
    }

    /// <summary>Reads a schedule, or that there is none. For generated code.</summary>
    /// <param name="current">The network's schedule: rules of its types can be read.</param>
    /// <exception cref="ArgumentException">The state's schedule has a rule that is not known here.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Schedule? ReadSchedule(Schedule? current)
    {
        int count = ReadLength(LeastPartBytes, "its schedule has", "parts");
        if (count == 0)
            return null;
        var parts = new SchedulePart[count];
        for (int i = 0; i < count; i++)
        {
            string signature = ReadString();
            IStoredRule known = StoredSchedules.Find(signature, current) ?? Unknown(signature);
            var rule = (ISchedule)known.ReadFrom(ref this);
            parts[i] = new SchedulePart(rule, ReadEnum<ScheduleUnit>("schedule's unit"), ReadInt64());
        }

        if (Schedule.Mistake(parts, new long[count]) is { } mistake)
            Throw(_model, "the state is damaged: " + mistake);
        return new Schedule(parts);
    }

    /// <summary>The number of things that follow, for which the rest of the state has room.</summary>
    private int ReadLength(int bytes, string has, string what)
    {
        int count = ReadInt32();
        if (count < 0 || count > (_bytes.Length - _position) / bytes)
            Throw(_model, $"the state is damaged: {has} {Text(count)} {what}.");
        return count;
    }

    private static string FirstDifference(string theirs, string ours)
    {
        string[] other = theirs.Split('\n'), own = ours.Split('\n');
        int i = 0;
        while (i < other.Length && i < own.Length && other[i] == own[i])
            i++;
        return $"The first difference: {Line(other)} there, {Line(own)} here.";

        string Line(string[] lines) => i < lines.Length ? $"\"{lines[i]}\"" : "nothing";
    }

    [DoesNotReturn]
    private readonly IStoredRule Unknown(string signature)
    {
        Throw(_model,
            $"the state's schedule has the rule {signature}, which is neither the library's nor one of the network's schedule; set a schedule with such a rule before LoadState.");
        return null;
    }

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > _bytes.Length - _position)
            Throw(_model, "the state is damaged: a part of it is longer than the rest.");
        ReadOnlySpan<byte> taken = _bytes.Slice(_position, (int)count);
        _position += (int)count;
        return taken;
    }

    [DoesNotReturn]
    private static void Throw(string model, string message) => throw new ArgumentException($"{model}: {message}", "state");

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
