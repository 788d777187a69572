using System.Buffers.Binary;
using System.Text;

namespace FastOpt.Training;

/// <summary>Reads a message in the wire format of Protocol Buffers, field by field. Whatever the bytes are, it reads nothing outside of them.</summary>
/// <param name="bytes">The message.</param>
internal ref struct ProtobufReader(ReadOnlySpan<byte> bytes)
{
    private const int MaxVarint = 10;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;
    private ulong _number;
    private ReadOnlySpan<byte> _content;
    private int _wireType;

    /// <summary>The number of the field that was read.</summary>
    public int Field { get; private set; }

    /// <summary>Reads the next field; false at the end of the message.</summary>
    public bool Read()
    {
        if (_position == _bytes.Length)
            return false;
        ulong tag = Varint();
        (Field, _wireType) = ((int)(tag >> 3), (int)(tag & 7));
        if (tag >> 3 is 0 or > 0x1FFF_FFFF)
            throw Damaged("a field without a number");
        switch (_wireType)
        {
            case 0:
                _number = Varint();
                break;
            case 1:
                _content = Take(sizeof(double));
                break;
            case 2:
                _content = Take(Varint());
                break;
            case 5:
                _content = Take(sizeof(float));
                break;
            default:
                throw Damaged($"a field of the unknown kind {_wireType}");
        }

        return true;
    }

    /// <summary>The field as an integer.</summary>
    public readonly long Integer => _wireType == 0 ? (long)_number : throw Damaged("no integer where one belongs");

    /// <summary>The field as a float.</summary>
    public readonly float Single => _wireType == 5 ? BinaryPrimitives.ReadSingleLittleEndian(_content) : throw Damaged("no float where one belongs");

    /// <summary>The field as a text, a message, or elements one behind the other.</summary>
    public readonly ReadOnlySpan<byte> Content => _wireType == 2 ? _content : throw Damaged("no text or message where one belongs");

    public readonly string Text => Encoding.UTF8.GetString(Content);

    /// <summary>Adds integers that stand one by one or together.</summary>
    public readonly void AddIntegers(List<long> integers)
    {
        if (_wireType == 0)
        {
            integers.Add((long)_number);
            return;
        }

        var elements = new ProtobufReader(Content);
        while (elements._position < elements._bytes.Length)
            integers.Add((long)elements.Varint());
    }

    /// <summary>The bytes of elements of fixed length, of which one may stand alone.</summary>
    public readonly ReadOnlySpan<byte> Elements => _wireType is 1 or 2 or 5 ? _content : throw Damaged("no elements where some belong");

    private ulong Varint()
    {
        ulong value = 0;
        for (int i = 0; i < MaxVarint; i++)
        {
            if (_position == _bytes.Length)
                throw Damaged("an end in the middle of a number");
            byte next = _bytes[_position++];
            value |= (ulong)(next & 0x7F) << (7 * i);
            if (next < 0x80)
                return value;
        }

        throw Damaged("a number of more than 64 bits");
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)(_bytes.Length - _position))
            throw Damaged("an end in the middle of a field");
        ReadOnlySpan<byte> taken = _bytes.Slice(_position, (int)length);
        _position += (int)length;
        return taken;
    }

    private readonly InvalidDataException Damaged(string what) =>
        new(FormattableString.Invariant($"the file is damaged or cut off: there is {what}, at byte {_position} of {_bytes.Length} of a message"));
}
