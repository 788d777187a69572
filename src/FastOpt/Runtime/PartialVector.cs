using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>
/// The end of a span that is no multiple of the vector's length: loaded and stored without touching a byte outside of the span, so that the same vector code computes it.
/// Called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PartialVector
{
    /// <summary>Loads up to 4 floats; the other lanes are 0.</summary>
    /// <param name="source">The floats; of more than 4 the first.</param>
    public static Vector128<float> Load128(ReadOnlySpan<float> source)
    {
        ref readonly float start = ref MemoryMarshal.GetReference(source);
        return source.Length switch
        {
            0 => Vector128<float>.Zero,
            1 => Vector128.CreateScalar(start),
            2 => Vector128.Create(start, source[1], 0, 0),
            3 => Vector128.Create(start, source[1], source[2], 0),
            _ => Vector128.LoadUnsafe(in start),
        };
    }

    /// <summary>Loads up to 8 floats; the other lanes are 0.</summary>
    /// <param name="source">The floats; of more than 8 the first.</param>
    public static Vector256<float> Load256(ReadOnlySpan<float> source) => source.Length >= Vector128<float>.Count
        ? Vector256.Create(Vector128.LoadUnsafe(in MemoryMarshal.GetReference(source)), Load128(source.Slice(Vector128<float>.Count)))
        : Vector256.Create(Load128(source), Vector128<float>.Zero);

    /// <summary>Loads up to 16 floats; the other lanes are 0.</summary>
    /// <param name="source">The floats; of more than 16 the first.</param>
    public static Vector512<float> Load512(ReadOnlySpan<float> source) => source.Length >= Vector256<float>.Count
        ? Vector512.Create(Vector256.LoadUnsafe(in MemoryMarshal.GetReference(source)), Load256(source.Slice(Vector256<float>.Count)))
        : Vector512.Create(Load256(source), Vector256<float>.Zero);

    /// <summary>Loads up to 4 ints; the other lanes are 0.</summary>
    /// <param name="source">The ints; of more than 4 the first.</param>
    public static Vector128<int> Load128(ReadOnlySpan<int> source) => Load128(MemoryMarshal.Cast<int, float>(source)).AsInt32();

    /// <summary>Loads up to 8 ints; the other lanes are 0.</summary>
    /// <param name="source">The ints; of more than 8 the first.</param>
    public static Vector256<int> Load256(ReadOnlySpan<int> source) => Load256(MemoryMarshal.Cast<int, float>(source)).AsInt32();

    /// <summary>Loads up to 16 ints; the other lanes are 0.</summary>
    /// <param name="source">The ints; of more than 16 the first.</param>
    public static Vector512<int> Load512(ReadOnlySpan<int> source) => Load512(MemoryMarshal.Cast<int, float>(source)).AsInt32();

    /// <summary>Stores as many lanes as the destination has room for.</summary>
    /// <param name="vector">The lanes.</param>
    /// <param name="destination">Receives them, from the first.</param>
    public static void Store(Vector128<float> vector, Span<float> destination)
    {
        ref float start = ref MemoryMarshal.GetReference(destination);
        switch (destination.Length)
        {
            case 0:
                break;
            case 1:
                start = vector.ToScalar();
                break;
            case 2:
                start = vector.ToScalar();
                destination[1] = vector.GetElement(1);
                break;
            case 3:
                start = vector.ToScalar();
                destination[1] = vector.GetElement(1);
                destination[2] = vector.GetElement(2);
                break;
            default:
                vector.StoreUnsafe(ref start);
                break;
        }
    }

    /// <summary>Stores as many lanes as the destination has room for.</summary>
    /// <param name="vector">The lanes.</param>
    /// <param name="destination">Receives them, from the first.</param>
    public static void Store(Vector256<float> vector, Span<float> destination)
    {
        if (destination.Length < Vector128<float>.Count)
        {
            Store(vector.GetLower(), destination);
            return;
        }

        vector.GetLower().StoreUnsafe(ref MemoryMarshal.GetReference(destination));
        Store(vector.GetUpper(), destination.Slice(Vector128<float>.Count));
    }

    /// <summary>Stores as many lanes as the destination has room for.</summary>
    /// <param name="vector">The lanes.</param>
    /// <param name="destination">Receives them, from the first.</param>
    public static void Store(Vector512<float> vector, Span<float> destination)
    {
        if (destination.Length < Vector256<float>.Count)
        {
            Store(vector.GetLower(), destination);
            return;
        }

        vector.GetLower().StoreUnsafe(ref MemoryMarshal.GetReference(destination));
        Store(vector.GetUpper(), destination.Slice(Vector256<float>.Count));
    }

    /// <inheritdoc cref="Store(Vector128{float}, Span{float})"/>
    public static void Store(Vector128<int> vector, Span<int> destination) => Store(vector.AsSingle(), MemoryMarshal.Cast<int, float>(destination));

    /// <inheritdoc cref="Store(Vector256{float}, Span{float})"/>
    public static void Store(Vector256<int> vector, Span<int> destination) => Store(vector.AsSingle(), MemoryMarshal.Cast<int, float>(destination));

    /// <inheritdoc cref="Store(Vector512{float}, Span{float})"/>
    public static void Store(Vector512<int> vector, Span<int> destination) => Store(vector.AsSingle(), MemoryMarshal.Cast<int, float>(destination));

    /// <summary>Requires that two inputs have the same length.</summary>
    /// <param name="length">The length of the first input.</param>
    /// <param name="otherLength">The length of another one.</param>
    /// <param name="parameterName">The name of the other one.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireSameLength(int length, int otherLength, string parameterName)
    {
        if (length != otherLength)
            ThrowLength(length, otherLength, parameterName);
    }

    /// <summary>Requires that a result is long enough, and either the input itself or apart from it.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="input">The input.</param>
    /// <param name="result">The result.</param>
    /// <param name="parameterName">The name of the result.</param>
    /// <exception cref="ArgumentException">The result is shorter than the input, or overlaps it elsewhere than at its start.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireResult<T>(ReadOnlySpan<T> input, Span<T> result, string parameterName)
    {
        if (result.Length < input.Length)
            ThrowShort(input.Length, result.Length, parameterName);
        if (input.Overlaps(result, out int offset) && offset != 0)
            ThrowOverlap(parameterName);
    }

    private static void ThrowLength(int length, int otherLength, string parameterName) =>
        throw new ArgumentException($"The inputs must have the same length, but it is {length} for the first and {otherLength} for '{parameterName}'.", parameterName);

    private static void ThrowShort(int length, int resultLength, string parameterName) =>
        throw new ArgumentException($"The result must have room for {length} elements, but its length is {resultLength}.", parameterName);

    private static void ThrowOverlap(string parameterName) =>
        throw new ArgumentException("The result must be the input itself or apart from it, but it starts inside of it.", parameterName);
}
