using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// Writes the derivatives of an activation in the output y where it can: tanh' = 1 − y², sigmoid' = y(1 − y), relu' = y > 0. When the
/// input x is then not needed any more, the network keeps y, which the next layer needs anyway, and x is never stored. A normalization needs x anyway, for the
/// derivatives of its statistics.
/// </summary>
internal static class RecognizeOutput
{
    /// <summary>The name of the output in the derivative.</summary>
    public const string Output = "y";

    public static RuleIr Run(RuleIr ir)
    {
        Root[] derivatives = [.. ir.Roots.Where(static r => r.Method is MethodNames.Derivative or MethodNames.Gradients)];
        if (ir.Kind != RuleKind.Activation)
            return ir;

        Node input = ir.Inputs[0];
        Node value = ir.Roots.Single(static r => r.Method == MethodNames.Apply).Value;
        Node output = ir.Graph.Input(ScalarType.Float, Unused(ir));

        var rewriter = new Rewriter(ir.Graph, static node => node).Replace(value, output);
        foreach (Node comparison in EquivalentComparisons(ir.Graph, value))
            rewriter.Replace(comparison, ir.Graph.Compare(comparison.Op, Swap(comparison[0]), Swap(comparison[1])));
        Dictionary<Root, Node> rewritten = derivatives.ToDictionary(static d => d, d => rewriter.Visit(d.Value));
        if (rewritten.Values.Any(d => Traversal.Contains(d, input)))
            return ir;

        return ir with
        {
            DerivativeForm = DerivativeForm.Output,
            Roots = [.. ir.Roots.Select(r => rewritten.TryGetValue(r, out Node? changed) ? r with { Value = changed } : r)],
        };

        Node Swap(Node operand) => ReferenceEquals(operand, input) ? output : operand;
    }

    /// <summary>"y", or a name like it that no input has.</summary>
    private static string Unused(RuleIr ir)
    {
        string name = Output;
        while (ir.Inputs.Any(i => i.Text == name) || ir.Gradient?.Text == name)
            name += "Out";
        return name;
    }

    /// <summary>
    /// The comparisons of x with k that y decides as well, for y = max(x, k), be it written so or as a condition: x > k is y > k, and x ≤ k is y ≤ k.
    /// With ≥ and &lt; it is not so: at y = k, x may be k or less.
    /// </summary>
    private static IEnumerable<Node> EquivalentComparisons(Graph graph, Node value)
    {
        if (value.Is(ElementaryFunction.Max))
        {
            foreach ((Node x, Node k) in new[] { (value[0], value[1]), (value[1], value[0]) })
            {
                if (x.Op != Op.Input || k.IsVarying)
                    continue;
                yield return graph.Compare(Op.Greater, x, k);
            }
        }

        if (value.Op != Op.Select)
            yield break;
        (Node condition, Node a, Node b) = (value[0], value[1], value[2]);
        bool isMaximum = condition.Op switch
        {
            Op.Greater => ReferenceEquals(condition[0], a) && ReferenceEquals(condition[1], b) && a.Op == Op.Input && !b.IsVarying,
            Op.Less => ReferenceEquals(condition[1], a) && ReferenceEquals(condition[0], b) && a.Op == Op.Input && !b.IsVarying,
            Op.LessOrEqual => ReferenceEquals(condition[0], b) && ReferenceEquals(condition[1], a) && b.Op == Op.Input && !a.IsVarying,
            Op.GreaterOrEqual => ReferenceEquals(condition[1], b) && ReferenceEquals(condition[0], a) && b.Op == Op.Input && !a.IsVarying,
            _ => false,
        };
        if (isMaximum)
            yield return condition;
    }
}
