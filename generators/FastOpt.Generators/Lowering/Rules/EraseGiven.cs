using FastOpt.Generators.Lowering.Ir;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>Leaves of a value with derivatives given by hand the value: behind differentiation it is one like any other.</summary>
internal static class EraseGiven
{
    public static RuleIr Run(RuleIr ir)
    {
        var rewriter = new Rewriter(ir.Graph, static node => node.Op is Op.Given or Op.Stop ? node[0] : node);
        return ir.Map(rewriter.Visit);
    }
}
