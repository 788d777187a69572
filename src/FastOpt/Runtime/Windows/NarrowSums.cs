using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>
/// Register tiles of a convolution's weight gradient, one vector of filters wide.
/// Neighboring terms, so that one load of gradients serves all of them. The sums go on from where they stand, pixel by pixel.
/// </summary>
/// <remarks>
/// Parameters: the terms that the first filter's window sees; the distances; the gradients of the filters; rows of the result; the sums, and floats from
/// those of one term to those of the next.
/// </remarks>
internal static class NarrowSums<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of8(ref float terms, in SumSteps steps, ref float gradients, int rows, ref float sums, nint sumStep)
    {
        TVector sum0 = TVectors.Load(ref sums, 0);
        TVector sum1 = TVectors.Load(ref sums, sumStep);
        TVector sum2 = TVectors.Load(ref sums, 2 * sumStep);
        TVector sum3 = TVectors.Load(ref sums, 3 * sumStep);
        TVector sum4 = TVectors.Load(ref sums, 4 * sumStep);
        TVector sum5 = TVectors.Load(ref sums, 5 * sumStep);
        TVector sum6 = TVectors.Load(ref sums, 6 * sumStep);
        TVector sum7 = TVectors.Load(ref sums, 7 * sumStep);
        for (; rows != 0; rows--)
        {
            ref float term = ref terms;
            ref float gradient = ref gradients;
            for (int pixel = steps.Pixels; pixel != 0; pixel--)
            {
                TVector gradientVector = TVectors.Load(ref gradient, 0);
                sum0 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 0), gradientVector, sum0);
                sum1 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 1), gradientVector, sum1);
                sum2 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 2), gradientVector, sum2);
                sum3 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 3), gradientVector, sum3);
                sum4 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 4), gradientVector, sum4);
                sum5 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 5), gradientVector, sum5);
                sum6 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 6), gradientVector, sum6);
                sum7 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 7), gradientVector, sum7);
                term = ref Unsafe.Add(ref term, steps.Term);
                gradient = ref Unsafe.Add(ref gradient, steps.Gradient);
            }

            terms = ref Unsafe.Add(ref terms, steps.TermRow);
            gradients = ref Unsafe.Add(ref gradients, steps.GradientRow);
        }

        TVectors.Store(sum0, ref sums, 0);
        TVectors.Store(sum1, ref sums, sumStep);
        TVectors.Store(sum2, ref sums, 2 * sumStep);
        TVectors.Store(sum3, ref sums, 3 * sumStep);
        TVectors.Store(sum4, ref sums, 4 * sumStep);
        TVectors.Store(sum5, ref sums, 5 * sumStep);
        TVectors.Store(sum6, ref sums, 6 * sumStep);
        TVectors.Store(sum7, ref sums, 7 * sumStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of7(ref float terms, in SumSteps steps, ref float gradients, int rows, ref float sums, nint sumStep)
    {
        TVector sum0 = TVectors.Load(ref sums, 0);
        TVector sum1 = TVectors.Load(ref sums, sumStep);
        TVector sum2 = TVectors.Load(ref sums, 2 * sumStep);
        TVector sum3 = TVectors.Load(ref sums, 3 * sumStep);
        TVector sum4 = TVectors.Load(ref sums, 4 * sumStep);
        TVector sum5 = TVectors.Load(ref sums, 5 * sumStep);
        TVector sum6 = TVectors.Load(ref sums, 6 * sumStep);
        for (; rows != 0; rows--)
        {
            ref float term = ref terms;
            ref float gradient = ref gradients;
            for (int pixel = steps.Pixels; pixel != 0; pixel--)
            {
                TVector gradientVector = TVectors.Load(ref gradient, 0);
                sum0 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 0), gradientVector, sum0);
                sum1 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 1), gradientVector, sum1);
                sum2 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 2), gradientVector, sum2);
                sum3 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 3), gradientVector, sum3);
                sum4 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 4), gradientVector, sum4);
                sum5 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 5), gradientVector, sum5);
                sum6 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 6), gradientVector, sum6);
                term = ref Unsafe.Add(ref term, steps.Term);
                gradient = ref Unsafe.Add(ref gradient, steps.Gradient);
            }

            terms = ref Unsafe.Add(ref terms, steps.TermRow);
            gradients = ref Unsafe.Add(ref gradients, steps.GradientRow);
        }

        TVectors.Store(sum0, ref sums, 0);
        TVectors.Store(sum1, ref sums, sumStep);
        TVectors.Store(sum2, ref sums, 2 * sumStep);
        TVectors.Store(sum3, ref sums, 3 * sumStep);
        TVectors.Store(sum4, ref sums, 4 * sumStep);
        TVectors.Store(sum5, ref sums, 5 * sumStep);
        TVectors.Store(sum6, ref sums, 6 * sumStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of6(ref float terms, in SumSteps steps, ref float gradients, int rows, ref float sums, nint sumStep)
    {
        TVector sum0 = TVectors.Load(ref sums, 0);
        TVector sum1 = TVectors.Load(ref sums, sumStep);
        TVector sum2 = TVectors.Load(ref sums, 2 * sumStep);
        TVector sum3 = TVectors.Load(ref sums, 3 * sumStep);
        TVector sum4 = TVectors.Load(ref sums, 4 * sumStep);
        TVector sum5 = TVectors.Load(ref sums, 5 * sumStep);
        for (; rows != 0; rows--)
        {
            ref float term = ref terms;
            ref float gradient = ref gradients;
            for (int pixel = steps.Pixels; pixel != 0; pixel--)
            {
                TVector gradientVector = TVectors.Load(ref gradient, 0);
                sum0 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 0), gradientVector, sum0);
                sum1 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 1), gradientVector, sum1);
                sum2 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 2), gradientVector, sum2);
                sum3 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 3), gradientVector, sum3);
                sum4 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 4), gradientVector, sum4);
                sum5 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 5), gradientVector, sum5);
                term = ref Unsafe.Add(ref term, steps.Term);
                gradient = ref Unsafe.Add(ref gradient, steps.Gradient);
            }

            terms = ref Unsafe.Add(ref terms, steps.TermRow);
            gradients = ref Unsafe.Add(ref gradients, steps.GradientRow);
        }

        TVectors.Store(sum0, ref sums, 0);
        TVectors.Store(sum1, ref sums, sumStep);
        TVectors.Store(sum2, ref sums, 2 * sumStep);
        TVectors.Store(sum3, ref sums, 3 * sumStep);
        TVectors.Store(sum4, ref sums, 4 * sumStep);
        TVectors.Store(sum5, ref sums, 5 * sumStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of5(ref float terms, in SumSteps steps, ref float gradients, int rows, ref float sums, nint sumStep)
    {
        TVector sum0 = TVectors.Load(ref sums, 0);
        TVector sum1 = TVectors.Load(ref sums, sumStep);
        TVector sum2 = TVectors.Load(ref sums, 2 * sumStep);
        TVector sum3 = TVectors.Load(ref sums, 3 * sumStep);
        TVector sum4 = TVectors.Load(ref sums, 4 * sumStep);
        for (; rows != 0; rows--)
        {
            ref float term = ref terms;
            ref float gradient = ref gradients;
            for (int pixel = steps.Pixels; pixel != 0; pixel--)
            {
                TVector gradientVector = TVectors.Load(ref gradient, 0);
                sum0 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 0), gradientVector, sum0);
                sum1 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 1), gradientVector, sum1);
                sum2 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 2), gradientVector, sum2);
                sum3 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 3), gradientVector, sum3);
                sum4 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 4), gradientVector, sum4);
                term = ref Unsafe.Add(ref term, steps.Term);
                gradient = ref Unsafe.Add(ref gradient, steps.Gradient);
            }

            terms = ref Unsafe.Add(ref terms, steps.TermRow);
            gradients = ref Unsafe.Add(ref gradients, steps.GradientRow);
        }

        TVectors.Store(sum0, ref sums, 0);
        TVectors.Store(sum1, ref sums, sumStep);
        TVectors.Store(sum2, ref sums, 2 * sumStep);
        TVectors.Store(sum3, ref sums, 3 * sumStep);
        TVectors.Store(sum4, ref sums, 4 * sumStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of4(ref float terms, in SumSteps steps, ref float gradients, int rows, ref float sums, nint sumStep)
    {
        TVector sum0 = TVectors.Load(ref sums, 0);
        TVector sum1 = TVectors.Load(ref sums, sumStep);
        TVector sum2 = TVectors.Load(ref sums, 2 * sumStep);
        TVector sum3 = TVectors.Load(ref sums, 3 * sumStep);
        for (; rows != 0; rows--)
        {
            ref float term = ref terms;
            ref float gradient = ref gradients;
            for (int pixel = steps.Pixels; pixel != 0; pixel--)
            {
                TVector gradientVector = TVectors.Load(ref gradient, 0);
                sum0 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 0), gradientVector, sum0);
                sum1 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 1), gradientVector, sum1);
                sum2 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 2), gradientVector, sum2);
                sum3 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 3), gradientVector, sum3);
                term = ref Unsafe.Add(ref term, steps.Term);
                gradient = ref Unsafe.Add(ref gradient, steps.Gradient);
            }

            terms = ref Unsafe.Add(ref terms, steps.TermRow);
            gradients = ref Unsafe.Add(ref gradients, steps.GradientRow);
        }

        TVectors.Store(sum0, ref sums, 0);
        TVectors.Store(sum1, ref sums, sumStep);
        TVectors.Store(sum2, ref sums, 2 * sumStep);
        TVectors.Store(sum3, ref sums, 3 * sumStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of3(ref float terms, in SumSteps steps, ref float gradients, int rows, ref float sums, nint sumStep)
    {
        TVector sum0 = TVectors.Load(ref sums, 0);
        TVector sum1 = TVectors.Load(ref sums, sumStep);
        TVector sum2 = TVectors.Load(ref sums, 2 * sumStep);
        for (; rows != 0; rows--)
        {
            ref float term = ref terms;
            ref float gradient = ref gradients;
            for (int pixel = steps.Pixels; pixel != 0; pixel--)
            {
                TVector gradientVector = TVectors.Load(ref gradient, 0);
                sum0 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 0), gradientVector, sum0);
                sum1 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 1), gradientVector, sum1);
                sum2 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 2), gradientVector, sum2);
                term = ref Unsafe.Add(ref term, steps.Term);
                gradient = ref Unsafe.Add(ref gradient, steps.Gradient);
            }

            terms = ref Unsafe.Add(ref terms, steps.TermRow);
            gradients = ref Unsafe.Add(ref gradients, steps.GradientRow);
        }

        TVectors.Store(sum0, ref sums, 0);
        TVectors.Store(sum1, ref sums, sumStep);
        TVectors.Store(sum2, ref sums, 2 * sumStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of2(ref float terms, in SumSteps steps, ref float gradients, int rows, ref float sums, nint sumStep)
    {
        TVector sum0 = TVectors.Load(ref sums, 0);
        TVector sum1 = TVectors.Load(ref sums, sumStep);
        for (; rows != 0; rows--)
        {
            ref float term = ref terms;
            ref float gradient = ref gradients;
            for (int pixel = steps.Pixels; pixel != 0; pixel--)
            {
                TVector gradientVector = TVectors.Load(ref gradient, 0);
                sum0 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 0), gradientVector, sum0);
                sum1 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 1), gradientVector, sum1);
                term = ref Unsafe.Add(ref term, steps.Term);
                gradient = ref Unsafe.Add(ref gradient, steps.Gradient);
            }

            terms = ref Unsafe.Add(ref terms, steps.TermRow);
            gradients = ref Unsafe.Add(ref gradients, steps.GradientRow);
        }

        TVectors.Store(sum0, ref sums, 0);
        TVectors.Store(sum1, ref sums, sumStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of1(ref float terms, in SumSteps steps, ref float gradients, int rows, ref float sums, nint sumStep)
    {
        TVector sum0 = TVectors.Load(ref sums, 0);
        for (; rows != 0; rows--)
        {
            ref float term = ref terms;
            ref float gradient = ref gradients;
            for (int pixel = steps.Pixels; pixel != 0; pixel--)
            {
                TVector gradientVector = TVectors.Load(ref gradient, 0);
                sum0 = TVectors.MultiplyAddScalar(TVectors.Scalar(ref term, 0), gradientVector, sum0);
                term = ref Unsafe.Add(ref term, steps.Term);
                gradient = ref Unsafe.Add(ref gradient, steps.Gradient);
            }

            terms = ref Unsafe.Add(ref terms, steps.TermRow);
            gradients = ref Unsafe.Add(ref gradients, steps.GradientRow);
        }

        TVectors.Store(sum0, ref sums, 0);
    }
}
