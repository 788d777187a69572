using System.ComponentModel;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>A gradient rule with its uniform values, over vectors of every width. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IGradientRuleLanes
{
    /// <summary>Vector operations of one application.</summary>
    static abstract int Cost { get; }

    /// <summary>Applies the rule.</summary>
    /// <param name="weight">The weights.</param>
    /// <param name="gradient">Their gradients.</param>
    void Apply(ref Vector128<float> weight, ref Vector128<float> gradient);

    /// <summary>Applies the rule.</summary>
    /// <param name="weight">The weights.</param>
    /// <param name="gradient">Their gradients.</param>
    void Apply(ref Vector256<float> weight, ref Vector256<float> gradient);

    /// <summary>Applies the rule.</summary>
    /// <param name="weight">The weights.</param>
    /// <param name="gradient">Their gradients.</param>
    void Apply(ref Vector512<float> weight, ref Vector512<float> gradient);
}
