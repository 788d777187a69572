using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>Vectors of 256 bits.</summary>
internal readonly struct Vectors256 : IVectors<Vector256<float>>
{
    public static int Lanes => Vector256<float>.Count;

    public static Vector256<float> Zero => Vector256<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ref float start, nint offset) => Vector256.LoadUnsafe(ref start, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> vector, ref float start, nint offset) => vector.StoreUnsafe(ref start, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Scalar(ref float start, nint offset) => Vector256.Create(Unsafe.Add(ref start, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> BroadcastPair(ref float start, nint offset) =>
        Vector256.Create(Unsafe.ReadUnaligned<double>(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref start, offset)))).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePairs(Vector256<float> vector, ref float first, ref float second, nint offset)
    {
        Vector256<float> apart = Vector256.Shuffle(vector, Vector256.Create(0, 2, 4, 6, 1, 3, 5, 7));
        apart.GetLower().StoreUnsafe(ref first, (nuint)offset);
        apart.GetUpper().StoreUnsafe(ref second, (nuint)offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Create(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> left, Vector256<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Multiply(Vector256<float> left, Vector256<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> left, Vector256<float> right, Vector256<float> addend) =>
        Vector256.MultiplyAddEstimate(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAddScalar(Vector256<float> scalar, Vector256<float> vector, Vector256<float> addend) =>
        Vector256.MultiplyAddEstimate(scalar, vector, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exceeds(Vector256<float> value, Vector256<float> largest) =>
        Vector256.GreaterThan(value, largest) | ~Vector256.Equals(value, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Is(Vector256<float> bits, int value) => Vector256.Equals(bits.AsInt32(), Vector256.Create(value)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Select(Vector256<float> mask, Vector256<float> yes, Vector256<float> no) => Vector256.ConditionalSelect(mask, yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Bits(int value) => Vector256.Create(value).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> AddBits(Vector256<float> left, Vector256<float> right) => (left.AsInt32() + right.AsInt32()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Apply<TActivation>(Vector256<float> x, in TActivation activation)
        where TActivation : struct, IActivationLanes => Unsafe.AsRef(in activation).Apply(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Derivative<TActivation>(Vector256<float> kept, in TActivation activation)
        where TActivation : struct, IActivationLanes => Unsafe.AsRef(in activation).Derivative(kept);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<TRule>(ref Vector256<float> weight, ref Vector256<float> gradient, in TRule rule)
        where TRule : struct, IGradientRuleLanes => Unsafe.AsRef(in rule).Apply(ref weight, ref gradient);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<TUpdate>(ref Vector256<float> weight, Vector256<float> gradient, ref float state, nint distance, in TUpdate update)
        where TUpdate : struct, IUpdateLanes => Unsafe.AsRef(in update).Update(ref weight, gradient, ref state, distance);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Loss<TLoss>(Vector256<float> prediction, Vector256<float> target, in TLoss loss, out Vector256<float> derivative)
        where TLoss : struct, ILossLanes => Unsafe.AsRef(in loss).Apply(prediction, target, out derivative);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Subtract(Vector256<float> left, Vector256<float> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Divide(Vector256<float> left, Vector256<float> right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> And(Vector256<float> left, Vector256<float> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Max(Vector256<float> left, Vector256<float> right) => Vector256.MaxNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x) => VectorMath.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log(Vector256<float> x) => VectorMath.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> FirstLanes(int count) => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SumOf(int vectors, Vector256<float> first, Vector256<float> second, Vector256<float> third, Vector256<float> fourth) =>
        vectors == 1 ? VirtualLanes.Sum(first) : VirtualLanes.Sum(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxOf(int vectors, Vector256<float> first, Vector256<float> second, Vector256<float> third, Vector256<float> fourth) =>
        vectors == 1 ? VirtualLanes.Max(first) : VirtualLanes.Max(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Labels(ref int start, nint offset, int largest) =>
        Vector256.Min(Vector256.LoadUnsafe(ref start, (nuint)offset).AsUInt32(), Vector256.Create((uint)largest)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ReadColumns(ref float rows, int stride, ref float columns) => RowColumns.Read256(ref rows, stride, ref columns);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteColumns(ref float columns, ref float rows, int stride) => RowColumns.Write256(ref columns, ref rows, stride);
}
