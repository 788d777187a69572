using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

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
    public static Vector128<float> Scalar(ref float start, nint offset) => AdvSimd.Arm64.IsSupported
        ? Vector128.CreateScalarUnsafe(Unsafe.Add(ref start, offset))
        : Vector128.Create(Unsafe.Add(ref start, offset));

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
        Arithmetic128.MultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAddScalar(Vector128<float> scalar, Vector128<float> vector, Vector128<float> addend) =>
        AdvSimd.Arm64.IsSupported
            ? AdvSimd.Arm64.FusedMultiplyAddBySelectedScalar(addend, vector, scalar, 0)
            : Arithmetic128.MultiplyAdd(scalar, vector, addend);

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
    public static Vector128<float> AddBits(Vector128<float> left, Vector128<float> right) => (left.AsInt32() + right.AsInt32()).AsSingle();

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Loss<TLoss>(Vector128<float> prediction, Vector128<float> target, in TLoss loss, out Vector128<float> derivative)
        where TLoss : struct, ILossLanes => Unsafe.AsRef(in loss).Apply(prediction, target, out derivative);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Subtract(Vector128<float> left, Vector128<float> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Divide(Vector128<float> left, Vector128<float> right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> And(Vector128<float> left, Vector128<float> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Max(Vector128<float> left, Vector128<float> right) => Vector128.MaxNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp(Vector128<float> x) => VectorMath.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log(Vector128<float> x) => VectorMath.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> FirstLanes(int count) => Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SumOf(int vectors, Vector128<float> first, Vector128<float> second, Vector128<float> third, Vector128<float> fourth) =>
        vectors == 1 ? VirtualLanes.Sum(first) : vectors == 2 ? VirtualLanes.Sum(first, second) : VirtualLanes.Sum(first, second, third, fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxOf(int vectors, Vector128<float> first, Vector128<float> second, Vector128<float> third, Vector128<float> fourth) =>
        vectors == 1 ? VirtualLanes.Max(first) : vectors == 2 ? VirtualLanes.Max(first, second) : VirtualLanes.Max(first, second, third, fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Labels(ref int start, nint offset, int largest) =>
        Vector128.Min(Vector128.LoadUnsafe(ref start, (nuint)offset).AsUInt32(), Vector128.Create((uint)largest)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ReadColumns(ref float rows, int stride, ref float columns) => RowColumns.Read128(ref rows, stride, ref columns);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteColumns(ref float columns, ref float rows, int stride) => RowColumns.Write128(ref columns, ref rows, stride);
}
