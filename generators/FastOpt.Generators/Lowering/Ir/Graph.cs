using System.Globalization;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Ir;

/// <summary>
/// Makes nodes, each expression once. Folds what is exact and what unrolled loops need: integer arithmetic, conditions and conversions of
/// literals. Floating-point constants are left for the C# compiler to fold, by C#'s own rules.
/// </summary>
internal sealed class Graph
{
    private readonly Dictionary<NodeKey, Node> _nodes = [];

    public Node Literal(ScalarType type, long bits) => Intern(new NodeKey(Op.Literal, type, "", bits, -1, -1, -1, ""), []);

    /// <summary>A floating-point literal.</summary>
    public Node Literal(double value, ScalarType type = ScalarType.Float) => Literal(type, BitConverter.DoubleToInt64Bits(type == ScalarType.Float ? (float)value : value));

    public Node Bool(bool value) => Literal(ScalarType.Bool, value ? 1 : 0);

    public Node Input(ScalarType type, string name) => Leaf(Op.Input, type, name);

    /// <summary>A uniform parameter of the scalar method.</summary>
    public Node Uniform(ScalarType type, string name) => Leaf(Op.Uniform, type, name);

    /// <summary>A hyperparameter or another member of the rule, which is another value than a parameter of its name.</summary>
    public Node Hyperparameter(HyperparameterExpression member) =>
        Leaf(Op.Uniform, member.Type, member.Name, (member.IsEnum ? NodeFlags.Enum : 0) | (member.IsMember ? NodeFlags.Member : NodeFlags.ConstructorParameter));

    public Node Coefficient(ScalarType type, string name) => Leaf(Op.Coefficient, type, name);

    public Node Call(ElementaryFunction function, ScalarType type, params Node[] arguments) => Make(Op.Call, type, arguments, "", (long)function);

    public Node Add(Node a, Node b) => Make(Op.Add, a.Type, [a, b]);

    public Node Subtract(Node a, Node b) => Make(Op.Subtract, a.Type, [a, b]);

    public Node Multiply(Node a, Node b) => Make(Op.Multiply, a.Type, [a, b]);

    public Node Divide(Node a, Node b) => Make(Op.Divide, a.Type, [a, b]);

    public Node Negate(Node a) => Make(Op.Negate, a.Type, [a]);

    public Node Compare(Op op, Node a, Node b) => Make(op, ScalarType.Bool, [a, b]);

    public Node Select(Node condition, Node whenTrue, Node whenFalse) => Make(Op.Select, whenTrue.Type, [condition, whenTrue, whenFalse]);

    public Node Convert(ScalarType type, Node a) => Make(Op.Convert, type, [a]);

    /// <summary>a &amp;&amp; b: where a is false, b is not evaluated.</summary>
    public Node AndAlso(Node a, Node b) => Make(Op.And, ScalarType.Bool, [a, b], bits: NodeFlags.ShortCircuit);

    /// <summary>a || b: where a is true, b is not evaluated.</summary>
    public Node OrElse(Node a, Node b) => Make(Op.Or, ScalarType.Bool, [a, b], bits: NodeFlags.ShortCircuit);

    public Node Not(Node a) => Make(Op.Not, ScalarType.Bool, [a]);

    /// <summary>The node of an operation on the arguments, folded where that is exact.</summary>
    public Node Make(Op op, ScalarType type, IReadOnlyList<Node> arguments, string text = "", long bits = 0)
    {
        if (LiteralFolding.TryFold(this, op, type, arguments, bits) is { } folded)
            return folded;

        NodeKey key = KeyOf(op, type, arguments, text, bits);
        if (op is Op.Add or Op.Multiply && !_nodes.ContainsKey(key))
        {
            // The sum and the product do not depend on the order; the source's order is kept for whoever comes first.
            NodeKey swapped = key with { First = key.Second, Second = key.First };
            if (_nodes.TryGetValue(swapped, out Node? same))
                return same;
        }

        return Intern(key, [.. arguments]);
    }

    /// <summary>The same operation on other arguments; keeps the name.</summary>
    public Node With(Node node, IReadOnlyList<Node> arguments)
    {
        bool same = true;
        for (int i = 0; i < arguments.Count; i++)
            same &= ReferenceEquals(arguments[i], node[i]);
        return same ? node : Make(node.Op, node.Type, arguments, node.Text, node.Bits).Named(node.Name);
    }

    private static NodeKey KeyOf(Op op, ScalarType type, IReadOnlyList<Node> arguments, string text, long bits)
    {
        int At(int index) => index < arguments.Count ? arguments[index].Id : -1;
        string rest = arguments.Count <= 3 ? "" : string.Join(",", arguments.Skip(3).Select(static a => a.Id.ToString(CultureInfo.InvariantCulture)));
        return new NodeKey(op, type, text, bits, At(0), At(1), At(2), rest);
    }

    private Node Leaf(Op op, ScalarType type, string name, long bits = 0) => Intern(new NodeKey(op, type, name, bits, -1, -1, -1, ""), []);

    private Node Intern(NodeKey key, Node[] arguments)
    {
        if (!_nodes.TryGetValue(key, out Node? node))
        {
            node = new Node(_nodes.Count, key, arguments);
            _nodes.Add(key, node);
        }

        return node;
    }
}
