using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// The largest and the smallest of some elements, and their derivative: 1 at the first element that is it, 0 elsewhere. NaN wins, and its first element has the derivative. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Extremes
{
    /// <summary>Adds a gradient at the first element that is an extreme.</summary>
    /// <param name="results">Gradients of the elements.</param>
    /// <param name="elements">The elements.</param>
    /// <param name="count">Elements.</param>
    /// <param name="extreme">The largest or the smallest of them.</param>
    /// <param name="gradient">What is added.</param>
    public static void Add(ref float results, ref float elements, int count, float extreme, float gradient)
    {
        int at = IndexOf(MemoryMarshal.CreateReadOnlySpan(ref elements, count), extreme);
        if (at >= 0)
            Unsafe.Add(ref results, at) += gradient;
    }

    /// <summary>Finds where each channel's extreme stands in the batch.</summary>
    /// <param name="rows">The first row: channels of neighboring positions.</param>
    /// <param name="stride">Floats between rows.</param>
    /// <param name="positions">Positions of a channel.</param>
    /// <param name="count">Rows.</param>
    /// <param name="extremes">The extreme of each channel.</param>
    /// <param name="places">Receives row · positions + position for each channel, as the bits of an int.</param>
    /// <param name="first">The first channel.</param>
    /// <param name="end">The first channel behind the last.</param>
    public static void FindInBatch(ref float rows, int stride, int positions, int count, ref float extremes, ref float places, int first, int end)
    {
        for (nint channel = first; channel < end; channel++)
        {
            int place = -1;
            for (int row = 0; row < count && place < 0; row++)
            {
                ref float elements = ref Unsafe.Add(ref rows, ((nint)row * stride) + (channel * positions));
                int at = IndexOf(MemoryMarshal.CreateReadOnlySpan(ref elements, positions), Unsafe.Add(ref extremes, channel));
                if (at >= 0)
                    place = (row * positions) + at;
            }

            Unsafe.Add(ref places, channel) = BitConverter.Int32BitsToSingle(place);
        }
    }

    /// <summary>Adds each channel's gradient at the place of its extreme, if that is among some rows.</summary>
    /// <param name="results">Gradients of the first of these rows.</param>
    /// <param name="stride">Floats between rows.</param>
    /// <param name="gradients">The gradient of each channel's extreme.</param>
    /// <param name="places">Where they stand.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="positions">Positions of a channel.</param>
    /// <param name="first">The number of the first of the rows in the batch.</param>
    /// <param name="count">Rows.</param>
    public static void AddOfBatch(ref float results, int stride, ref float gradients, ref float places, int channels, int positions, int first, int count)
    {
        for (nint channel = 0; channel < channels; channel++)
        {
            int place = BitConverter.SingleToInt32Bits(Unsafe.Add(ref places, channel));
            int row = (place / positions) - first;
            if (place >= 0 && row >= 0 && row < count)
                Unsafe.Add(ref results, ((nint)row * stride) + (channel * positions) + (place % positions)) += Unsafe.Add(ref gradients, channel);
        }
    }

    /// <summary>The largest; NaN if there is one.</summary>
    internal static float Maximum(ReadOnlySpan<float> elements)
    {
        float largest = float.NegativeInfinity;
        foreach (float element in elements)
            largest = MathF.Max(largest, element);
        return largest;
    }

    /// <summary>The smallest; NaN if there is one.</summary>
    internal static float Minimum(ReadOnlySpan<float> elements)
    {
        float smallest = float.PositiveInfinity;
        foreach (float element in elements)
            smallest = MathF.Min(smallest, element);
        return smallest;
    }

    private static int IndexOf(ReadOnlySpan<float> elements, float value)
    {
        for (int i = 0; i < elements.Length; i++)
        {
            if (elements[i] == value || (float.IsNaN(value) && float.IsNaN(elements[i])))
                return i;
        }

        return -1;
    }
}
