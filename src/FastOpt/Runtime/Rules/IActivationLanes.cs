using System.ComponentModel;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>An activation with its uniform values, over vectors of every width: what the kernels of the runtime are generic in. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IActivationLanes
{
    /// <summary>Vector operations of one application.</summary>
    static abstract int Cost { get; }

    /// <summary>Whether the derivative is taken from the input; else from the output.</summary>
    static abstract bool KeepsInput { get; }

    /// <summary>Applies the activation.</summary>
    /// <param name="x">The inputs.</param>
    Vector128<float> Apply(Vector128<float> x);

    /// <summary>Applies the activation.</summary>
    /// <param name="x">The inputs.</param>
    Vector256<float> Apply(Vector256<float> x);

    /// <summary>Applies the activation.</summary>
    /// <param name="x">The inputs.</param>
    Vector512<float> Apply(Vector512<float> x);

    /// <summary>The derivative.</summary>
    /// <param name="kept">The inputs or the outputs.</param>
    Vector128<float> Derivative(Vector128<float> kept);

    /// <summary>The derivative.</summary>
    /// <param name="kept">The inputs or the outputs.</param>
    Vector256<float> Derivative(Vector256<float> kept);

    /// <summary>The derivative.</summary>
    /// <param name="kept">The inputs or the outputs.</param>
    Vector512<float> Derivative(Vector512<float> kept);
}
