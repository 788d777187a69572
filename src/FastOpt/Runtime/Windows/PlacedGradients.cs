using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    /// <summary>Floats of a plane from a row of positions to the next.</summary>
    public int RowDistance(in Plane plane) => (_hasPool ? _pool.StrideDown : 1) * Convolution.StrideDown * plane.RowFloats;

    /// <summary>Floats of a plane from a position to the next in its row.</summary>
    public int PixelDistance(in Plane plane) => (_hasPool ? _pool.StrideRight : 1) * Convolution.StrideRight * plane.Channels;

    /// <summary>Gradients behind a pool.</summary>
    public static PlacedGradients Behind(in Window convolution, in Window pool) => new(convolution, pool, true);

    /// <summary>Gradients of the convolution's own results.</summary>
    public static PlacedGradients Of(in Window convolution) => new(convolution, default, false);

    /// <summary>Where the windows of the first position begin in the plane, one for each element of the pool's window.</summary>
    /// <param name="plane">What the convolution slides over.</param>
    /// <param name="starts">Receives the offsets, in floats.</param>
    public void WriteFirstStarts(in Plane plane, Span<int> starts)
    {
        int columns = _hasPool ? _pool.KernelWidth : 1;
        for (int place = 0; place < Places; place++)
        {
            (int row, int pixel) = Math.DivRem(place, columns);
            (int y, int x) = _hasPool ? (row - _pool.Top, pixel - _pool.Left) : (row, pixel);
            starts[place] = (y * Convolution.StrideDown * plane.RowFloats) + (x * Convolution.StrideRight * plane.Channels);
        }
    }

    /// <summary>How far the windows of each gradient's position are from those of the first one.</summary>
    /// <param name="plane">What the convolution slides over.</param>
    /// <param name="distances">Receives the distances, in floats.</param>
    public void WriteDistances(in Plane plane, Span<int> distances)
    {
        int filters = Convolution.Filters;
        for (int position = 0; position < Positions; position++)
        {
            (int y, int x) = Math.DivRem(position, Width);
            distances.Slice(position * filters, filters).Fill((y * RowDistance(plane)) + (x * PixelDistance(plane)));
        }
    }

    /// <summary>Where the windows of all gradients of an example begin in the plane.</summary>
    /// <param name="places">The elements of the pool's window that they come from, as bits.</param>
    /// <param name="distances">What <see cref="WriteDistances"/> wrote, with room for a vector behind it.</param>
    /// <param name="firstStarts">What <see cref="WriteFirstStarts"/> wrote.</param>
    /// <param name="starts">Receives the offsets, with room for a vector behind them.</param>
    public void WriteStarts<TVectors, TVector>(ref float places, Span<int> distances, ReadOnlySpan<int> firstStarts, Span<int> starts)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
    {
        ref float distance = ref Unsafe.As<int, float>(ref MemoryMarshal.GetReference(distances));
        ref float results = ref Unsafe.As<int, float>(ref MemoryMarshal.GetReference(starts));
        for (nint i = 0; i < Count; i += TVectors.Lanes)
        {
            TVector place = TVectors.Load(ref places, i);
            TVector start = TVectors.Bits(firstStarts[0]);
            for (int other = 1; other < firstStarts.Length; other++)
                start = TVectors.Select(TVectors.Is(place, other), TVectors.Bits(firstStarts[other]), start);
            TVectors.Store(TVectors.AddBits(start, TVectors.Load(ref distance, i)), ref results, i);
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
