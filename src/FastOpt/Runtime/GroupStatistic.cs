using System.ComponentModel;

namespace FastOpt.Runtime;

/// <summary>What a statistic is. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum GroupStatistic
{
    /// <summary>Σx / n.</summary>
    Mean,

    /// <summary>Σ(x − mean)² / n.</summary>
    Variance,

    /// <summary>Σx² / n.</summary>
    MeanSquare,

    /// <summary>The largest.</summary>
    Maximum,

    /// <summary>The smallest.</summary>
    Minimum,

    /// <summary>√Σx².</summary>
    Norm,
}
