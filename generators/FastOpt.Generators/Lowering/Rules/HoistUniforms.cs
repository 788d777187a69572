using System.Globalization;
using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Rules;

/// <summary>
/// Takes every maximal uniform expression that lanes use out of the lanes: it becomes a coefficient, computed once per call in C#'s own types.
/// Constants stay where they are.
/// </summary>
internal static class HoistUniforms
{
    public static RuleIr Run(RuleIr ir)
    {
        var hoisted = new Dictionary<Node, Coefficient>();

        // A field cannot have the name of its struct.
        var names = new HashSet<string>(["Coefficients"], StringComparer.Ordinal);
        var coefficients = new List<Coefficient>();

        foreach (Node node in Traversal.InOrder(ir.Roots.Select(static r => r.Value)))
        {
            if (!node.IsVarying)
                continue;
            foreach (Node argument in node.Arguments)
                Hoist(argument);
        }

        foreach (Root root in ir.Roots)
            Hoist(root.Value);

        void Hoist(Node node)
        {
            if (node.IsVarying || node.IsConstant || hoisted.ContainsKey(node))
                return;
            string stem = CoefficientNames.Of(node);
            string name = stem;
            for (int i = 2; !names.Add(name); i++)
                name = stem + i.ToString(CultureInfo.InvariantCulture);
            var coefficient = new Coefficient(name, node);
            hoisted.Add(node, coefficient);
            coefficients.Add(coefficient);
        }

        var rewriter = new Rewriter(ir.Graph, static node => node);
        foreach (Coefficient coefficient in coefficients)
            rewriter.Replace(coefficient.Value, ir.Graph.Coefficient(coefficient.Type, coefficient.Name));
        return ir.Map(rewriter.Visit) with { Coefficients = coefficients };
    }
}

/// <summary>Names for coefficients: the source's where it has one, otherwise what the expression says: "MinusLearningRate", "OneMinusBeta1".</summary>
internal static class CoefficientNames
{
    private const int LongestName = 40;

    public static string Of(Node node)
    {
        string? name = node.Name is { } local ? Pascal(local) : Describe(node);
        return name is null || name.Length > LongestName ? "Uniform" : name;
    }

    private static string Pascal(string name) => LiftedNames.Pascal(name.TrimStart('@', '_'));

    private static string? Describe(Node node)
    {
        if (node.Name is { } local)
            return Pascal(local);
        switch (node.Op)
        {
            case Op.Uniform:
                return Pascal(node.Text);
            case Op.Literal:
                return Number(node);
            case Op.Convert:
                return Describe(node[0]);
            case Op.Negate:
                return "Minus" + Describe(node[0]);
            case Op.Not:
                return "Not" + Describe(node[0]);
            case Op.Call:
                return node.Function + Describe(node[0]);
            case Op.UniformCall when node.Arguments.Count == 0:
                return Pascal(node.Text.Substring(node.Text.LastIndexOf('.') + 1));
        }

        string? word = node.Op switch
        {
            Op.Add => "Plus",
            Op.Subtract => "Minus",
            Op.Multiply => "Times",
            Op.Divide => "Over",
            Op.Equal => "Is",
            Op.NotEqual => "IsNot",
            Op.Greater => "Above",
            Op.Less => "Below",
            _ => null,
        };
        return word is not null && Describe(node[0]) is { } left && Describe(node[1]) is { } right ? left + word + right : null;
    }

    private static string? Number(Node literal)
    {
        double value = literal.Type.IsFloating() ? literal.FloatingValue : literal.Bits;
        return value switch
        {
            0 => "Zero",
            0.5 => "Half",
            1 => "One",
            2 => "Two",
            3 => "Three",
            _ => null,
        };
    }
}
