using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Ir;

/// <summary>A result of a rule.</summary>
/// <param name="Name">What it is called: a parameter that is assigned, "y", "loss", "derivative" ….</param>
/// <param name="Method">The emitted method that computes it; common subexpressions are shared within a method.</param>
/// <param name="Value">The expression.</param>
internal sealed record Root(string Name, string Method, Node Value);

/// <summary>A uniform value that is computed once per call and then used in lanes.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="Value">The expression, in C#'s own types.</param>
internal sealed record Coefficient(string Name, Node Value)
{
    public ScalarType Type => Value.Type;
}

/// <summary>The state of a rule between passes.</summary>
internal sealed record RuleIr
{
    public required RuleKind Kind { get; init; }

    public required Graph Graph { get; init; }

    /// <summary>The lanes that come in, in the order of the scalar method.</summary>
    public required IReadOnlyList<Node> Inputs { get; init; }

    /// <summary>The results, in the order of the scalar method.</summary>
    public required IReadOnlyList<Root> Roots { get; init; }

    /// <summary>The hoisted uniform values; empty before that pass.</summary>
    public IReadOnlyList<Coefficient> Coefficients { get; init; } = [];

    /// <summary>The value from which the derivative of an activation is computed.</summary>
    public DerivativeForm DerivativeForm { get; init; } = DerivativeForm.Input;

    /// <summary>The gradient that comes in at the output of an extended rule; null for others.</summary>
    public Node? Gradient { get; init; }

    /// <summary>The tangents of x and of each operand that has a gradient, of an extended rule that can be differentiated twice; otherwise none.</summary>
    public IReadOnlyList<Node> Tangents { get; init; } = [];

    /// <summary>The results of one emitted method.</summary>
    public IReadOnlyList<Root> RootsOf(string method) => [.. Roots.Where(r => r.Method == method)];

    /// <summary>The same with every root's value rewritten.</summary>
    public RuleIr Map(Func<Node, Node> rewrite) => this with { Roots = [.. Roots.Select(r => r with { Value = rewrite(r.Value) })] };
}

/// <summary>The names of the emitted methods.</summary>
internal static class MethodNames
{
    /// <summary>The update of an optimizer.</summary>
    public const string Update = "Update";

    /// <summary>The value of an activation, a loss or a function.</summary>
    public const string Apply = "Apply";

    /// <summary>What an extended rule computes in Predict and Evaluate.</summary>
    public const string Predict = "Predict";

    /// <summary>The gradients of an extended rule: in x, and in each operand that has one.</summary>
    public const string Gradients = "Gradients";

    /// <summary>The value of an objective.</summary>
    public const string Value = "Value";

    /// <summary>The gradient of an objective.</summary>
    public const string Gradient = "Gradient";

    /// <summary>The product of an objective's Hessian and a direction.</summary>
    public const string HessianVector = "HessianVector";

    /// <summary>The rows of an objective's Hessian up to the diagonal.</summary>
    public const string Hessian = "Hessian";

    /// <summary>The derivative of an activation or a function.</summary>
    public const string Derivative = "Derivative";

    /// <summary>The second derivative of an activation, in x, or of a loss, in the prediction.</summary>
    public const string SecondDerivative = "SecondDerivative";

    /// <summary>The tangents of an extended rule's gradients: how they move where x and the operands move along a direction.</summary>
    public const string GradientTangents = "GradientTangents";
}
