using System.ComponentModel;

namespace FastOpt;

/// <summary>
/// What a network tells of what it computes in <c>Predict</c>, so that a program can write it in another format without knowing a layer or a rule by name. The
/// compiler adds it to every network; where nothing asks for it, trimming leaves it out.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface INetworkGraph
{
    /// <summary>
    /// The prediction program, one operation a line, from top to bottom:
    /// <code>
    /// input x [1, 28, 28]
    /// conv1 [8, 28, 28] = convolution(x, conv1.weight, conv1.bias) of 1x28x28, window 3x3, padding 1 1 1 1
    /// relu1 [8, 28, 28] = map(conv1) Relu: x =&gt; x &lt;= 0f ? 0f : x
    /// dense1 [10] = product(relu1, dense1.weight, dense1.bias)
    /// output dense1 [10]
    /// </code>
    /// A line has the name of its result, the shape for one example, the operation with what it reads (values of lines above, tensors by the names in
    /// <see cref="INetwork{TSelf, TTarget}.Tensors"/>), and what else there is to say. An operation takes the elements of what it reads in row-major order,
    /// whatever shape they had.
    /// <list type="bullet">
    /// <item><c>product(x, weight, bias)</c>: x · weightᵀ + bias of all elements; the bias may be missing, as in a convolution.</item>
    /// <item><c>convolution(x, weight, bias)</c>, <c>maximum(x)</c>, <c>average(x)</c>: of what a window sees of an image of channels x height x width, at each
    /// of its places; a signal is an image of height 1. "step", "dilation" and "groups" are 1, "padding" (top, left, bottom, right) is 0 where nothing is said.
    /// Padding is zeros, which an average counts and a maximum does not see.</item>
    /// <item><c>statistics(x, mean, …)</c>: those of one example; the shape is statistics x parts, and the example has so many parts of equal length.</item>
    /// <item><c>map(x, …)</c>: a rule for every element, with its name and <see cref="IRuleFormula.Formula"/>. Behind x it takes statistics, each the one that
    /// its parameter is called after, and tensors with a value for each channel.</item>
    /// <item><c>lookup(x, table) of 0 3</c>: vectors of the table in the place of these elements, which are their numbers.</item>
    /// <item><c>add(a, b)</c>, <c>multiply(a, b)</c>, <c>concat(a, b)</c> (b's channels behind those of a), <c>reshape(x)</c>.</item>
    /// </list>
    /// </summary>
    static abstract string Graph { get; }
}
