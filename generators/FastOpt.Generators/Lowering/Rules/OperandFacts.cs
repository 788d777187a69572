using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>What a network must know of a rule that takes more than x, found in its lowered form.</summary>
internal static class OperandFacts
{
    /// <summary>The facts with those of the operands.</summary>
    public static RuleFacts With(RuleFacts facts, RuleSpec rule, RuleIr ir)
    {
        HashSet<Node> read = [.. Traversal.InOrder(ir.RootsOf(MethodNames.Gradients).Select(static r => r.Value))];
        Node x = ir.Inputs[0];
        return facts with
        {
            IsExtended = true,
            Operands = rule.Operands,
            Over = rule.Over,
            GroupsProperty = rule.GroupsProperty,
            HasMomentum = rule.HasMomentum,
            HasPredict = rule.Predict is not null,
            PredictIsIdentity = PredictIsIdentity(ir),
            PredictOperands = [.. rule.Predict?.Parameters.Skip(1).Select(static p => p.Name) ?? []],
            ComparesUniform = ir.Inputs.Skip(1).FirstOrDefault(static i => i.Text == OperandNames.Uniform) is { } uniform && IsOnlyCompared(ir, uniform),
            GradientReadsX = read.Contains(x),
            GradientReadsOutput = Output(ir) is not null,
            IsAffine = IsAffine(ir.RootsOf(MethodNames.Apply)[0].Value, x),
        };
    }

    /// <summary>Whether what the rule computes in Predict and Evaluate is x.</summary>
    public static bool PredictIsIdentity(RuleIr ir) => ir.RootsOf(MethodNames.Predict).Any(predict => predict.Value == ir.Inputs[0]);

    /// <summary>The output y that the gradients read in the place of x; null if they read none.</summary>
    public static Node? Output(RuleIr ir) => Traversal.InOrder(ir.RootsOf(MethodNames.Gradients).Select(static r => r.Value))
        .FirstOrDefault(n => n.Op == Op.Input && n != ir.Gradient && !ir.Inputs.Contains(n));

    /// <summary>
    /// Whether a value is a·x + b as it is written. A derivative that does not depend on x would not do: that of a step function is 0.
    /// </summary>
    private static bool IsAffine(Node value, Node x)
    {
        var known = new Dictionary<Node, Degree>();
        return Of(value) != Degree.Other;

        Degree Of(Node node)
        {
            if (!known.TryGetValue(node, out Degree degree))
                known.Add(node, degree = node == x ? Degree.One : Combine(node.Op, [.. node.Arguments.Select(Of)]));
            return degree;
        }

        static Degree Sum(Degree a, Degree b) => a > b ? a : b;

        static Degree Product(Degree a, Degree b) => a == Degree.Zero ? b : b == Degree.Zero ? a : Degree.Other;

        static Degree Combine(Op op, Degree[] of) => op switch
        {
            _ when of.All(static degree => degree == Degree.Zero) => Degree.Zero,
            Op.Negate => of[0],
            Op.Add or Op.Subtract => Sum(of[0], of[1]),
            Op.Multiply => Product(of[0], of[1]),
            Op.MultiplyAdd => Sum(Product(of[0], of[1]), of[2]),
            Op.Select when of[0] == Degree.Zero => Sum(of[1], of[2]),
            Op.Divide => of[1] == Degree.Zero ? of[0] : Degree.Other,
            _ => Degree.Other,
        };
    }

    /// <summary>How a value depends on x: not at all, as a·x + b, or in another way.</summary>
    private enum Degree
    {
        Zero,
        One,
        Other,
    }

    /// <summary>Whether a value only ever decides, against values that are the same for all lanes.</summary>
    private static bool IsOnlyCompared(RuleIr ir, Node value) =>
        ir.Roots.All(r => r.Value != value)
        && Traversal.InOrder(ir.Roots.Select(static r => r.Value)).Where(n => n.Arguments.Contains(value)).All(static n =>
            n.Op is Op.Less or Op.LessOrEqual or Op.Greater or Op.GreaterOrEqual or Op.Equal or Op.NotEqual && n.Arguments.Any(static a => !a.IsVarying));
}
