using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// Vectors of a table in the place of the inputs that are their numbers, over rows of the batch, and the way back. Numbers were checked before, and are
/// bounded again, for the caller's memory may change meanwhile. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref partial struct Lookup
{
    private readonly int _inputs, _count, _size, _first;
    private readonly ReadOnlySpan<int> _columns;

    /// <summary>Says which inputs are numbers.</summary>
    /// <param name="inputs">Inputs of an example.</param>
    /// <param name="count">Vectors of the table.</param>
    /// <param name="size">Floats of a vector.</param>
    /// <param name="first">How many are numbers, from the first one on.</param>
    /// <param name="columns">Or those that are, in ascending order.</param>
    public Lookup(int inputs, int count, int size, int first, ReadOnlySpan<int> columns = default)
    {
        _inputs = inputs;
        _count = count;
        _size = size;
        _first = first;
        _columns = columns;
    }

    /// <summary>Vectors and what passes between them.</summary>
    /// <param name="inputs">The first row.</param>
    /// <param name="inputStride">Floats between rows.</param>
    /// <param name="table">The first vector.</param>
    /// <param name="tableStride">Floats between vectors.</param>
    /// <param name="outputs">The first row of the results.</param>
    /// <param name="outputStride">Floats between these.</param>
    /// <param name="rows">Rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward(ref float inputs, int inputStride, ref float table, int tableStride, ref float outputs, int outputStride, int rows)
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float input = ref Unsafe.Add(ref inputs, row * inputStride);
            ref float output = ref Unsafe.Add(ref outputs, row * outputStride);
            for (int column = 0, next = 0; column < _inputs; column++)
            {
                float value = Unsafe.Add(ref input, column);
                bool isNumber = IsNumber(column, ref next);
                if (isNumber)
                    MatrixLayout.CopyRow(ref Unsafe.Add(ref table, (nint)Bounded(value) * tableStride), ref output, _size);
                else
                    output = value;
                output = ref Unsafe.Add(ref output, isNumber ? _size : 1);
            }
        }
    }

    /// <summary>How vectors move, and what passes between them.</summary>
    /// <param name="inputs">The first row.</param>
    /// <param name="inputStride">Floats between rows.</param>
    /// <param name="tangents">The first row of the inputs' tangents; a null reference where these rest.</param>
    /// <param name="tangentStride">Floats between these.</param>
    /// <param name="table">How the first vector moves; a null reference where the table rests.</param>
    /// <param name="tableStride">Floats between vectors.</param>
    /// <param name="outputs">The first row of the results.</param>
    /// <param name="outputStride">Floats between these.</param>
    /// <param name="rows">Rows.</param>
    public void Tangent(
        ref float inputs,
        int inputStride,
        ref float tangents,
        int tangentStride,
        ref float table,
        int tableStride,
        ref float outputs,
        int outputStride,
        int rows)
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float input = ref Unsafe.Add(ref inputs, row * inputStride);
            ref float output = ref Unsafe.Add(ref outputs, row * outputStride);
            for (int column = 0, next = 0; column < _inputs; column++)
            {
                bool isNumber = IsNumber(column, ref next);
                if (!isNumber)
                    output = Unsafe.IsNullRef(ref tangents) ? 0 : Unsafe.Add(ref tangents, (row * tangentStride) + column);
                else if (Unsafe.IsNullRef(ref table))
                    MemoryMarshal.CreateSpan(ref output, _size).Clear();
                else
                    MatrixLayout.CopyRow(ref Unsafe.Add(ref table, (nint)Bounded(Unsafe.Add(ref input, column)) * tableStride), ref output, _size);
                output = ref Unsafe.Add(ref output, isNumber ? _size : 1);
            }
        }
    }

    /// <summary>The gradient of the loss in the table: each vector has the sum of its readers', example by example.</summary>
    /// <param name="inputs">The first row.</param>
    /// <param name="inputStride">Floats between rows.</param>
    /// <param name="gradients">The first row of the results' gradients.</param>
    /// <param name="gradientStride">Floats between these.</param>
    /// <param name="results">
    /// The gradient of the first vector. Where there is room behind the vectors, the first float of it says that a vector was read.
    /// </param>
    /// <param name="resultStride">Floats between vectors.</param>
    /// <param name="added">Examples of the batches before, whose sums these go on from; 0 if there are none.</param>
    /// <param name="rows">Rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gradient(
        ref float inputs, int inputStride, ref float gradients, int gradientStride, ref float results, int resultStride, long added, int rows)
    {
        Span<float> table = MemoryMarshal.CreateSpan(ref results, _count * resultStride);
        if (added == 0 && resultStride > _size)
            ClearRead(table, resultStride);
        else if (added == 0)
            table.Clear();
        // More reads than this may fall to one vector.
        int numbers = _columns.IsEmpty ? _first : _columns.Length;
        if (LongSum.Is((added + rows) * numbers))
        {
            LongGradient(ref inputs, inputStride, ref gradients, gradientStride, table, resultStride, rows, hasLongSums: added > 0);
            return;
        }

        for (nint row = 0; row < rows; row++)
        {
            ref float input = ref Unsafe.Add(ref inputs, row * inputStride);
            ref float gradient = ref Unsafe.Add(ref gradients, row * gradientStride);
            for (int column = 0, next = 0; column < _inputs; column++)
            {
                bool isNumber = IsNumber(column, ref next);
                if (isNumber)
                {
                    int start = Bounded(Unsafe.Add(ref input, column)) * resultStride;
                    ElementSums.AddTo(MemoryMarshal.CreateReadOnlySpan(ref gradient, _size), table.Slice(start, _size));
                    if (resultStride > _size)
                        table[start + _size] = 1;
                }

                gradient = ref Unsafe.Add(ref gradient, isNumber ? _size : 1);
            }
        }
    }

    /// <summary>The gradient of the loss in the inputs: that of what passes, and 0 for numbers of vectors.</summary>
    /// <param name="gradients">The first row of the results' gradients.</param>
    /// <param name="gradientStride">Floats between rows.</param>
    /// <param name="results">The first row of the inputs' gradients.</param>
    /// <param name="resultStride">Floats between these.</param>
    /// <param name="rows">Rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void InputGradient(ref float gradients, int gradientStride, ref float results, int resultStride, int rows)
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float gradient = ref Unsafe.Add(ref gradients, row * gradientStride);
            ref float result = ref Unsafe.Add(ref results, row * resultStride);
            for (int column = 0, next = 0; column < _inputs; column++)
            {
                bool isNumber = IsNumber(column, ref next);
                Unsafe.Add(ref result, column) = isNumber ? 0 : gradient;
                gradient = ref Unsafe.Add(ref gradient, isNumber ? _size : 1);
            }
        }
    }

    /// <summary>Says of the vectors whose gradients a caller has brought that they were read, unless these are 0.</summary>
    /// <param name="gradients">The gradient of the first vector.</param>
    /// <param name="stride">Floats between vectors.</param>
    /// <param name="count">Vectors.</param>
    /// <param name="size">Floats of each.</param>
    public static void MarkRead(ref float gradients, int stride, int count, int size)
    {
        for (nint row = 0; row < count; row++)
        {
            ref float first = ref Unsafe.Add(ref gradients, row * stride);
            Unsafe.Add(ref first, size) = MemoryMarshal.CreateReadOnlySpan(ref first, size).ContainsAnyExcept(0f) ? 1 : 0;
        }
    }

    /// <summary>Checks that inputs that select vectors are numbers of such.</summary>
    /// <param name="model">The network's name.</param>
    /// <param name="layer">The layer's.</param>
    /// <param name="inputs">Whole examples.</param>
    /// <exception cref="ArgumentException">One is not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Check(string model, string layer, ReadOnlySpan<float> inputs)
    {
        for (int start = 0; start < inputs.Length; start += _inputs)
        {
            for (int column = 0, next = 0; column < _inputs; column++)
            {
                float value = inputs[start + column];
                if (IsNumber(column, ref next) && !(value >= 0 && value < _count && (int)value == value))
                    NetworkArguments.ThrowNumber(model, layer, start / _inputs, column, value, _count);
            }
        }
    }

    /// <summary>Clears the gradients of the vectors that were read; those of the others are 0.</summary>
    private void ClearRead(Span<float> table, int stride)
    {
        for (int start = 0; start < table.Length; start += stride)
        {
            if (table[start + _size] != 0)
                table.Slice(start, stride).Clear();
        }
    }

    /// <summary>The number of a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Bounded(float value) => (int)Math.Min((uint)(int)value, (uint)(_count - 1));

    /// <summary>Whether a column selects a vector; columns are asked for one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsNumber(int column, ref int next)
    {
        if (_columns.IsEmpty)
            return column < _first;
        if (next == _columns.Length || _columns[next] != column)
            return false;
        next++;
        return true;
    }
}
