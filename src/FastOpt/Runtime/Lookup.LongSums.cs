using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <content>Gradients of vectors that very many examples read (<see cref="LongSum"/>).</content>
public readonly ref partial struct Lookup
{
    /// <summary>
    /// Adds the gradients of a batch that reads more vectors than one float sums up with care, alone or with the batches before. Vectors that one batch reads
    /// so often are few: the sums of these are in double until its end; those of the others are as in any batch. Behind other batches all go that way.
    /// </summary>
    private unsafe void LongGradient(
        ref float inputs, int inputStride, ref float gradients, int gradientStride, Span<float> table, int stride, int rows, bool hasLongSums)
    {
        int* slots = null;
        double* totals = null;
        try
        {
            slots = (int*)NativeMemory.AllocZeroed((nuint)_count, sizeof(int));
            Count(ref inputs, inputStride, slots, rows);
            int often = Number(slots, hasLongSums ? 0 : LongSum.Most);
            totals = (double*)NativeMemory.AllocZeroed((nuint)Math.Max(1, often) * (nuint)_size, sizeof(double));
            Exchange(slots, totals, table, stride, begins: true);
            for (nint row = 0; row < rows; row++)
            {
                ref float input = ref Unsafe.Add(ref inputs, row * inputStride);
                ref float gradient = ref Unsafe.Add(ref gradients, row * gradientStride);
                for (int column = 0, next = 0; column < _inputs; column++)
                {
                    bool isNumber = IsNumber(column, ref next);
                    if (isNumber)
                    {
                        int number = Bounded(Unsafe.Add(ref input, column));
                        ReadOnlySpan<float> terms = MemoryMarshal.CreateReadOnlySpan(ref gradient, _size);
                        if (slots[number] < 0)
                            LongSum.Add(terms, Totals(totals, slots[number]));
                        else
                            ElementSums.AddTo(terms, table.Slice(number * stride, _size));
                        if (stride > _size)
                            table[(number * stride) + _size] = 1;
                    }

                    gradient = ref Unsafe.Add(ref gradient, isNumber ? _size : 1);
                }
            }

            Exchange(slots, totals, table, stride, begins: false);
        }
        finally
        {
            NativeMemory.Free(slots);
            NativeMemory.Free(totals);
        }
    }

    /// <summary>How often each vector is read.</summary>
    private unsafe void Count(ref float inputs, int inputStride, int* counts, int rows)
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float input = ref Unsafe.Add(ref inputs, row * inputStride);
            for (int column = 0, next = 0; column < _inputs; column++)
            {
                // The caller's memory may change until the next pass, which reads a vector's slot, whatever was counted.
                if (IsNumber(column, ref next))
                    counts[Bounded(Unsafe.Add(ref input, column))]++;
            }
        }
    }

    /// <summary>Gives those that are read too often for floats the numbers −1, −2 and so on, the others 0, and says how many they are.</summary>
    private unsafe int Number(int* slots, int most)
    {
        int often = 0;
        for (int vector = 0; vector < _count; vector++)
            slots[vector] = slots[vector] > most ? -++often : 0;
        return often;
    }

    /// <summary>Totals begin with what stands in the table, and go there at the end.</summary>
    private unsafe void Exchange(int* slots, double* totals, Span<float> table, int stride, bool begins)
    {
        for (int vector = 0; vector < _count; vector++)
        {
            if (slots[vector] >= 0)
                continue;
            Span<float> sums = table.Slice(vector * stride, _size);
            if (begins)
                LongSum.Begin(sums, Totals(totals, slots[vector]));
            else
                LongSum.Round(Totals(totals, slots[vector]), sums);
        }
    }

    private unsafe Span<double> Totals(double* totals, int slot) => new(totals + ((nint)(-slot - 1) * _size), _size);
}
