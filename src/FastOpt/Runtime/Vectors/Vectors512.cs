using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>Vectors of 512 bits.</summary>
internal readonly struct Vectors512 : IVectors<Vector512<float>>
{
    public static int Lanes => Vector512<float>.Count;

    public static Vector512<float> Zero => Vector512<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref float start, nint offset) => Vector512.LoadUnsafe(ref start, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> vector, ref float start, nint offset) => vector.StoreUnsafe(ref start, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(ref float start, nint offset) => Vector512.Create(Unsafe.Add(ref start, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> BroadcastPair(ref float start, nint offset) =>
        Vector512.Create(Unsafe.ReadUnaligned<double>(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref start, offset)))).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePairs(Vector512<float> vector, ref float first, ref float second, nint offset)
    {
        Vector512<float> apart = Vector512.Shuffle(vector, Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15));
        apart.GetLower().StoreUnsafe(ref first, (nuint)offset);
        apart.GetUpper().StoreUnsafe(ref second, (nuint)offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Create(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> left, Vector512<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Multiply(Vector512<float> left, Vector512<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> left, Vector512<float> right, Vector512<float> addend) =>
        Vector512.MultiplyAddEstimate(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exceeds(Vector512<float> value, Vector512<float> largest) =>
        Vector512.GreaterThan(value, largest) | ~Vector512.Equals(value, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Is(Vector512<float> bits, int value) => Vector512.Equals(bits.AsInt32(), Vector512.Create(value)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Select(Vector512<float> mask, Vector512<float> yes, Vector512<float> no) => Vector512.ConditionalSelect(mask, yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Bits(int value) => Vector512.Create(value).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Apply<TActivation>(Vector512<float> x, in TActivation activation)
        where TActivation : struct, IActivationLanes => Unsafe.AsRef(in activation).Apply(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Derivative<TActivation>(Vector512<float> kept, in TActivation activation)
        where TActivation : struct, IActivationLanes => Unsafe.AsRef(in activation).Derivative(kept);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<TRule>(ref Vector512<float> weight, ref Vector512<float> gradient, in TRule rule)
        where TRule : struct, IGradientRuleLanes => Unsafe.AsRef(in rule).Apply(ref weight, ref gradient);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<TUpdate>(ref Vector512<float> weight, Vector512<float> gradient, ref float state, nint distance, in TUpdate update)
        where TUpdate : struct, IUpdateLanes => Unsafe.AsRef(in update).Update(ref weight, gradient, ref state, distance);
}
