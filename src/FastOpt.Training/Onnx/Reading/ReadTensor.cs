using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace FastOpt.Training;

/// <summary>A constant of a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Values">Its elements; null where they are no floats or doubles, or stand in another file.</param>
/// <param name="Kind">What it is instead, for messages.</param>
internal sealed record ReadTensor(string Name, IReadOnlyList<long> Shape, float[]? Values, string Kind)
{
    public static ReadTensor Parse(ReadOnlySpan<byte> bytes)
    {
        var shape = new List<long>();
        string name = "";
        long type = 0;
        bool isOutside = false;
        ReadOnlySpan<byte> raw = default;
        var single = new List<byte>();
        var tensor = new ProtobufReader(bytes);
        while (tensor.Read())
        {
            switch (tensor.Field)
            {
                case 1:
                    tensor.AddIntegers(shape);
                    break;
                case 2:
                    type = tensor.Integer;
                    break;
                case 4 when type is OnnxType.Float or 0:
                case 10 when type is OnnxType.Double or 0:
                    single.AddRange(tensor.Elements);
                    break;
                case 8:
                    name = tensor.Text;
                    break;
                case 9:
                    raw = tensor.Content;
                    break;
                case 14:
                    isOutside = tensor.Integer != 0;
                    break;
            }
        }

        if (isOutside)
            return new ReadTensor(name, shape, null, "in another file");
        if (type is not (OnnxType.Float or OnnxType.Double))
            return new ReadTensor(name, shape, null, $"of the type {type.ToString(CultureInfo.InvariantCulture)}");
        return new ReadTensor(name, shape, Floats(name, shape, (int)type, single.Count > 0 ? CollectionsMarshal.AsSpan(single) : raw), "of floats");
    }

    /// <summary>"[10, 128]".</summary>
    public static string Text<T>(IEnumerable<T> shape)
        where T : IFormattable => $"[{string.Join(", ", shape.Select(static extent => extent.ToString(null, CultureInfo.InvariantCulture)))}]";

    private static float[] Floats(string name, List<long> shape, int type, ReadOnlySpan<byte> data)
    {
        int size = type == OnnxType.Float ? sizeof(float) : sizeof(double), count = data.Length / size;
        long rest = count;
        foreach (long extent in shape)
            rest = extent > 0 && rest % extent == 0 ? rest / extent : -1;
        bool isEmpty = shape.Contains(0) && shape.TrueForAll(static extent => extent >= 0) && data.IsEmpty;
        if (!isEmpty && (rest != 1 || data.Length % size != 0))
        {
            throw new InvalidDataException(
                FormattableString.Invariant($"the file is damaged: the tensor '{name}' is {Text(shape)} and has {data.Length} bytes"));
        }

        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = type == OnnxType.Float
                ? BinaryPrimitives.ReadSingleLittleEndian(data[(i * size)..])
                : (float)BinaryPrimitives.ReadDoubleLittleEndian(data[(i * size)..]);
        }

        return values;
    }
}
