using System.ComponentModel;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>An optimizer with its uniform values, or one behind gradient rules, over vectors of every width. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IUpdateLanes
{
    /// <summary>Vector operations of one application.</summary>
    static abstract int Cost { get; }

    /// <summary>Floats that are kept for each weight.</summary>
    static abstract int States { get; }

    /// <summary>Updates weights and their states.</summary>
    /// <param name="weight">The weights.</param>
    /// <param name="gradient">Their gradients.</param>
    /// <param name="state">Their first state in memory.</param>
    /// <param name="distance">Floats from a state to the next.</param>
    void Update(ref Vector128<float> weight, Vector128<float> gradient, ref float state, nint distance);

    /// <summary>Updates weights and their states.</summary>
    /// <param name="weight">The weights.</param>
    /// <param name="gradient">Their gradients.</param>
    /// <param name="state">Their first state in memory.</param>
    /// <param name="distance">Floats from a state to the next.</param>
    void Update(ref Vector256<float> weight, Vector256<float> gradient, ref float state, nint distance);

    /// <summary>Updates weights and their states.</summary>
    /// <param name="weight">The weights.</param>
    /// <param name="gradient">Their gradients.</param>
    /// <param name="state">Their first state in memory.</param>
    /// <param name="distance">Floats from a state to the next.</param>
    void Update(ref Vector512<float> weight, Vector512<float> gradient, ref float state, nint distance);
}
