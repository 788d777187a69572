using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// Turns a·b + c, a·b − c and c − a·b into one multiply-add. Only products that nobody else needs are taken, since another one would be computed
/// twice; of two products the left one. The choice depends on the expression alone, so it is the same for every width.
/// </summary>
internal static class ContractMultiplyAdd
{
    public static RuleIr Run(RuleIr ir)
    {
        // Methods do not share values at run time, so each is contracted for itself.
        var contracted = new Dictionary<(string Method, Node Value), Node>();
        foreach (string method in ir.Roots.Select(static r => r.Method).Distinct())
        {
            Node[] values = [.. ir.RootsOf(method).Select(static r => r.Value)];
            Dictionary<Node, Node> results = Contract(ir.Graph, values);
            foreach (Node value in values)
                contracted[(method, value)] = results[value];
        }

        return ir with { Roots = [.. ir.Roots.Select(r => r with { Value = contracted[(r.Method, r.Value)] })] };
    }

    private static Dictionary<Node, Node> Contract(Graph graph, IReadOnlyList<Node> roots)
    {
        Dictionary<Node, int> uses = Traversal.CountUses(roots);
        var results = new Dictionary<Node, Node>();
        foreach (Node node in Traversal.InOrder(roots))
        {
            Node[] arguments = [.. node.Arguments.Select(a => results[a])];
            Node? fused = node.Type == ScalarType.Float && node.IsVarying ? Fuse(node, arguments) : null;
            results.Add(node, fused?.Named(node.Name) ?? graph.With(node, arguments));
        }

        return results;

        // A free product stays a product when its factors are rewritten, so its new form can be taken apart.
        Node? Fuse(Node node, Node[] arguments) => node.Op switch
        {
            Op.Add when IsFree(node[0]) => MultiplyAdd(arguments[0][0], arguments[0][1], arguments[1]),
            Op.Add when IsFree(node[1]) => MultiplyAdd(arguments[1][0], arguments[1][1], arguments[0]),
            Op.Subtract when IsFree(node[0]) => MultiplyAdd(arguments[0][0], arguments[0][1], graph.Negate(arguments[1])),
            Op.Subtract when IsFree(node[1]) => MultiplyAdd(graph.Negate(arguments[1][0]), arguments[1][1], arguments[0]),
            _ => null,
        };

        Node MultiplyAdd(Node a, Node b, Node c) => graph.Make(Op.MultiplyAdd, ScalarType.Float, [a, b, c]);

        bool IsFree(Node node) => node.Op == Op.Multiply && node.IsVarying && uses[node] == 1;
    }
}
