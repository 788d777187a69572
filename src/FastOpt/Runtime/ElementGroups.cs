using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// How the elements of a batch's rows fall into groups, each of which has a value of its own: a part of one example, or a channel over the batch. A group is
/// some runs of elements that stand at equal distances. Sums are in double and in the order of the elements, so that their bits are the same for every vector
/// width. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ElementGroups
{
    private readonly int _channels, _positions, _segments, _stride, _valueStride;
    private readonly bool _isOfBatch, _isChannelsLast;

    /// <summary>Describes the groups.</summary>
    /// <param name="channels">Channels of a row.</param>
    /// <param name="positions">Positions of a channel.</param>
    /// <param name="segments">The parts of an example.</param>
    /// <param name="isOfBatch">Whether a group is a channel over all rows.</param>
    /// <param name="isChannelsLast">Whether channels stand last in a row.</param>
    /// <param name="stride">Floats between rows.</param>
    /// <param name="valueStride">Floats between the values of two rows; of the batch, between two values of a channel.</param>
    public ElementGroups(int channels, int positions, int segments, bool isOfBatch, bool isChannelsLast, int stride, int valueStride)
    {
        (_channels, _positions, _segments) = (channels, positions, segments);
        (_isOfBatch, _isChannelsLast) = (isOfBatch, isChannelsLast);
        (_stride, _valueStride) = (stride, valueStride);
    }

    /// <summary>Elements from one of a run to the next.</summary>
    internal int Step => _isOfBatch && _isChannelsLast ? _channels : 1;

    /// <summary>Elements of a run.</summary>
    internal int Length => _isOfBatch ? _positions : _channels * _positions / _segments;

    /// <summary>Sets rows to zero.</summary>
    /// <param name="rows">The first row.</param>
    /// <param name="stride">Floats between rows.</param>
    /// <param name="count">Rows.</param>
    public static void Clear(ref float rows, int stride, int count)
    {
        for (nint row = 0; row < count; row++)
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref rows, row * stride), stride).Clear();
    }

    /// <summary>Gives every element the value of its group.</summary>
    /// <param name="values">The values.</param>
    /// <param name="number">Which of a group's values.</param>
    /// <param name="results">The first row.</param>
    /// <param name="rows">Rows.</param>
    public void Spread(ref float values, int number, ref float results, int rows)
    {
        for (int group = 0; group < Count(rows); group++)
        {
            float value = Unsafe.Add(ref values, Value(group, number));
            for (int run = 0; run < Runs(rows); run++)
            {
                ref float first = ref Unsafe.Add(ref results, Start(group, run));
                for (nint i = 0; i < Length; i++)
                    Unsafe.Add(ref first, i * Step) = value;
            }
        }
    }

    /// <summary>Adds to the value of each group the sum of its elements.</summary>
    /// <param name="elements">The first row.</param>
    /// <param name="results">The values.</param>
    /// <param name="rows">Rows.</param>
    public void AddSums(ref float elements, ref float results, int rows)
    {
        for (int group = 0; group < Count(rows); group++)
            Unsafe.Add(ref results, Value(group, 0)) += (float)Sum(ref elements, group, rows);
    }

    /// <summary>Groups of so many rows.</summary>
    internal int Count(int rows) => _isOfBatch ? _channels : rows * _segments;

    /// <summary>The runs of a group.</summary>
    internal int Runs(int rows) => _isOfBatch ? rows : 1;

    /// <summary>Elements of a group.</summary>
    internal double Size(int rows) => (double)Runs(rows) * Length;

    /// <summary>Where a run begins.</summary>
    internal nint Start(int group, int run) => _isOfBatch
        ? ((nint)run * _stride) + (_isChannelsLast ? group : (nint)group * _positions)
        : ((nint)(group / _segments) * _stride) + ((nint)(group % _segments) * Length);

    /// <summary>Where a value of a group stands.</summary>
    internal nint Value(int group, int number) => _isOfBatch
        ? ((nint)number * _valueStride) + group
        : ((nint)(group / _segments) * _valueStride) + ((nint)number * _segments) + (group % _segments);

    /// <summary>The sum of a group's elements.</summary>
    internal double Sum(ref float elements, int group, int rows)
    {
        double sum = 0;
        for (int run = 0; run < Runs(rows); run++)
        {
            ref float first = ref Unsafe.Add(ref elements, Start(group, run));
            for (nint i = 0; i < Length; i++)
                sum += Unsafe.Add(ref first, i * Step);
        }

        return sum;
    }

    /// <summary>The sum of the products of two rows' elements, those of the first less a value.</summary>
    internal double Sum(ref float elements, double center, ref float others, int group, int rows)
    {
        double sum = 0;
        for (int run = 0; run < Runs(rows); run++)
        {
            ref float first = ref Unsafe.Add(ref elements, Start(group, run));
            ref float other = ref Unsafe.Add(ref others, Start(group, run));
            for (nint i = 0; i < Length; i++)
                sum += (Unsafe.Add(ref first, i * Step) - center) * Unsafe.Add(ref other, i * Step);
        }

        return sum;
    }

    /// <summary>Where the first element of a group stands that has a value, or the first NaN; −1 if none has it.</summary>
    internal nint IndexOf(ref float elements, float value, int group, int rows)
    {
        for (int run = 0; run < Runs(rows); run++)
        {
            for (nint i = 0; i < Length; i++)
            {
                nint at = Start(group, run) + (i * Step);
                float element = Unsafe.Add(ref elements, at);
                if (element == value || (float.IsNaN(element) && float.IsNaN(value)))
                    return at;
            }
        }

        return -1;
    }
}
