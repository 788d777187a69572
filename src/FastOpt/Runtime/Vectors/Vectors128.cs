using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>Vectors of 128 bits.</summary>
internal readonly struct Vectors128 : IVectors<Vector128<float>>
{
    public static int Lanes => Vector128<float>.Count;

    public static Vector128<float> Zero => Vector128<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(ref float start, nint offset) => Vector128.LoadUnsafe(ref start, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> vector, ref float start, nint offset) => vector.StoreUnsafe(ref start, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(ref float start, nint offset) => Vector128.Create(Unsafe.Add(ref start, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> BroadcastPair(ref float start, nint offset) =>
        Vector128.Create(Unsafe.ReadUnaligned<double>(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref start, offset)))).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePairs(Vector128<float> vector, ref float first, ref float second, nint offset)
    {
        Vector128<float> apart = Vector128.Shuffle(vector, Vector128.Create(0, 2, 1, 3));
        apart.GetLower().StoreUnsafe(ref first, (nuint)offset);
        apart.GetUpper().StoreUnsafe(ref second, (nuint)offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Create(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> left, Vector128<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Multiply(Vector128<float> left, Vector128<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> left, Vector128<float> right, Vector128<float> addend) =>
        Vector128.MultiplyAddEstimate(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exceeds(Vector128<float> value, Vector128<float> largest) =>
        Vector128.GreaterThan(value, largest) | ~Vector128.Equals(value, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Is(Vector128<float> bits, int value) => Vector128.Equals(bits.AsInt32(), Vector128.Create(value)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Select(Vector128<float> mask, Vector128<float> yes, Vector128<float> no) => Vector128.ConditionalSelect(mask, yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Bits(int value) => Vector128.Create(value).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Apply<TActivation>(Vector128<float> x, in TActivation activation)
        where TActivation : struct, IActivationLanes => Unsafe.AsRef(in activation).Apply(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Derivative<TActivation>(Vector128<float> kept, in TActivation activation)
        where TActivation : struct, IActivationLanes => Unsafe.AsRef(in activation).Derivative(kept);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<TRule>(ref Vector128<float> weight, ref Vector128<float> gradient, in TRule rule)
        where TRule : struct, IGradientRuleLanes => Unsafe.AsRef(in rule).Apply(ref weight, ref gradient);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<TUpdate>(ref Vector128<float> weight, Vector128<float> gradient, ref float state, nint distance, in TUpdate update)
        where TUpdate : struct, IUpdateLanes => Unsafe.AsRef(in update).Update(ref weight, gradient, ref state, distance);
}
