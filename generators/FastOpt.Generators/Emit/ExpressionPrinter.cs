using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Emit;

/// <summary>
/// Prints expression graphs as statements: what is used more than once, has a name in the source or is long becomes a local; the rest stands in place.
/// </summary>
internal abstract class ExpressionPrinter
{
    private const int LongestExpression = 110;

    private readonly Dictionary<Node, Fragment> _texts = [];
    private readonly HashSet<string> _taken;

    /// <param name="taken">The names that locals must not have.</param>
    protected ExpressionPrinter(IEnumerable<string> taken) => _taken = taken as HashSet<string> ?? new HashSet<string>(taken, StringComparer.Ordinal);

    /// <summary>The names that are in use; a printer that is given them has locals in the same scope.</summary>
    protected HashSet<string> Taken => _taken;

    /// <summary>Names that certain values must stand under, in locals.</summary>
    public Dictionary<Node, string> Names { get; } = [];

    /// <summary>Whether values may stand in locals; where only an expression fits, they are repeated.</summary>
    public bool HasLocals { get; init; } = true;

    /// <summary>Receives the declarations of locals.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>Prints all that the roots need; after that <see cref="Text"/> knows them.</summary>
    /// <param name="roots">What is wanted.</param>
    /// <param name="order">The nodes below the roots, arguments before users; null for the order of the roots.</param>
    /// <param name="printed">Is told of each node once it has its text, between the lines before and behind it.</param>
    public void Print(IReadOnlyList<Node> roots, IEnumerable<Node>? order = null, Action<Node>? printed = null)
    {
        Dictionary<Node, int> uses = Traversal.CountUses(roots);
        HashSet<Node> inPlace = InPlace(roots);
        foreach (Node node in order ?? Printed(roots))
        {
            if (_texts.ContainsKey(node))
                continue;
            Fragment text = Format(node);
            _texts.Add(node, !inPlace.Contains(node) && NeedsLocal(node, uses[node], text, roots) ? Declare(node, text) : text);
            printed?.Invoke(node);
        }
    }

    /// <summary>The printed form of a node.</summary>
    public Fragment Text(Node node) => _texts[node];

    /// <summary>The nodes that have a text of their own, arguments first.</summary>
    protected virtual IEnumerable<Node> Printed(IReadOnlyList<Node> roots) => Traversal.InOrder(roots);

    /// <summary>The text of the node in terms of its arguments' texts.</summary>
    protected abstract Fragment Format(Node node);

    /// <summary>The declaration of a local.</summary>
    protected abstract string Declaration(Node node, string name, string text);

    /// <summary>Whether the node is a leaf that is cheap to repeat.</summary>
    protected virtual bool IsAtom(Node node) => node.Arguments.Count == 0;

    /// <summary>Whether a node with a name in the source has a local of this name, though it is used once.</summary>
    protected virtual bool StandsForItself(Node node) => node.Op != Op.Coefficient;

    /// <summary>The nodes that must not be computed in a local, before it is known whether they are needed.</summary>
    protected virtual HashSet<Node> InPlace(IReadOnlyList<Node> roots) => [];

    private bool NeedsLocal(Node node, int uses, Fragment text, IReadOnlyList<Node> roots)
    {
        if (!HasLocals)
            return false;
        if (Names.ContainsKey(node))
            return true;
        return !IsAtom(node) && (uses > 1 || (!roots.Contains(node) && ((node.Name is not null && StandsForItself(node))
            || text.Text.Length > LongestExpression)));
    }

    private Fragment Declare(Node node, Fragment text)
    {
        string wanted = Names.TryGetValue(node, out string? name) ? name : node.Name ?? DefaultName(node);
        if (IsInputName(wanted))
            wanted = (node.Op == Op.Coefficient ? "uniform" : "next") + Identifiers.Pascal(wanted);
        string local = Identifiers.Unique(wanted, _taken);
        Lines.Add(Declaration(node, local, text.Text));
        return new Fragment(local);
    }

    /// <summary>Whether the name is that of something the method was given, so that a local for its next value should say so.</summary>
    protected virtual bool IsInputName(string name) => false;

    private static string DefaultName(Node node) => node.Op switch
    {
        Op.Coefficient => Identifiers.Camel(node.Text),
        Op.Call => Identifiers.Camel(node.Function.ToString()),
        Op.Add or Op.MultiplyAdd => "sum",
        Op.Subtract => "difference",
        Op.Multiply => "product",
        Op.Divide => "quotient",
        Op.Select => "selected",
        Op.Negate => "negative",
        _ when node.Type == ScalarType.Bool => "condition",
        _ => "value",
    };
}
