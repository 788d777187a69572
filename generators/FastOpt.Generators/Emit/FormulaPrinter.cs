using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Emit;

/// <summary>Prints expressions as formulas for readers: plain function names, no conversions.</summary>
internal sealed class FormulaPrinter(IEnumerable<string> taken) : ScalarPrinter(taken)
{
    /// <summary>The lines "name = formula" of the results, after those of the values that they share.</summary>
    public static IEnumerable<string> Describe(IReadOnlyList<Root> roots, IEnumerable<string> inputs, Func<Root, string> nameOf)
    {
        var printer = new FormulaPrinter(inputs);
        foreach (Root root in roots.Where(static r => r.Value.Arguments.Count > 0))
            printer.Names[root.Value] = nameOf(root);
        printer.Print([.. roots.Select(static r => r.Value)]);
        return [.. printer.Lines, .. roots.Where(r => printer.Text(r.Value).Text != nameOf(r)).Select(r => $"{nameOf(r)} = {printer.Text(r.Value)}")];
    }

    protected override string Declaration(Node node, string name, string text) => $"{name} = {text}";

    protected override Fragment Convert(Node node) => node.Type == ScalarType.Int && node[0].Type.IsFloating() ? new Fragment($"int({Text(node[0])})") : Text(node[0]);

    protected override Fragment Call(Node node) => new($"{Identifiers.Camel(node.Function.ToString())}({Arguments(node)})");
}
