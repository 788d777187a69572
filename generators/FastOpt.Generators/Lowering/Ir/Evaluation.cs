using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Ir;

/// <summary>What C# evaluates of uniform expressions: the branch of a condition that is not taken may throw, and does not.</summary>
internal static class Evaluation
{
    /// <summary>The nodes below the roots that are evaluated whatever conditions say.</summary>
    public static HashSet<Node> Always(IEnumerable<Node> roots)
    {
        var always = new HashSet<Node>();
        var pending = new Stack<Node>(roots);
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            if (!always.Add(node))
                continue;
            foreach (Node argument in AlwaysOf(node))
                pending.Push(argument);
        }

        return always;
    }

    /// <summary>The nodes below the roots whose evaluation may throw.</summary>
    public static HashSet<Node> Throwing(IEnumerable<Node> roots)
    {
        var throwing = new HashSet<Node>();
        foreach (Node node in Traversal.InOrder(roots))
        {
            if (!node.IsVarying && (ThrowsItself(node) || AlwaysOf(node).Any(throwing.Contains)))
                throwing.Add(node);
        }

        return throwing;
    }

    /// <summary>Whether a uniform node itself may throw: divisions of integers, checked arithmetic, and what the framework refuses.</summary>
    public static bool ThrowsItself(Node node) =>
        MayFailToDivide(node)
        || node.IsChecked
        || (node.Op == Op.UniformCall && (node.CallsOwnMethod || RoundsToDigits(node)))
        || node.Is(ElementaryFunction.Clamp)
        || (node.Is(ElementaryFunction.Sign) && node.Type.IsFloating())
        || (node.Is(ElementaryFunction.Abs) && !node.Type.IsFloating());

    /// <summary>Whether the node is <c>Math.Round</c> with a number of digits, which may be too many.</summary>
    public static bool RoundsToDigits(Node node) =>
        node is { Op: Op.UniformCall, Arguments.Count: 2 } && node.Text.EndsWith(".Round", StringComparison.Ordinal) && !node.CallsOwnMethod;

    /// <summary>Whether the node divides integers by what may be 0, or the smallest of them by −1.</summary>
    private static bool MayFailToDivide(Node node) =>
        node.Op is Op.Divide or Op.Remainder && node.Type is (ScalarType.Int or ScalarType.Long) && node[1] is not { Op: Op.Literal, Bits: not (0 or -1) };

    private static IEnumerable<Node> AlwaysOf(Node node) => node.Op == Op.Select || node.IsShortCircuit ? node.Arguments.Take(1) : node.Arguments;
}
