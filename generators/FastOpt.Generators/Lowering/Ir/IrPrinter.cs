using System.Globalization;
using System.Text;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Ir;

/// <summary>
/// The text dump of a rule between two passes, one node a line: <c>%3 float varying = Add(%1, %2)  ; sum</c>. Nodes are numbered by
/// their order in the dump, so that the text does not depend on nodes that a pass left behind.
/// </summary>
internal static class IrPrinter
{
    public static string Print(RuleIr ir)
    {
        var text = new StringBuilder();
        var numbers = new Dictionary<Node, string>();
        void Define(IEnumerable<Node> roots)
        {
            foreach (Node node in Traversal.InOrder(roots))
            {
                if (numbers.ContainsKey(node))
                    continue;
                if (node.Arguments.Count == 0)
                {
                    numbers.Add(node, Leaf(node));
                    continue;
                }

                string number = "%" + numbers.Count(static n => n.Value[0] == '%').ToString(CultureInfo.InvariantCulture);
                text.Append(number).Append(' ').Append(node.Type.Keyword()).Append(node.IsVarying ? " varying = " : " uniform = ");
                text.Append(Operation(node)).Append('(').Append(string.Join(", ", node.Arguments.Select(a => numbers[a]))).Append(')');
                if (node.Name is not null)
                    text.Append("  ; ").Append(node.Name);
                text.Append('\n');
                numbers.Add(node, number);
            }
        }

        foreach (Coefficient coefficient in ir.Coefficients)
        {
            Define([coefficient.Value]);
            text.Append("coefficient ").Append(coefficient.Name).Append(" = ").Append(numbers[coefficient.Value]).Append('\n');
        }

        Define(ir.Roots.Select(static r => r.Value));
        foreach (Root root in ir.Roots)
            text.Append(root.Method).Append('.').Append(root.Name).Append(" = ").Append(numbers[root.Value]).Append('\n');
        return text.ToString();
    }

    private static string Operation(Node node) => node.Op switch
    {
        Op.Call => node.Function.ToString(),
        Op.UniformCall or Op.LiftedCall => node.Text,
        Op.Convert => "Convert." + node.Type.Keyword(),
        _ => node.Op.ToString(),
    };

    private static string Leaf(Node node) => node.Op switch
    {
        Op.Literal when node.Type == ScalarType.Bool => node.Bits != 0 ? "true" : "false",
        Op.Literal when node.Type == ScalarType.Float => ((float)node.FloatingValue).ToString("R", CultureInfo.InvariantCulture) + "f",
        Op.Literal when node.Type == ScalarType.Double => node.FloatingValue.ToString("R", CultureInfo.InvariantCulture) + "d",
        Op.Literal => node.Bits.ToString(CultureInfo.InvariantCulture),
        Op.Uniform => "@" + node.Text,
        Op.Coefficient => "$" + node.Text,
        _ => node.Text,
    };
}
