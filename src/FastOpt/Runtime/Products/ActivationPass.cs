using System.ComponentModel;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>Activations that stand on their own, and the way back through them; what pads a row takes part, and reaches nothing. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ActivationPass
{
    /// <summary><c>y = activation(x)</c>.</summary>
    /// <typeparam name="TActivation">The activation.</typeparam>
    /// <param name="inputs">The first row of x.</param>
    /// <param name="outputs">The first row of y.</param>
    /// <param name="stride">Floats between rows of both.</param>
    /// <param name="activation">Its values.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Floats of a row, without padding.</param>
    public static void Apply<TActivation>(ref float inputs, ref float outputs, int stride, in TActivation activation, int rows, int width)
        where TActivation : struct, IActivationLanes
    {
        if (VectorWidth.Is512)
            ActivationRows<Vectors512, Vector512<float>, TActivation>.Apply(ref inputs, ref outputs, stride, rows, width, activation);
        else if (VectorWidth.Is256)
            ActivationRows<Vectors256, Vector256<float>, TActivation>.Apply(ref inputs, ref outputs, stride, rows, width, activation);
        else
            ActivationRows<Vectors128, Vector128<float>, TActivation>.Apply(ref inputs, ref outputs, stride, rows, width, activation);
    }

    /// <summary><c>dx = dy ⊙ activation′</c>.</summary>
    /// <typeparam name="TActivation">The activation.</typeparam>
    /// <param name="gradients">The first row of dy.</param>
    /// <param name="kept">The first row of what the derivative is taken from.</param>
    /// <param name="results">The first row of dx.</param>
    /// <param name="stride">Floats between rows of all.</param>
    /// <param name="activation">Its values.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Floats of a row, without padding.</param>
    public static void Gradient<TActivation>(
        ref float gradients, ref float kept, ref float results, int stride, in TActivation activation, int rows, int width)
        where TActivation : struct, IActivationLanes
    {
        if (VectorWidth.Is512)
            ActivationRows<Vectors512, Vector512<float>, TActivation>.Gradient(ref gradients, ref kept, ref results, stride, rows, width, activation);
        else if (VectorWidth.Is256)
            ActivationRows<Vectors256, Vector256<float>, TActivation>.Gradient(ref gradients, ref kept, ref results, stride, rows, width, activation);
        else
            ActivationRows<Vectors128, Vector128<float>, TActivation>.Gradient(ref gradients, ref kept, ref results, stride, rows, width, activation);
    }
}
