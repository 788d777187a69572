namespace FastOpt;

/// <summary>
/// Marks a <c>readonly partial record struct</c> as a function to minimize. It is one scalar method, static or not: <c>double Value(double x, double y)</c>,
/// with a parameter for each variable, or, with a <see cref="Dimension"/>, <c>double Value(ReadOnlySpan&lt;double&gt; x)</c>, whose loops have a constant
/// length. The struct then implements <see cref="IObjective"/>, with the gradient, Hessian-vector products and the Hessian derived at compile time, exact and
/// in double; one of two variables also has <c>Evaluate</c>, which computes a grid of values in lanes. The constructor's parameters are parameters of the
/// function.
/// </summary>
[AttributeUsage(AttributeTargets.Struct, Inherited = false)]
public sealed class ObjectiveAttribute : Attribute
{
    /// <summary>
    /// The number of variables, from 1 to 256, of a <c>Value</c> that takes them as one span. Default: the number of the parameters of <c>Value</c>.
    /// </summary>
    public int Dimension { get; set; }
}
