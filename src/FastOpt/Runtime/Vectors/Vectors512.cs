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
    public static Vector512<float> Scalar(ref float start, nint offset) => Vector512.Create(Unsafe.Add(ref start, offset));

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
    public static Vector512<float> MultiplyAddScalar(Vector512<float> scalar, Vector512<float> vector, Vector512<float> addend) =>
        Vector512.MultiplyAddEstimate(scalar, vector, addend);

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
    public static Vector512<float> AddBits(Vector512<float> left, Vector512<float> right) => (left.AsInt32() + right.AsInt32()).AsSingle();

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Loss<TLoss>(Vector512<float> prediction, Vector512<float> target, in TLoss loss, out Vector512<float> derivative)
        where TLoss : struct, ILossLanes => Unsafe.AsRef(in loss).Apply(prediction, target, out derivative);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Subtract(Vector512<float> left, Vector512<float> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Divide(Vector512<float> left, Vector512<float> right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> And(Vector512<float> left, Vector512<float> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Max(Vector512<float> left, Vector512<float> right) => Vector512.MaxNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x) => VectorMath.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x) => VectorMath.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FirstLanes(int count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SumOf(int vectors, Vector512<float> first, Vector512<float> second, Vector512<float> third, Vector512<float> fourth) =>
        VirtualLanes.Sum(first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxOf(int vectors, Vector512<float> first, Vector512<float> second, Vector512<float> third, Vector512<float> fourth) =>
        VirtualLanes.Max(first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Labels(ref int start, nint offset, int largest) =>
        Vector512.Min(Vector512.LoadUnsafe(ref start, (nuint)offset).AsUInt32(), Vector512.Create((uint)largest)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ReadColumns(ref float rows, int stride, ref float columns) => RowColumns.Read512(ref rows, stride, ref columns);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteColumns(ref float columns, ref float rows, int stride) => RowColumns.Write512(ref columns, ref rows, stride);
}
