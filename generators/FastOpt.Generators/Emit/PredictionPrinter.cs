using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Emit;

/// <summary>
/// Prints a rule's value as a formula that programs read: "(x, slope) =&gt; condition = x &gt; 0f; condition ? x : slope * x". Floats end in f, so that every
/// value has a type. What is the same for all elements is a hole of an interpolated string, which C# fills with the number.
/// </summary>
internal sealed class PredictionPrinter(IEnumerable<string> taken) : ScalarPrinter(taken)
{
    /// <summary>The local that holds the rule's coefficients where the string is made.</summary>
    public const string Coefficients = "numbers";

    private readonly ConstantPrinter _constants = new([Coefficients]);

    /// <summary>The formula as a lambda: its parameters, the values that it uses several times, the result.</summary>
    /// <param name="value">What is computed.</param>
    /// <param name="inputs">The parameters, in order.</param>
    /// <param name="constants">Declarations of C# that stand in front of the string: constants that are long.</param>
    public static string Lambda(Node value, IReadOnlyList<string> inputs, out IReadOnlyList<string> constants)
    {
        var printer = new PredictionPrinter(inputs);
        printer.Print([value]);
        constants = printer._constants.Lines;
        string parameters = inputs.Count == 1 ? inputs[0] : $"({string.Join(", ", inputs)})";
        return $"{parameters} => {string.Concat(printer.Lines.Select(static line => line + "; "))}{printer.Text(value)}";
    }

    protected override string Declaration(Node node, string name, string text) => $"{name.TrimStart('@')} = {text}";

    /// <summary>Of a constant, only the whole that others use.</summary>
    protected override IEnumerable<Node> Printed(IReadOnlyList<Node> roots)
    {
        var used = new HashSet<Node>(roots);
        foreach (Node node in Traversal.InOrder(roots).Where(static n => !n.IsConstant))
            used.UnionWith(node.Arguments);
        return Traversal.InOrder(roots).Where(n => !n.IsConstant || used.Contains(n));
    }

    protected override bool IsAtom(Node node) => node.IsConstant || node.Arguments.Count == 0;

    protected override Fragment Format(Node node) => node switch
    {
        { Op: Op.Input } => new Fragment(node.Text),
        { Op: Op.Coefficient, Type: ScalarType.Bool } => Hole($"({Coefficients}.{Keywords.Escape(node.Text)} != 0 ? \"true\" : \"false\")"),
        { Op: Op.Coefficient } => Number(node, $"{Coefficients}.{Keywords.Escape(node.Text)}"),
        { Op: Op.Literal } when IsPlain(node) => base.Format(node),
        { IsConstant: true, Type: ScalarType.Bool } => Hole($"({Scalar(node)} ? \"true\" : \"false\")"),
        { IsConstant: true } => Number(node, $"({Scalar(node)})"),
        _ => base.Format(node),
    };

    protected override Fragment Convert(Node node) => new($"{node.Type.Keyword()}({Text(node[0])})");

    protected override Fragment Call(Node node) => new($"{Name(node.Function)}({Arguments(node)})");

    private static string Name(ElementaryFunction function) => function switch
    {
        ElementaryFunction.MaxNative => "max",
        ElementaryFunction.MinNative => "min",
        ElementaryFunction.ConvertToInt32Native => "int",
        _ => Identifiers.Camel(function.ToString()),
    };

    /// <summary>Whether a literal's spelling in C# is its number.</summary>
    private static bool IsPlain(Node node) => node.Type != ScalarType.Float || !(double.IsNaN(node.FloatingValue) || double.IsInfinity(node.FloatingValue));

    /// <summary>A number that may turn out negative, with the letter that says its type.</summary>
    private static Fragment Number(Node node, string text) => new($"{{{text}}}{(node.Type == ScalarType.Float ? "f" : "")}", Precedence.Unary);

    private static Fragment Hole(string text) => new($"{{{text}}}");

    /// <summary>A constant as C# computes it.</summary>
    private string Scalar(Node node)
    {
        if (ConstantPrinter.IsLong(node))
        {
            _constants.Print([node]);
            return _constants.Text(node).Text;
        }

        var printer = new ScalarPrinter([]) { HasLocals = false };
        printer.Print([node]);
        return Traversal.InOrder([node]).Any(Wraps) ? $"unchecked({printer.Text(node)})" : printer.Text(node).Text;
    }
}
