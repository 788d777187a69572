namespace FastOpt.Generators.Lowering.Ir;

/// <summary>Walks over expression graphs.</summary>
internal static class Traversal
{
    /// <summary>The nodes below the roots, arguments before users, in the order of the source.</summary>
    public static List<Node> InOrder(IEnumerable<Node> roots)
    {
        var order = new List<Node>();
        var seen = new HashSet<Node>();
        var pending = new Stack<(Node Node, int Next)>();
        foreach (Node root in roots)
        {
            if (!seen.Add(root))
                continue;
            pending.Push((root, 0));
            while (pending.Count > 0)
            {
                (Node node, int next) = pending.Pop();
                if (next == node.Arguments.Count)
                {
                    order.Add(node);
                    continue;
                }

                pending.Push((node, next + 1));
                if (seen.Add(node[next]))
                    pending.Push((node[next], 0));
            }
        }

        return order;
    }

    /// <summary>Whether <paramref name="target"/> occurs in <paramref name="root"/>.</summary>
    public static bool Contains(Node root, Node target) => InOrder([root]).Contains(target);

    /// <summary>How often each node below the roots is used; a root counts as used once.</summary>
    public static Dictionary<Node, int> CountUses(IReadOnlyList<Node> roots)
    {
        var uses = new Dictionary<Node, int>();
        void Use(Node node) => uses[node] = uses.TryGetValue(node, out int count) ? count + 1 : 1;
        foreach (Node node in InOrder(roots))
        {
            foreach (Node argument in node.Arguments)
                Use(argument);
        }

        foreach (Node root in roots)
            Use(root);
        return uses;
    }
}

/// <summary>Rewrites a graph bottom-up, each node once.</summary>
internal sealed class Rewriter(Graph graph, Func<Node, Node> rewrite)
{
    private readonly Dictionary<Node, Node> _results = [];

    /// <summary>The rewritten form of <paramref name="root"/>: first its arguments are rewritten, then the node with the new arguments.</summary>
    public Node Visit(Node root)
    {
        foreach (Node node in Traversal.InOrder([root]))
        {
            if (!_results.ContainsKey(node))
                _results.Add(node, rewrite(graph.With(node, [.. node.Arguments.Select(a => _results[a])])).Named(node.Name));
        }

        return _results[root];
    }

    /// <summary>Fixes the result for a node, so that neither it nor what only it needs is rewritten.</summary>
    public Rewriter Replace(Node node, Node replacement)
    {
        _results[node] = replacement;
        return this;
    }
}
