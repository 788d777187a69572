using System.ComponentModel;

namespace FastOpt;

/// <summary>
/// What the compiler adds to an activation or a normalization, the library's own or a user's: the formula of what Predict computes, with the numbers of these
/// hyperparameters. Programs that write networks in other formats read it as a part of <see cref="INetworkGraph.Graph"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface IRuleFormula
{
    /// <summary>
    /// A lambda in one line: parameters, values that are used several times, result; such as
    /// <c>(x, weight) =&gt; condition = x &gt; 0f; condition ? x : weight * x</c>. Operators, their precedence and conversions (<c>int(x)</c>,
    /// <c>float(i)</c>) are C#'s, numbers that end in f are floats, others ints; functions have the names of <see cref="VectorMath"/> and MathF in lower case.
    /// A <c>[Vectorized]</c> method of another assembly stands there as a call by its full name.
    /// </summary>
    string Formula { get; }
}
