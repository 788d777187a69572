using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>
/// A convolution's gradients behind a maximum: each window of the pool has passed one element on, so three quarters of the gradients or more are zeros, which
/// neither the gradient of the weights nor that of the image has to touch. Without a pool every gradient stands where it is.
/// </summary>
internal readonly struct PlacedGradients
{
    private readonly Window _pool;
    private readonly bool _hasPool;

    private PlacedGradients(in Window convolution, in Window pool, bool hasPool)
    {
        Convolution = convolution;
        _pool = pool;
        _hasPool = hasPool;
    }

    /// <summary>The convolution.</summary>
    public Window Convolution { get; }

    /// <summary>Positions of the gradients.</summary>
    public int Positions => _hasPool ? _pool.ResultPositions : Convolution.ResultPositions;

    /// <summary>Gradients of one example.</summary>
    public int Count => Positions * Convolution.Filters;

    /// <summary>Elements of the pool's window.</summary>
    public int Places => _hasPool ? _pool.KernelHeight * _pool.KernelWidth : 1;

    /// <summary>Pixels of a row of positions.</summary>
    public int Width => _hasPool ? _pool.ResultWidth : Convolution.ResultWidth;

    /// <summary>Gradients behind a pool.</summary>
    public static PlacedGradients Behind(in Window convolution, in Window pool) => new(convolution, pool, true);

    /// <summary>Gradients of the convolution's own results.</summary>
    public static PlacedGradients Of(in Window convolution) => new(convolution, default, false);

    /// <summary>Where the window of an element of the pool begins in the plane.</summary>
    public int Start(in Plane plane, int position, int place)
    {
        (int y, int x) = Math.DivRem(position, Width);
        if (_hasPool)
        {
            (int row, int pixel) = Math.DivRem(place, _pool.KernelWidth);
            y = (y * _pool.StrideDown) - _pool.Top + row;
            x = (x * _pool.StrideRight) - _pool.Left + pixel;
        }

        return (y * Convolution.StrideDown * plane.RowFloats) + (x * Convolution.StrideRight * plane.Channels);
    }

    /// <summary>Where the windows of all gradients begin in the plane.</summary>
    /// <param name="plane">What the convolution slides over.</param>
    /// <param name="places">The elements of the pool's window that they come from, as bits.</param>
    /// <param name="starts">Receives the offsets.</param>
    /// <param name="table">Room for an offset of each element of the pool's window.</param>
    public void WriteStarts(in Plane plane, ref float places, ref int starts, Span<int> table)
    {
        for (int place = 0; place < Places; place++)
            table[place] = Start(plane, 0, place) - Start(plane, 0, 0);
        int filters = Convolution.Filters;
        nint at = 0;
        for (int position = 0; position < Positions; position++)
        {
            int first = Start(plane, position, 0);
            for (int filter = 0; filter < filters; filter++, at++)
                Unsafe.Add(ref starts, at) = first + (_hasPool ? table[BitConverter.SingleToInt32Bits(Unsafe.Add(ref places, at))] : 0);
        }
    }

    /// <summary>The gradients of a position that are not zero, those of each element of the pool's window together; the ends of these.</summary>
    /// <param name="position">The position.</param>
    /// <param name="gradients">All gradients of the example.</param>
    /// <param name="places">The elements of the pool's window that they come from, as bits.</param>
    /// <param name="placed">Receives the gradients.</param>
    /// <param name="ends">Receives for each element the end of its gradients.</param>
    public void Sort(int position, ref float gradients, ref float places, Span<PlacedGradient> placed, Span<int> ends)
    {
        int filters = Convolution.Filters;
        ref float values = ref Unsafe.Add(ref gradients, (nint)position * filters);
        if (!_hasPool)
        {
            int next = 0;
            for (int filter = 0; filter < filters; filter++)
            {
                placed[next] = new PlacedGradient(Unsafe.Add(ref values, filter), filter);
                next += placed[next].Value == 0 ? 0 : 1;
            }

            ends[0] = next;
            return;
        }

        ref float placesHere = ref Unsafe.Add(ref places, (nint)position * filters);
        ends.Clear();
        for (int filter = 0; filter < filters; filter++)
            ends[BitConverter.SingleToInt32Bits(Unsafe.Add(ref placesHere, filter))] += Unsafe.Add(ref values, filter) == 0 ? 0 : 1;
        int start = 0;
        for (int place = 0; place < Places; place++)
        {
            int count = ends[place];
            ends[place] = start;
            start += count;
        }

        // Each element's beginning moves to its end as its gradients arrive.
        for (int filter = 0; filter < filters; filter++)
        {
            float value = Unsafe.Add(ref values, filter);
            if (value != 0)
                placed[ends[BitConverter.SingleToInt32Bits(Unsafe.Add(ref placesHere, filter))]++] = new PlacedGradient(value, filter);
        }
    }
}
