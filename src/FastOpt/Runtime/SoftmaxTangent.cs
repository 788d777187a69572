using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>
/// The Hessian of the cross-entropy of softmax in a row of logits, times their tangent: with p = softmax(z) and targets q of sum m it is
/// <c>m · p ⊙ (δz − p·δz)</c>. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SoftmaxTangent
{
    /// <summary>One row.</summary>
    /// <param name="logits">z.</param>
    /// <param name="tangents">δz.</param>
    /// <param name="results">Receives the product.</param>
    /// <param name="classes">Logits of a row.</param>
    /// <param name="weight">m, times the weight of the row in the mean.</param>
    public static void Row(ref float logits, ref float tangents, ref float results, int classes, float weight)
    {
        float largest = float.NegativeInfinity;
        for (nint i = 0; i < classes; i++)
            largest = MathF.Max(largest, Unsafe.Add(ref logits, i));
        double sum = 0, product = 0;
        for (nint i = 0; i < classes; i++)
        {
            float exponential = VectorMath.Exp(Unsafe.Add(ref logits, i) - largest);
            Unsafe.Add(ref results, i) = exponential;
            sum += exponential;
            product += (double)exponential * Unsafe.Add(ref tangents, i);
        }

        double mean = product / sum;
        for (nint i = 0; i < classes; i++)
        {
            double probability = Unsafe.Add(ref results, i) / sum;
            Unsafe.Add(ref results, i) = (float)(probability * (Unsafe.Add(ref tangents, i) - mean) * weight);
        }
    }

    /// <summary>m of a label: the sum over all classes of what each has whatever the label is, and what that of the label has besides.</summary>
    /// <param name="label">The label, which is bounded, for the caller's memory may have changed since it was checked.</param>
    /// <param name="classes">What each class has; behind it, what a target is multiplied by.</param>
    /// <param name="count">Classes.</param>
    /// <param name="stride">Floats between the two.</param>
    public static float Mass(int label, ref float classes, int count, int stride)
    {
        float sum = 0;
        double total = 0;
        for (nint i = 0; i < count; i++)
        {
            sum += Unsafe.Add(ref classes, i);
            total += Unsafe.Add(ref classes, i);
        }

        return (LongSum.Is(count) ? (float)total : sum) + Unsafe.Add(ref classes, stride + (nint)Math.Min((uint)label, (uint)(count - 1)));
    }

    /// <summary>m of a row of targets.</summary>
    /// <param name="targets">A target for each class.</param>
    /// <param name="classes">What each class has; behind it, what a target is multiplied by.</param>
    /// <param name="count">Classes.</param>
    /// <param name="stride">Floats between the two.</param>
    public static float Mass(ref float targets, ref float classes, int count, int stride)
    {
        float sum = 0;
        double total = 0;
        for (nint i = 0; i < count; i++)
        {
            float mass = Unsafe.Add(ref classes, i) + (Unsafe.Add(ref targets, i) * Unsafe.Add(ref classes, stride + i));
            sum += mass;
            total += mass;
        }

        return LongSum.Is(count) ? (float)total : sum;
    }
}
