using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>How long a rule may be that runs on sums in the registers.</summary>
internal static class TileEnds
{
    /// <summary>Vector operations of an activation. A longer one has constants of its own, such as those of an exponential.</summary>
    public const int LongestActivation = 8;

    /// <summary>
    /// Whether an update runs on each of so many sums where it stands: the JIT stops inlining near 900 locals, and a kernel should fit a quarter of the
    /// instruction cache.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Fits(int sums, int cost) => sums <= 3 || sums * (cost + 6) <= 640;
}

/// <summary>Stores the sums.</summary>
internal readonly struct StoreEnd<TVectors, TVector, TRule> : ITileEnd<TVectors, TVector, TRule>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
    where TRule : struct
{
    public static bool StartsAlike
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Take(TVector sum, ref float row, ref float other, nint column, nint offset, nint place, int sums, nint distance, in TRule rule) =>
        TVectors.Store(sum, ref row, column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish(ref float results, ref float other, nint first, nint stride, int rows, int vectors, nint distance, in TRule rule)
    {
    }
}

/// <summary>Stores the sums, which go on where those of batches before ended.</summary>
internal readonly struct ContinueEnd<TVectors, TVector, TRule> : ITileEnd<TVectors, TVector, TRule>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
    where TRule : struct
{
    public static bool StartsAlike
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Take(TVector sum, ref float row, ref float other, nint column, nint offset, nint place, int sums, nint distance, in TRule rule) =>
        TVectors.Store(sum, ref row, column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish(ref float results, ref float other, nint first, nint stride, int rows, int vectors, nint distance, in TRule rule)
    {
    }
}

/// <summary>Adds the sums, each as one term, to the long sums of batches before.</summary>
internal readonly struct AddEnd<TVectors, TVector, TRule> : ITileEnd<TVectors, TVector, TRule>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
    where TRule : struct
{
    public static bool StartsAlike
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Take(TVector sum, ref float row, ref float other, nint column, nint offset, nint place, int sums, nint distance, in TRule rule) =>
        TVectors.Store(TVectors.Add(TVectors.Load(ref row, column), sum), ref row, column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish(ref float results, ref float other, nint first, nint stride, int rows, int vectors, nint distance, in TRule rule)
    {
    }
}

/// <summary>Stores the activation of the sums.</summary>
internal readonly struct ActivationEnd<TVectors, TVector, TActivation> : ITileEnd<TVectors, TVector, TActivation>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
    where TActivation : struct, IActivationLanes
{
    public static bool StartsAlike
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Take(
        TVector sum, ref float row, ref float other, nint column, nint offset, nint place, int sums, nint distance, in TActivation activation) =>
        TVectors.Store(TActivation.Cost <= TileEnds.LongestActivation ? TVectors.Apply(sum, activation) : sum, ref row, column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish(ref float results, ref float other, nint first, nint stride, int rows, int vectors, nint distance, in TActivation activation)
    {
        if (TActivation.Cost > TileEnds.LongestActivation)
        {
            ref float tile = ref Unsafe.Add(ref results, first);
            ActivationRows<TVectors, TVector, TActivation>.Apply(ref tile, ref tile, (int)stride, rows, vectors * TVectors.Lanes, activation);
        }
    }
}

/// <summary>Stores the sums, and their activation in <c>other</c>.</summary>
internal readonly struct KeptActivationEnd<TVectors, TVector, TActivation> : ITileEnd<TVectors, TVector, TActivation>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
    where TActivation : struct, IActivationLanes
{
    public static bool StartsAlike
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Take(
        TVector sum, ref float row, ref float other, nint column, nint offset, nint place, int sums, nint distance, in TActivation activation)
    {
        TVectors.Store(sum, ref row, column);
        if (TActivation.Cost <= TileEnds.LongestActivation)
            TVectors.Store(TVectors.Apply(sum, activation), ref other, offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish(ref float results, ref float other, nint first, nint stride, int rows, int vectors, nint distance, in TActivation activation)
    {
        if (TActivation.Cost > TileEnds.LongestActivation)
        {
            ActivationRows<TVectors, TVector, TActivation>.Apply(
                ref Unsafe.Add(ref results, first), ref Unsafe.Add(ref other, first), (int)stride, rows, vectors * TVectors.Lanes, activation);
        }
    }
}

/// <summary>Takes gradients through an activation, whose derivative is taken from <c>other</c>.</summary>
internal readonly struct DerivativeEnd<TVectors, TVector, TActivation> : ITileEnd<TVectors, TVector, TActivation>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
    where TActivation : struct, IActivationLanes
{
    /// <summary>A derivative that is taken from the output is short, whatever the activation itself costs.</summary>
    private static bool IsShort
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !TActivation.KeepsInput || TActivation.Cost <= TileEnds.LongestActivation;
    }

    public static bool StartsAlike
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Take(
        TVector sum, ref float row, ref float other, nint column, nint offset, nint place, int sums, nint distance, in TActivation activation)
    {
        if (IsShort)
            sum = TVectors.Multiply(sum, TVectors.Derivative(TVectors.Load(ref other, offset), activation));
        TVectors.Store(sum, ref row, column);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish(ref float results, ref float other, nint first, nint stride, int rows, int vectors, nint distance, in TActivation activation)
    {
        if (!IsShort)
        {
            ref float gradients = ref Unsafe.Add(ref results, first);
            ActivationRows<TVectors, TVector, TActivation>.Gradient(
                ref gradients, ref Unsafe.Add(ref other, first), ref gradients, (int)stride, rows, vectors * TVectors.Lanes, activation);
        }
    }
}

/// <summary>Updates weights by their gradients: the results are the weights, and <c>other</c> is room for a tile.</summary>
internal readonly struct UpdateEnd<TVectors, TVector, TUpdate> : ITileEnd<TVectors, TVector, TUpdate>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
    where TUpdate : struct, IUpdateLanes
{
    public static bool StartsAlike
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Take(
        TVector sum, ref float row, ref float other, nint column, nint offset, nint place, int sums, nint distance, in TUpdate update)
    {
        if (TileEnds.Fits(sums, TUpdate.Cost))
            Update(ref row, column, distance, sum, update);
        else
            TVectors.Store(sum, ref other, place);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish(ref float results, ref float other, nint first, nint stride, int rows, int vectors, nint distance, in TUpdate update)
    {
        if (!TileEnds.Fits(rows * vectors, TUpdate.Cost))
            Pass(ref Unsafe.Add(ref results, first), ref other, stride, rows, vectors, distance, update);
    }

    /// <summary>Updates one vector of weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update(ref float weights, nint offset, nint distance, TVector gradient, in TUpdate update)
    {
        TVector weight = TVectors.Load(ref weights, offset);
        TVectors.Update(ref weight, gradient, ref Unsafe.Add(ref Unsafe.Add(ref weights, distance), offset), distance, update);
        TVectors.Store(weight, ref weights, offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Pass(ref float weights, ref float tile, nint stride, int rows, int vectors, nint distance, in TUpdate update)
    {
        for (nint row = 0; row < rows; row++)
        {
            for (nint vector = 0; vector < vectors; vector++)
            {
                nint place = ((row * vectors) + vector) * TVectors.Lanes;
                Update(ref weights, (row * stride) + (vector * TVectors.Lanes), distance, TVectors.Load(ref tile, place), update);
            }
        }
    }
}
