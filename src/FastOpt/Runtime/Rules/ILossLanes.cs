using System.ComponentModel;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>A loss of single elements with its uniform values, over vectors of every width. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILossLanes
{
    /// <summary>The loss of each prediction.</summary>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets.</param>
    /// <param name="derivative">Receives the derivative in the prediction.</param>
    Vector128<float> Apply(Vector128<float> prediction, Vector128<float> target, out Vector128<float> derivative);

    /// <summary>The loss of each prediction.</summary>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets.</param>
    /// <param name="derivative">Receives the derivative in the prediction.</param>
    Vector256<float> Apply(Vector256<float> prediction, Vector256<float> target, out Vector256<float> derivative);

    /// <summary>The loss of each prediction.</summary>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets.</param>
    /// <param name="derivative">Receives the derivative in the prediction.</param>
    Vector512<float> Apply(Vector512<float> prediction, Vector512<float> target, out Vector512<float> derivative);
}
