namespace FastOpt;

/// <summary>
/// Gives the derivative of a method by hand, where what the compiler derives would be slower or less accurate: marks a scalar method of the same type and the same parameters
/// that returns <c>∂F/∂x</c>. It is used wherever F is differentiated: in F's emitted derivative, in rules and functions that call F, and in second derivatives, for which it
/// is differentiated itself.
/// <code>
/// [Vectorized] public static float LogSum(float x) => MathF.Log(1 + MathF.Exp(x));
/// [Derivative(nameof(LogSum))] private static float LogSumSlope(float x) => VectorMath.Sigmoid(x);
/// </code>
/// F is a <see cref="VectorizedAttribute"/> method, or the Apply of an activation or a loss.
/// </summary>
/// <param name="method">The name of F.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class DerivativeAttribute(string method) : Attribute
{
    /// <summary>The name of F.</summary>
    public string Method { get; } = method;

    /// <summary>The name of the parameter in which F is differentiated; default: the first one.</summary>
    public string? In { get; set; }
}
