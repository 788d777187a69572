using FastOpt.Generators.Lowering.Ir;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>The conditions under which a variable has no influence on a value, as nodes of the graph.</summary>
internal sealed class Conditions(Graph graph)
{
    /// <summary>The condition under which a partial derivative is the zero of a branch that is not taken, as that of a maximum.</summary>
    public Node IsNone(Node? partial) => partial switch
    {
        null => graph.Bool(true),
        _ when partial.IsLiteral(0) => graph.Bool(true),
        { Op: Op.Select } => Choose(partial[0], IsNone(partial[1]), IsNone(partial[2])),
        _ => graph.Bool(false),
    };

    /// <summary>condition ? a : b of conditions, in and, or and not.</summary>
    public Node Choose(Node condition, Node a, Node b)
    {
        if (ReferenceEquals(a, b))
            return a;
        return a.IsLiteral(true) ? graph.OrElse(condition, b)
            : b.IsLiteral(true) ? graph.OrElse(graph.Not(condition), a)
            : graph.OrElse(graph.AndAlso(condition, a), graph.AndAlso(graph.Not(condition), b));
    }
}
