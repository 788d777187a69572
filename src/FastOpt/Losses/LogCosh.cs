namespace FastOpt;

/// <summary>
/// The logarithm of the hyperbolic cosine of the error, <c>log cosh(z − y)</c>, averaged over all elements of the batch: about ½e² where the error e
/// is small and |e| − log 2 where it is large. Its derivative is <c>tanh(z − y)</c>. Small losses keep their relative accuracy, large ones do not overflow.
/// </summary>
[Loss]
public readonly partial record struct LogCosh
{
    /// <summary><c>log cosh(z − y)</c>.</summary>
    /// <param name="prediction">z, the network's output.</param>
    /// <param name="target">y, the wanted output.</param>
    public static float Apply(float prediction, float target)
    {
        // cosh e = 1 + 2·sinh²(e/2) loses nothing where e is small; from 10 on log(1 + e^(−2|e|)) is below the rounding of |e| − log 2.
        float error = prediction - target;
        float size = MathF.Abs(error);
        float half = VectorMath.Sinh(0.5f * error);
        return size < 10 ? VectorMath.Log1P(2 * (half * half)) : size - 0.69314718f;
    }
}
