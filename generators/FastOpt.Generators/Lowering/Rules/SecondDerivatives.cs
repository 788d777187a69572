using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// Differentiates a rule once more, for the Hessian-vector products of networks. Where a derivative has none, which is so behind functions that are known by
/// their bits, the rule goes without.
/// </summary>
internal static class SecondDerivatives
{
    /// <summary>With the second derivative of a rule of x, or of a loss in the prediction.</summary>
    public static RuleIr Of(RuleIr ir, Node derivative, Inline inline)
    {
        Node variable = ir.Inputs[0];
        if (!Differentiate.IsPossible(derivative, variable))
            return ir;
        Node second = new Differentiate(ir.Graph, variable, inline.Partials).Of(derivative);
        return ir with { Roots = [.. ir.Roots, new Root(RuleLowering.SecondDerivativeResult, MethodNames.SecondDerivative, second)] };
    }

    /// <summary>
    /// With the tangents of an extended rule's gradients, for a gradient of the output that rests: of each gradient its derivative along the tangents of x and
    /// of the operands.
    /// </summary>
    public static RuleIr OfExtended(RuleIr ir, RuleSpec rule, Inline inline)
    {
        Node[] variables = [.. ir.Inputs.Where((_, i) => i == 0 || !rule.Operands[i - 1].IsRandom)];
        IReadOnlyList<Root> gradients = ir.RootsOf(MethodNames.Gradients);
        if (gradients.Any(gradient => variables.Any(variable => !Differentiate.IsPossible(gradient.Value, variable))))
            return ir;
        var taken = new List<string>(ir.Inputs.Select(static input => input.Text)) { ir.Gradient!.Text };
        var tangents = new List<Node>();
        foreach (Node variable in variables)
        {
            string name = variable.Text + "Tangent";
            while (taken.Contains(name))
                name += "_";
            taken.Add(name);
            tangents.Add(ir.Graph.Input(ScalarType.Float, name));
        }

        Dictionary<Node, Node> seeds = Enumerable.Range(0, variables.Length).ToDictionary(i => variables[i], i => tangents[i]);
        var along = new Differentiate(ir.Graph, seeds, ScalarType.Float, inline.Partials);
        Root[] roots = [.. gradients.Select(gradient => new Root(gradient.Name, MethodNames.GradientTangents, along.Of(gradient.Value)))];
        return ir with { Tangents = tangents, Roots = [.. ir.Roots, .. roots] };
    }
}
