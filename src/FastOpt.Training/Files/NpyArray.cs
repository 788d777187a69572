namespace FastOpt.Training;

/// <summary>An array as NumPy has it: a shape, and elements of one type in the order of rows (C order). It does not change.</summary>
public sealed class NpyArray
{
    private readonly Array _values;
    private readonly int[] _shape;

    private NpyArray(NpyType type, Array values, int[] shape) => (Type, _values, _shape) = (type, values, shape);

    /// <summary>The type of the elements.</summary>
    public NpyType Type { get; }

    /// <summary>The extents; empty for a single number.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>Elements.</summary>
    public int Count => _values.Length;

    /// <summary>Elements for each index of the first extent: what a row of a <see cref="DataSet{TTarget}"/> has. 1 where there is one extent or none.</summary>
    public int RowSize
    {
        get
        {
            int size = 1;
            for (int i = 1; i < _shape.Length; i++)
                size *= _shape[i];
            return size;
        }
    }

    internal Array Values => _values;

    /// <summary>Takes over elements without a copy; the caller leaves them as they are from here on.</summary>
    /// <typeparam name="T">
    /// <see cref="bool"/>, <see cref="byte"/>, <see cref="int"/>, <see cref="long"/>, <see cref="float"/> or <see cref="double"/>.
    /// </typeparam>
    /// <param name="values">In the order of rows.</param>
    /// <param name="shape">The extents. Default: one, the number of elements.</param>
    /// <exception cref="ArgumentException">The shape has another number of elements, or more than 32 extents, or the type is none of the six.</exception>
    public static NpyArray Of<T>(T[] values, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        int[] extents = shape.IsEmpty ? [values.Length] : shape.ToArray();
        if (Array.Find(extents, static extent => extent < 0) is < 0 and int negative)
            throw new ArgumentException($"The extent {negative} is negative.", nameof(shape));
        Int128 count = NpyFormat.CountOf(extents);
        if (count != values.Length)
            throw new ArgumentException($"The shape ({string.Join(", ", extents)}) has {count} elements; there are {values.Length}.", nameof(shape));
        if (extents.Length > NpyFormat.MaxRank)
            throw new ArgumentException($"{extents.Length} extents are more than {NpyFormat.MaxRank}.", nameof(shape));
        return new NpyArray(NpyFormat.TypeOf<T>(), values, extents);
    }

    /// <summary>The elements, as they are stored.</summary>
    /// <typeparam name="T">The type that <see cref="Type"/> says.</typeparam>
    /// <exception cref="InvalidCastException">They are of another type; with both.</exception>
    public ReadOnlySpan<T> Elements<T>()
        where T : unmanaged => _values as T[] ?? throw new InvalidCastException($"The array has elements of type {Type}, not {NpyFormat.TypeOf<T>()}.");

    /// <summary>The elements as floats: doubles are rounded, false and true are 0 and 1.</summary>
    /// <exception cref="OverflowException">
    /// A number is too large for a float, or a whole number has more digits than a float keeps; with its index and value.
    /// </exception>
    public float[] ToSingle()
    {
        float[] result = new float[Count];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = _values switch
            {
                float[] values => values[i],
                double[] values => double.IsFinite(values[i]) && !float.IsFinite((float)values[i])
                    ? throw new OverflowException(FormattableString.Invariant($"Element {i} is {values[i]}, too large for a float."))
                    : (float)values[i],
                byte[] values => values[i],
                bool[] values => values[i] ? 1 : 0,
                int[] values => Exact(i, values[i]),
                _ => Exact(i, ((long[])_values)[i]),
            };
        }

        return result;
    }

    /// <summary>The elements as whole numbers, such as labels; false and true are 0 and 1.</summary>
    /// <exception cref="OverflowException">A number is none, or out of range; with its index and value.</exception>
    public int[] ToInt32()
    {
        int[] result = new int[Count];
        for (int i = 0; i < result.Length; i++)
        {
            double value = _values switch
            {
                int[] values => values[i],
                long[] values => values[i],
                byte[] values => values[i],
                bool[] values => values[i] ? 1 : 0,
                float[] values => values[i],
                _ => ((double[])_values)[i],
            };
            if (!(value is >= int.MinValue and <= int.MaxValue) || value != Math.Truncate(value))
                throw new OverflowException(FormattableString.Invariant($"Element {i} is {value}, which is no whole number of 32 bits."));
            result[i] = (int)value;
        }

        return result;
    }

    internal static NpyArray Of(NpyType type, Array values, int[] shape) => new(type, values, shape);

    private static float Exact(int index, long value)
    {
        float single = value;
        return (Int128)single == value
            ? single
            : throw new OverflowException(FormattableString.Invariant($"Element {index} is {value}, which has more digits than a float keeps."));
    }
}
