using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Ir;

/// <summary>When the scalar method comes to a value.</summary>
/// <param name="Certain">A uniform condition: where it holds, the method computes the value for every element.</param>
/// <param name="LanesDecide">Whether the method may come to it for some elements besides, by conditions that differ among them.</param>
internal readonly record struct Reach(Node Certain, bool LanesDecide)
{
    /// <summary>The reach of nodes below the roots, which are always computed.</summary>
    /// <param name="graph">Receives the conditions.</param>
    /// <param name="roots">The results.</param>
    /// <param name="wanted">The nodes that are asked for; what is above them is followed, and nothing else.</param>
    public static Dictionary<Node, Reach> Of(Graph graph, IReadOnlyList<Node> roots, HashSet<Node> wanted)
    {
        List<Node> order = Traversal.InOrder(roots);
        var above = new HashSet<Node>();
        foreach (Node node in order)
        {
            if (wanted.Contains(node) || node.Arguments.Any(above.Contains))
                above.Add(node);
        }

        var reached = new Dictionary<Node, Reach>();
        void Come(Node node, Node condition, bool lanesDecide)
        {
            if (!above.Contains(node))
                return;
            Reach before = reached.TryGetValue(node, out Reach found) ? found : new Reach(graph.Bool(false), false);
            reached[node] = new Reach(graph.OrElse(before.Certain, condition), before.LanesDecide || lanesDecide);
        }

        foreach (Node root in roots)
            Come(root, graph.Bool(true), false);

        // Users stand behind what they use.
        for (int i = order.Count - 1; i >= 0; i--)
        {
            if (!reached.TryGetValue(order[i], out Reach reach))
                continue;
            Node node = order[i];
            for (int argument = 0; argument < node.Arguments.Count; argument++)
            {
                (Node? condition, bool varies) = Edge(graph, node, argument);
                Come(
                    node[argument],
                    varies ? graph.Bool(false) : condition is null ? reach.Certain : graph.AndAlso(reach.Certain, condition),
                    varies || reach.LanesDecide);
            }
        }

        return reached;
    }

    /// <summary>The condition under which a node needs an argument: null for always; or that it differs among lanes.</summary>
    private static (Node? Condition, bool Varies) Edge(Graph graph, Node node, int argument)
    {
        if (argument == 0 || !(node.Op == Op.Select || node.IsShortCircuit))
            return (null, false);
        if (node[0].IsVarying)
            return (null, true);
        return (argument == 1 && node.Op != Op.Or ? node[0] : graph.Not(node[0]), false);
    }
}
