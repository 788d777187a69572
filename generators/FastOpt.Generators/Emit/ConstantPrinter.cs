using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Emit;

/// <summary>
/// Prints long constants among lanes, as scalars in locals: what a constant uses twice is written once. Functions that are called with constants, in chains,
/// would otherwise be written
/// as often as there are paths through them.
/// </summary>
/// <param name="taken">The names in use where the locals stand.</param>
internal sealed class ConstantPrinter(HashSet<string> taken) : ScalarPrinter(taken)
{
    /// <summary>Operations of a constant that is written in one piece.</summary>
    private const int Longest = 48;

    /// <summary>Whether the constant is too long for one expression.</summary>
    public static bool IsLong(Node node)
    {
        int rest = Longest;
        return !Fits(node, ref rest);
    }

    protected override string Declaration(Node node, string name, string text) =>
        base.Declaration(node, name, Traversal.InOrder([node]).Any(Wraps) ? $"unchecked({text})" : text);

    private static bool Fits(Node node, ref int rest)
    {
        if (--rest < 0)
            return false;
        foreach (Node argument in node.Arguments)
        {
            if (!Fits(argument, ref rest))
                return false;
        }

        return true;
    }
}
