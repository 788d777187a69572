using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>Softmax and cross-entropy of one row with a target for each class, in virtual lanes.</summary>
internal static class SoftTargetsRow<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    private static int Parts => VirtualLanes.Count / TVectors.Lanes;

    /// <summary>Writes the row's gradient and gives its loss.</summary>
    /// <param name="output">z.</param>
    /// <param name="wanted">q, with padding.</param>
    /// <param name="gradient">Receives the gradient.</param>
    /// <param name="slope">What the activation's derivative is taken from.</param>
    /// <param name="weight">The row's weight in the mean.</param>
    /// <param name="activation">The activation's values.</param>
    /// <param name="columns">Classes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Run<TActivation>(
        ref float output, ref float wanted, ref float gradient, ref float slope, float weight, in TActivation activation, int columns)
        where TActivation : struct, IActivationLanes
    {
        float largest = SoftmaxRow<TVectors, TVector>.Largest(Parts, ref output, columns);
        TVector shift = TVectors.Create(largest);
        float mass = Sums<Masses>(ref output, ref wanted, ref gradient, shift, columns);
        float cross = Sums<Crosses>(ref output, ref wanted, ref gradient, shift, columns);
        // Last, for the gradient may take the place of the outputs.
        float sum = Sums<Exponentials>(ref output, ref wanted, ref gradient, shift, columns);

        // (softmax · Σq − q) · weight in the mean.
        TVector scale = TVectors.Create(mass / sum), inMean = TVectors.Create(weight);
        for (int column = 0; column < columns; column += TVectors.Lanes)
        {
            TVector softmax = TVectors.Multiply(TVectors.Load(ref gradient, column), scale);
            TVector result = TVectors.Multiply(TVectors.Subtract(softmax, TVectors.Load(ref wanted, column)), inMean);
            if (typeof(TActivation) != typeof(NoActivation))
                result = TVectors.Multiply(result, TVectors.Derivative(TVectors.Load(ref slope, column), activation));
            TVectors.Store(result, ref gradient, column);
        }

        return (mass * VectorMath.Log(sum)) + cross;
    }

    /// <summary>A sum over the row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sums<TTerm>(ref float output, ref float wanted, ref float gradient, TVector shift, int columns)
        where TTerm : struct, ITerm => LongSum.Is(columns)
            ? InChunks<TTerm>(ref output, ref wanted, ref gradient, shift, columns)
            : ShortSums<TTerm>(ref output, ref wanted, ref gradient, shift, columns);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float InChunks<TTerm>(ref float output, ref float wanted, ref float gradient, TVector shift, int columns)
        where TTerm : struct, ITerm
    {
        double sum = 0;
        for (int at = 0; at < columns; at += LongSum.RowChunk)
        {
            int count = Math.Min(LongSum.RowChunk, columns - at);
            sum += ShortSums<TTerm>(ref Unsafe.Add(ref output, at), ref Unsafe.Add(ref wanted, at), ref Unsafe.Add(ref gradient, at), shift, count);
        }

        return (float)sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float ShortSums<TTerm>(ref float output, ref float wanted, ref float gradient, TVector shift, int columns)
        where TTerm : struct, ITerm
    {
        TVector sum0 = TVectors.Zero, sum1 = TVectors.Zero, sum2 = TVectors.Zero, sum3 = TVectors.Zero;
        for (int column = 0; column < columns; column += VirtualLanes.Count)
        {
            sum0 = Add<TTerm>(sum0, ref output, ref wanted, ref gradient, shift, column, columns);
            if (TVectors.Lanes < 16 && column + TVectors.Lanes < columns)
                sum1 = Add<TTerm>(sum1, ref output, ref wanted, ref gradient, shift, column + TVectors.Lanes, columns);
            if (TVectors.Lanes < 8 && column + (2 * TVectors.Lanes) < columns)
                sum2 = Add<TTerm>(sum2, ref output, ref wanted, ref gradient, shift, column + (2 * TVectors.Lanes), columns);
            if (TVectors.Lanes < 8 && column + (3 * TVectors.Lanes) < columns)
                sum3 = Add<TTerm>(sum3, ref output, ref wanted, ref gradient, shift, column + (3 * TVectors.Lanes), columns);
        }

        return TVectors.SumOf(Parts, sum0, sum1, sum2, sum3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Add<TTerm>(
        TVector sum, ref float output, ref float wanted, ref float gradient, TVector shift, int column, int columns)
        where TTerm : struct, ITerm
    {
        TVector term = TTerm.Of(ref output, ref wanted, shift, column);
        if (columns - column < TVectors.Lanes)
            term = TVectors.And(term, TVectors.FirstLanes(columns - column));
        if (typeof(TTerm) == typeof(Exponentials))
            TVectors.Store(term, ref gradient, column);
        return typeof(TTerm) == typeof(Crosses) ? TVectors.Subtract(sum, term) : TVectors.Add(sum, term);
    }

    /// <summary>What is summed.</summary>
    private interface ITerm
    {
        static abstract TVector Of(ref float output, ref float wanted, TVector shift, int column);
    }

    /// <summary>e^(z − largest), which stays where the gradient goes.</summary>
    private readonly struct Exponentials : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Of(ref float output, ref float wanted, TVector shift, int column) =>
            TVectors.Exp(TVectors.Subtract(TVectors.Load(ref output, column), shift));
    }

    /// <summary>q.</summary>
    private readonly struct Masses : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Of(ref float output, ref float wanted, TVector shift, int column) => TVectors.Load(ref wanted, column);
    }

    /// <summary>q · (z − largest), which is subtracted.</summary>
    private readonly struct Crosses : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Of(ref float output, ref float wanted, TVector shift, int column) =>
            TVectors.Multiply(TVectors.Load(ref wanted, column), TVectors.Subtract(TVectors.Load(ref output, column), shift));
    }
}
