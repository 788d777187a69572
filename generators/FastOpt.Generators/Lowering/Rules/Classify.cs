using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// Tells uniform from varying. The property itself is computed when a node is made (varying is what an input reaches); this pass holds the invariant
/// that the later ones rely on: what varies is a float, an int or a bool. Parsing has reported every violation to the user before.
/// </summary>
internal static class Classify
{
    public static RuleIr Run(RuleIr ir)
    {
        foreach (Node node in Traversal.InOrder(ir.Roots.Select(static r => r.Value)))
        {
            if (node.IsVarying && !node.Type.FitsLanes())
                throw new InvalidOperationException($"A varying {node.Type.Keyword()} reached lowering: {node}.");
        }

        return ir;
    }
}
