using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>
/// Register tiles of a convolution's weight gradient, two vectors of filters wide.
/// Neighboring terms, so that one load of gradients serves all of them. The sums go on from where they stand, pixel by pixel.
/// </summary>
/// <remarks>
/// Parameters: the terms that the first filter's window sees; the distances; the gradients of the filters; rows of the result; the sums, and floats from
/// those of one term to those of the next.
/// </remarks>
internal static class WideSums<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of8(ref float terms, in SumSteps steps, ref float gradients, int rows, ref float sums, nint sumStep)
    {
        TVector sum0x0 = TVectors.Load(ref sums, 0);
        TVector sum0x1 = TVectors.Load(ref sums, TVectors.Lanes);
        TVector sum1x0 = TVectors.Load(ref sums, sumStep);
        TVector sum1x1 = TVectors.Load(ref sums, sumStep + TVectors.Lanes);
        TVector sum2x0 = TVectors.Load(ref sums, 2 * sumStep);
        TVector sum2x1 = TVectors.Load(ref sums, (2 * sumStep) + TVectors.Lanes);
        TVector sum3x0 = TVectors.Load(ref sums, 3 * sumStep);
        TVector sum3x1 = TVectors.Load(ref sums, (3 * sumStep) + TVectors.Lanes);
        TVector sum4x0 = TVectors.Load(ref sums, 4 * sumStep);
        TVector sum4x1 = TVectors.Load(ref sums, (4 * sumStep) + TVectors.Lanes);
        TVector sum5x0 = TVectors.Load(ref sums, 5 * sumStep);
        TVector sum5x1 = TVectors.Load(ref sums, (5 * sumStep) + TVectors.Lanes);
        TVector sum6x0 = TVectors.Load(ref sums, 6 * sumStep);
        TVector sum6x1 = TVectors.Load(ref sums, (6 * sumStep) + TVectors.Lanes);
        TVector sum7x0 = TVectors.Load(ref sums, 7 * sumStep);
        TVector sum7x1 = TVectors.Load(ref sums, (7 * sumStep) + TVectors.Lanes);
        for (; rows != 0; rows--)
        {
            ref float term = ref terms;
            ref float gradient = ref gradients;
            for (int pixel = steps.Pixels; pixel != 0; pixel--)
            {
                TVector gradient0 = TVectors.Load(ref gradient, 0);
                TVector gradient1 = TVectors.Load(ref gradient, TVectors.Lanes);
                TVector x = TVectors.Scalar(ref term, 0);
                sum0x0 = TVectors.MultiplyAddScalar(x, gradient0, sum0x0);
                sum0x1 = TVectors.MultiplyAddScalar(x, gradient1, sum0x1);
                x = TVectors.Scalar(ref term, 1);
                sum1x0 = TVectors.MultiplyAddScalar(x, gradient0, sum1x0);
                sum1x1 = TVectors.MultiplyAddScalar(x, gradient1, sum1x1);
                x = TVectors.Scalar(ref term, 2);
                sum2x0 = TVectors.MultiplyAddScalar(x, gradient0, sum2x0);
                sum2x1 = TVectors.MultiplyAddScalar(x, gradient1, sum2x1);
                x = TVectors.Scalar(ref term, 3);
                sum3x0 = TVectors.MultiplyAddScalar(x, gradient0, sum3x0);
                sum3x1 = TVectors.MultiplyAddScalar(x, gradient1, sum3x1);
                x = TVectors.Scalar(ref term, 4);
                sum4x0 = TVectors.MultiplyAddScalar(x, gradient0, sum4x0);
                sum4x1 = TVectors.MultiplyAddScalar(x, gradient1, sum4x1);
                x = TVectors.Scalar(ref term, 5);
                sum5x0 = TVectors.MultiplyAddScalar(x, gradient0, sum5x0);
                sum5x1 = TVectors.MultiplyAddScalar(x, gradient1, sum5x1);
                x = TVectors.Scalar(ref term, 6);
                sum6x0 = TVectors.MultiplyAddScalar(x, gradient0, sum6x0);
                sum6x1 = TVectors.MultiplyAddScalar(x, gradient1, sum6x1);
                x = TVectors.Scalar(ref term, 7);
                sum7x0 = TVectors.MultiplyAddScalar(x, gradient0, sum7x0);
                sum7x1 = TVectors.MultiplyAddScalar(x, gradient1, sum7x1);
                term = ref Unsafe.Add(ref term, steps.Term);
                gradient = ref Unsafe.Add(ref gradient, steps.Gradient);
            }

            terms = ref Unsafe.Add(ref terms, steps.TermRow);
            gradients = ref Unsafe.Add(ref gradients, steps.GradientRow);
        }

        TVectors.Store(sum0x0, ref sums, 0);
        TVectors.Store(sum0x1, ref sums, TVectors.Lanes);
        TVectors.Store(sum1x0, ref sums, sumStep);
        TVectors.Store(sum1x1, ref sums, sumStep + TVectors.Lanes);
        TVectors.Store(sum2x0, ref sums, 2 * sumStep);
        TVectors.Store(sum2x1, ref sums, (2 * sumStep) + TVectors.Lanes);
        TVectors.Store(sum3x0, ref sums, 3 * sumStep);
        TVectors.Store(sum3x1, ref sums, (3 * sumStep) + TVectors.Lanes);
        TVectors.Store(sum4x0, ref sums, 4 * sumStep);
        TVectors.Store(sum4x1, ref sums, (4 * sumStep) + TVectors.Lanes);
        TVectors.Store(sum5x0, ref sums, 5 * sumStep);
        TVectors.Store(sum5x1, ref sums, (5 * sumStep) + TVectors.Lanes);
        TVectors.Store(sum6x0, ref sums, 6 * sumStep);
        TVectors.Store(sum6x1, ref sums, (6 * sumStep) + TVectors.Lanes);
        TVectors.Store(sum7x0, ref sums, 7 * sumStep);
        TVectors.Store(sum7x1, ref sums, (7 * sumStep) + TVectors.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of7(ref float terms, in SumSteps steps, ref float gradients, int rows, ref float sums, nint sumStep)
    {
        TVector sum0x0 = TVectors.Load(ref sums, 0);
        TVector sum0x1 = TVectors.Load(ref sums, TVectors.Lanes);
        TVector sum1x0 = TVectors.Load(ref sums, sumStep);
        TVector sum1x1 = TVectors.Load(ref sums, sumStep + TVectors.Lanes);
        TVector sum2x0 = TVectors.Load(ref sums, 2 * sumStep);
        TVector sum2x1 = TVectors.Load(ref sums, (2 * sumStep) + TVectors.Lanes);
        TVector sum3x0 = TVectors.Load(ref sums, 3 * sumStep);
        TVector sum3x1 = TVectors.Load(ref sums, (3 * sumStep) + TVectors.Lanes);
        TVector sum4x0 = TVectors.Load(ref sums, 4 * sumStep);
        TVector sum4x1 = TVectors.Load(ref sums, (4 * sumStep) + TVectors.Lanes);
        TVector sum5x0 = TVectors.Load(ref sums, 5 * sumStep);
        TVector sum5x1 = TVectors.Load(ref sums, (5 * sumStep) + TVectors.Lanes);
        TVector sum6x0 = TVectors.Load(ref sums, 6 * sumStep);
        TVector sum6x1 = TVectors.Load(ref sums, (6 * sumStep) + TVectors.Lanes);
        for (; rows != 0; rows--)
        {
            ref float term = ref terms;
            ref float gradient = ref gradients;
            for (int pixel = steps.Pixels; pixel != 0; pixel--)
            {
                TVector gradient0 = TVectors.Load(ref gradient, 0);
                TVector gradient1 = TVectors.Load(ref gradient, TVectors.Lanes);
                TVector x = TVectors.Scalar(ref term, 0);
                sum0x0 = TVectors.MultiplyAddScalar(x, gradient0, sum0x0);
                sum0x1 = TVectors.MultiplyAddScalar(x, gradient1, sum0x1);
                x = TVectors.Scalar(ref term, 1);
                sum1x0 = TVectors.MultiplyAddScalar(x, gradient0, sum1x0);
                sum1x1 = TVectors.MultiplyAddScalar(x, gradient1, sum1x1);
                x = TVectors.Scalar(ref term, 2);
                sum2x0 = TVectors.MultiplyAddScalar(x, gradient0, sum2x0);
                sum2x1 = TVectors.MultiplyAddScalar(x, gradient1, sum2x1);
                x = TVectors.Scalar(ref term, 3);
                sum3x0 = TVectors.MultiplyAddScalar(x, gradient0, sum3x0);
                sum3x1 = TVectors.MultiplyAddScalar(x, gradient1, sum3x1);
                x = TVectors.Scalar(ref term, 4);
                sum4x0 = TVectors.MultiplyAddScalar(x, gradient0, sum4x0);
                sum4x1 = TVectors.MultiplyAddScalar(x, gradient1, sum4x1);
                x = TVectors.Scalar(ref term, 5);
                sum5x0 = TVectors.MultiplyAddScalar(x, gradient0, sum5x0);
                sum5x1 = TVectors.MultiplyAddScalar(x, gradient1, sum5x1);
                x = TVectors.Scalar(ref term, 6);
                sum6x0 = TVectors.MultiplyAddScalar(x, gradient0, sum6x0);
                sum6x1 = TVectors.MultiplyAddScalar(x, gradient1, sum6x1);
                term = ref Unsafe.Add(ref term, steps.Term);
                gradient = ref Unsafe.Add(ref gradient, steps.Gradient);
            }

            terms = ref Unsafe.Add(ref terms, steps.TermRow);
            gradients = ref Unsafe.Add(ref gradients, steps.GradientRow);
        }

        TVectors.Store(sum0x0, ref sums, 0);
        TVectors.Store(sum0x1, ref sums, TVectors.Lanes);
        TVectors.Store(sum1x0, ref sums, sumStep);
        TVectors.Store(sum1x1, ref sums, sumStep + TVectors.Lanes);
        TVectors.Store(sum2x0, ref sums, 2 * sumStep);
        TVectors.Store(sum2x1, ref sums, (2 * sumStep) + TVectors.Lanes);
        TVectors.Store(sum3x0, ref sums, 3 * sumStep);
        TVectors.Store(sum3x1, ref sums, (3 * sumStep) + TVectors.Lanes);
        TVectors.Store(sum4x0, ref sums, 4 * sumStep);
        TVectors.Store(sum4x1, ref sums, (4 * sumStep) + TVectors.Lanes);
        TVectors.Store(sum5x0, ref sums, 5 * sumStep);
        TVectors.Store(sum5x1, ref sums, (5 * sumStep) + TVectors.Lanes);
        TVectors.Store(sum6x0, ref sums, 6 * sumStep);
        TVectors.Store(sum6x1, ref sums, (6 * sumStep) + TVectors.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of6(ref float terms, in SumSteps steps, ref float gradients, int rows, ref float sums, nint sumStep)
    {
        TVector sum0x0 = TVectors.Load(ref sums, 0);
        TVector sum0x1 = TVectors.Load(ref sums, TVectors.Lanes);
        TVector sum1x0 = TVectors.Load(ref sums, sumStep);
        TVector sum1x1 = TVectors.Load(ref sums, sumStep + TVectors.Lanes);
        TVector sum2x0 = TVectors.Load(ref sums, 2 * sumStep);
        TVector sum2x1 = TVectors.Load(ref sums, (2 * sumStep) + TVectors.Lanes);
        TVector sum3x0 = TVectors.Load(ref sums, 3 * sumStep);
        TVector sum3x1 = TVectors.Load(ref sums, (3 * sumStep) + TVectors.Lanes);
        TVector sum4x0 = TVectors.Load(ref sums, 4 * sumStep);
        TVector sum4x1 = TVectors.Load(ref sums, (4 * sumStep) + TVectors.Lanes);
        TVector sum5x0 = TVectors.Load(ref sums, 5 * sumStep);
        TVector sum5x1 = TVectors.Load(ref sums, (5 * sumStep) + TVectors.Lanes);
        for (; rows != 0; rows--)
        {
            ref float term = ref terms;
            ref float gradient = ref gradients;
            for (int pixel = steps.Pixels; pixel != 0; pixel--)
            {
                TVector gradient0 = TVectors.Load(ref gradient, 0);
                TVector gradient1 = TVectors.Load(ref gradient, TVectors.Lanes);
                TVector x = TVectors.Scalar(ref term, 0);
                sum0x0 = TVectors.MultiplyAddScalar(x, gradient0, sum0x0);
                sum0x1 = TVectors.MultiplyAddScalar(x, gradient1, sum0x1);
                x = TVectors.Scalar(ref term, 1);
                sum1x0 = TVectors.MultiplyAddScalar(x, gradient0, sum1x0);
                sum1x1 = TVectors.MultiplyAddScalar(x, gradient1, sum1x1);
                x = TVectors.Scalar(ref term, 2);
                sum2x0 = TVectors.MultiplyAddScalar(x, gradient0, sum2x0);
                sum2x1 = TVectors.MultiplyAddScalar(x, gradient1, sum2x1);
                x = TVectors.Scalar(ref term, 3);
                sum3x0 = TVectors.MultiplyAddScalar(x, gradient0, sum3x0);
                sum3x1 = TVectors.MultiplyAddScalar(x, gradient1, sum3x1);
                x = TVectors.Scalar(ref term, 4);
                sum4x0 = TVectors.MultiplyAddScalar(x, gradient0, sum4x0);
                sum4x1 = TVectors.MultiplyAddScalar(x, gradient1, sum4x1);
                x = TVectors.Scalar(ref term, 5);
                sum5x0 = TVectors.MultiplyAddScalar(x, gradient0, sum5x0);
                sum5x1 = TVectors.MultiplyAddScalar(x, gradient1, sum5x1);
                term = ref Unsafe.Add(ref term, steps.Term);
                gradient = ref Unsafe.Add(ref gradient, steps.Gradient);
            }

            terms = ref Unsafe.Add(ref terms, steps.TermRow);
            gradients = ref Unsafe.Add(ref gradients, steps.GradientRow);
        }

        TVectors.Store(sum0x0, ref sums, 0);
        TVectors.Store(sum0x1, ref sums, TVectors.Lanes);
        TVectors.Store(sum1x0, ref sums, sumStep);
        TVectors.Store(sum1x1, ref sums, sumStep + TVectors.Lanes);
        TVectors.Store(sum2x0, ref sums, 2 * sumStep);
        TVectors.Store(sum2x1, ref sums, (2 * sumStep) + TVectors.Lanes);
        TVectors.Store(sum3x0, ref sums, 3 * sumStep);
        TVectors.Store(sum3x1, ref sums, (3 * sumStep) + TVectors.Lanes);
        TVectors.Store(sum4x0, ref sums, 4 * sumStep);
        TVectors.Store(sum4x1, ref sums, (4 * sumStep) + TVectors.Lanes);
        TVectors.Store(sum5x0, ref sums, 5 * sumStep);
        TVectors.Store(sum5x1, ref sums, (5 * sumStep) + TVectors.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of5(ref float terms, in SumSteps steps, ref float gradients, int rows, ref float sums, nint sumStep)
    {
        TVector sum0x0 = TVectors.Load(ref sums, 0);
        TVector sum0x1 = TVectors.Load(ref sums, TVectors.Lanes);
        TVector sum1x0 = TVectors.Load(ref sums, sumStep);
        TVector sum1x1 = TVectors.Load(ref sums, sumStep + TVectors.Lanes);
        TVector sum2x0 = TVectors.Load(ref sums, 2 * sumStep);
        TVector sum2x1 = TVectors.Load(ref sums, (2 * sumStep) + TVectors.Lanes);
        TVector sum3x0 = TVectors.Load(ref sums, 3 * sumStep);
        TVector sum3x1 = TVectors.Load(ref sums, (3 * sumStep) + TVectors.Lanes);
        TVector sum4x0 = TVectors.Load(ref sums, 4 * sumStep);
        TVector sum4x1 = TVectors.Load(ref sums, (4 * sumStep) + TVectors.Lanes);
        for (; rows != 0; rows--)
        {
            ref float term = ref terms;
            ref float gradient = ref gradients;
            for (int pixel = steps.Pixels; pixel != 0; pixel--)
            {
                TVector gradient0 = TVectors.Load(ref gradient, 0);
                TVector gradient1 = TVectors.Load(ref gradient, TVectors.Lanes);
                TVector x = TVectors.Scalar(ref term, 0);
                sum0x0 = TVectors.MultiplyAddScalar(x, gradient0, sum0x0);
                sum0x1 = TVectors.MultiplyAddScalar(x, gradient1, sum0x1);
                x = TVectors.Scalar(ref term, 1);
                sum1x0 = TVectors.MultiplyAddScalar(x, gradient0, sum1x0);
                sum1x1 = TVectors.MultiplyAddScalar(x, gradient1, sum1x1);
                x = TVectors.Scalar(ref term, 2);
                sum2x0 = TVectors.MultiplyAddScalar(x, gradient0, sum2x0);
                sum2x1 = TVectors.MultiplyAddScalar(x, gradient1, sum2x1);
                x = TVectors.Scalar(ref term, 3);
                sum3x0 = TVectors.MultiplyAddScalar(x, gradient0, sum3x0);
                sum3x1 = TVectors.MultiplyAddScalar(x, gradient1, sum3x1);
                x = TVectors.Scalar(ref term, 4);
                sum4x0 = TVectors.MultiplyAddScalar(x, gradient0, sum4x0);
                sum4x1 = TVectors.MultiplyAddScalar(x, gradient1, sum4x1);
                term = ref Unsafe.Add(ref term, steps.Term);
                gradient = ref Unsafe.Add(ref gradient, steps.Gradient);
            }

            terms = ref Unsafe.Add(ref terms, steps.TermRow);
            gradients = ref Unsafe.Add(ref gradients, steps.GradientRow);
        }

        TVectors.Store(sum0x0, ref sums, 0);
        TVectors.Store(sum0x1, ref sums, TVectors.Lanes);
        TVectors.Store(sum1x0, ref sums, sumStep);
        TVectors.Store(sum1x1, ref sums, sumStep + TVectors.Lanes);
        TVectors.Store(sum2x0, ref sums, 2 * sumStep);
        TVectors.Store(sum2x1, ref sums, (2 * sumStep) + TVectors.Lanes);
        TVectors.Store(sum3x0, ref sums, 3 * sumStep);
        TVectors.Store(sum3x1, ref sums, (3 * sumStep) + TVectors.Lanes);
        TVectors.Store(sum4x0, ref sums, 4 * sumStep);
        TVectors.Store(sum4x1, ref sums, (4 * sumStep) + TVectors.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of4(ref float terms, in SumSteps steps, ref float gradients, int rows, ref float sums, nint sumStep)
    {
        TVector sum0x0 = TVectors.Load(ref sums, 0);
        TVector sum0x1 = TVectors.Load(ref sums, TVectors.Lanes);
        TVector sum1x0 = TVectors.Load(ref sums, sumStep);
        TVector sum1x1 = TVectors.Load(ref sums, sumStep + TVectors.Lanes);
        TVector sum2x0 = TVectors.Load(ref sums, 2 * sumStep);
        TVector sum2x1 = TVectors.Load(ref sums, (2 * sumStep) + TVectors.Lanes);
        TVector sum3x0 = TVectors.Load(ref sums, 3 * sumStep);
        TVector sum3x1 = TVectors.Load(ref sums, (3 * sumStep) + TVectors.Lanes);
        for (; rows != 0; rows--)
        {
            ref float term = ref terms;
            ref float gradient = ref gradients;
            for (int pixel = steps.Pixels; pixel != 0; pixel--)
            {
                TVector gradient0 = TVectors.Load(ref gradient, 0);
                TVector gradient1 = TVectors.Load(ref gradient, TVectors.Lanes);
                TVector x = TVectors.Scalar(ref term, 0);
                sum0x0 = TVectors.MultiplyAddScalar(x, gradient0, sum0x0);
                sum0x1 = TVectors.MultiplyAddScalar(x, gradient1, sum0x1);
                x = TVectors.Scalar(ref term, 1);
                sum1x0 = TVectors.MultiplyAddScalar(x, gradient0, sum1x0);
                sum1x1 = TVectors.MultiplyAddScalar(x, gradient1, sum1x1);
                x = TVectors.Scalar(ref term, 2);
                sum2x0 = TVectors.MultiplyAddScalar(x, gradient0, sum2x0);
                sum2x1 = TVectors.MultiplyAddScalar(x, gradient1, sum2x1);
                x = TVectors.Scalar(ref term, 3);
                sum3x0 = TVectors.MultiplyAddScalar(x, gradient0, sum3x0);
                sum3x1 = TVectors.MultiplyAddScalar(x, gradient1, sum3x1);
                term = ref Unsafe.Add(ref term, steps.Term);
                gradient = ref Unsafe.Add(ref gradient, steps.Gradient);
            }

            terms = ref Unsafe.Add(ref terms, steps.TermRow);
            gradients = ref Unsafe.Add(ref gradients, steps.GradientRow);
        }

        TVectors.Store(sum0x0, ref sums, 0);
        TVectors.Store(sum0x1, ref sums, TVectors.Lanes);
        TVectors.Store(sum1x0, ref sums, sumStep);
        TVectors.Store(sum1x1, ref sums, sumStep + TVectors.Lanes);
        TVectors.Store(sum2x0, ref sums, 2 * sumStep);
        TVectors.Store(sum2x1, ref sums, (2 * sumStep) + TVectors.Lanes);
        TVectors.Store(sum3x0, ref sums, 3 * sumStep);
        TVectors.Store(sum3x1, ref sums, (3 * sumStep) + TVectors.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of3(ref float terms, in SumSteps steps, ref float gradients, int rows, ref float sums, nint sumStep)
    {
        TVector sum0x0 = TVectors.Load(ref sums, 0);
        TVector sum0x1 = TVectors.Load(ref sums, TVectors.Lanes);
        TVector sum1x0 = TVectors.Load(ref sums, sumStep);
        TVector sum1x1 = TVectors.Load(ref sums, sumStep + TVectors.Lanes);
        TVector sum2x0 = TVectors.Load(ref sums, 2 * sumStep);
        TVector sum2x1 = TVectors.Load(ref sums, (2 * sumStep) + TVectors.Lanes);
        for (; rows != 0; rows--)
        {
            ref float term = ref terms;
            ref float gradient = ref gradients;
            for (int pixel = steps.Pixels; pixel != 0; pixel--)
            {
                TVector gradient0 = TVectors.Load(ref gradient, 0);
                TVector gradient1 = TVectors.Load(ref gradient, TVectors.Lanes);
                TVector x = TVectors.Scalar(ref term, 0);
                sum0x0 = TVectors.MultiplyAddScalar(x, gradient0, sum0x0);
                sum0x1 = TVectors.MultiplyAddScalar(x, gradient1, sum0x1);
                x = TVectors.Scalar(ref term, 1);
                sum1x0 = TVectors.MultiplyAddScalar(x, gradient0, sum1x0);
                sum1x1 = TVectors.MultiplyAddScalar(x, gradient1, sum1x1);
                x = TVectors.Scalar(ref term, 2);
                sum2x0 = TVectors.MultiplyAddScalar(x, gradient0, sum2x0);
                sum2x1 = TVectors.MultiplyAddScalar(x, gradient1, sum2x1);
                term = ref Unsafe.Add(ref term, steps.Term);
                gradient = ref Unsafe.Add(ref gradient, steps.Gradient);
            }

            terms = ref Unsafe.Add(ref terms, steps.TermRow);
            gradients = ref Unsafe.Add(ref gradients, steps.GradientRow);
        }

        TVectors.Store(sum0x0, ref sums, 0);
        TVectors.Store(sum0x1, ref sums, TVectors.Lanes);
        TVectors.Store(sum1x0, ref sums, sumStep);
        TVectors.Store(sum1x1, ref sums, sumStep + TVectors.Lanes);
        TVectors.Store(sum2x0, ref sums, 2 * sumStep);
        TVectors.Store(sum2x1, ref sums, (2 * sumStep) + TVectors.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of2(ref float terms, in SumSteps steps, ref float gradients, int rows, ref float sums, nint sumStep)
    {
        TVector sum0x0 = TVectors.Load(ref sums, 0);
        TVector sum0x1 = TVectors.Load(ref sums, TVectors.Lanes);
        TVector sum1x0 = TVectors.Load(ref sums, sumStep);
        TVector sum1x1 = TVectors.Load(ref sums, sumStep + TVectors.Lanes);
        for (; rows != 0; rows--)
        {
            ref float term = ref terms;
            ref float gradient = ref gradients;
            for (int pixel = steps.Pixels; pixel != 0; pixel--)
            {
                TVector gradient0 = TVectors.Load(ref gradient, 0);
                TVector gradient1 = TVectors.Load(ref gradient, TVectors.Lanes);
                TVector x = TVectors.Scalar(ref term, 0);
                sum0x0 = TVectors.MultiplyAddScalar(x, gradient0, sum0x0);
                sum0x1 = TVectors.MultiplyAddScalar(x, gradient1, sum0x1);
                x = TVectors.Scalar(ref term, 1);
                sum1x0 = TVectors.MultiplyAddScalar(x, gradient0, sum1x0);
                sum1x1 = TVectors.MultiplyAddScalar(x, gradient1, sum1x1);
                term = ref Unsafe.Add(ref term, steps.Term);
                gradient = ref Unsafe.Add(ref gradient, steps.Gradient);
            }

            terms = ref Unsafe.Add(ref terms, steps.TermRow);
            gradients = ref Unsafe.Add(ref gradients, steps.GradientRow);
        }

        TVectors.Store(sum0x0, ref sums, 0);
        TVectors.Store(sum0x1, ref sums, TVectors.Lanes);
        TVectors.Store(sum1x0, ref sums, sumStep);
        TVectors.Store(sum1x1, ref sums, sumStep + TVectors.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of1(ref float terms, in SumSteps steps, ref float gradients, int rows, ref float sums, nint sumStep)
    {
        TVector sum0x0 = TVectors.Load(ref sums, 0);
        TVector sum0x1 = TVectors.Load(ref sums, TVectors.Lanes);
        for (; rows != 0; rows--)
        {
            ref float term = ref terms;
            ref float gradient = ref gradients;
            for (int pixel = steps.Pixels; pixel != 0; pixel--)
            {
                TVector gradient0 = TVectors.Load(ref gradient, 0);
                TVector gradient1 = TVectors.Load(ref gradient, TVectors.Lanes);
                TVector x = TVectors.Scalar(ref term, 0);
                sum0x0 = TVectors.MultiplyAddScalar(x, gradient0, sum0x0);
                sum0x1 = TVectors.MultiplyAddScalar(x, gradient1, sum0x1);
                term = ref Unsafe.Add(ref term, steps.Term);
                gradient = ref Unsafe.Add(ref gradient, steps.Gradient);
            }

            terms = ref Unsafe.Add(ref terms, steps.TermRow);
            gradients = ref Unsafe.Add(ref gradients, steps.GradientRow);
        }

        TVectors.Store(sum0x0, ref sums, 0);
        TVectors.Store(sum0x1, ref sums, TVectors.Lanes);
    }
}
