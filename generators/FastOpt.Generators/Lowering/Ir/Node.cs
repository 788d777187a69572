using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Lowering.Ir;

/// <summary>
/// A node of a hash-consed expression graph: equal expressions are one object, so a common subexpression is shared by construction.
/// Created by <see cref="Graph"/> only.
/// </summary>
internal sealed class Node
{
    private readonly Node[] _arguments;

    internal Node(int id, NodeKey key, Node[] arguments)
    {
        Id = id;
        Key = key;
        _arguments = arguments;
        IsVarying = key.Op == Op.Input || arguments.Any(static a => a.IsVarying);
        IsConstant = key.Op == Op.Literal || (key.Op is not (Op.Input or Op.Uniform or Op.Coefficient) && !(key.Op == Op.UniformCall && key.Bits != 0) && arguments.All(static a => a.IsConstant));
    }

    /// <summary>The order of creation, which follows the order of the source.</summary>
    public int Id { get; }

    public Op Op => Key.Op;

    public ScalarType Type => Key.Type;

    /// <summary>The name of a leaf, or of the method of a call.</summary>
    public string Text => Key.Text;

    /// <summary>The bits of a literal, as in <see cref="LiteralExpression"/>; the function of a call; whether the method of a uniform call is the rule's own; <see cref="NodeFlags"/>.</summary>
    public long Bits => Key.Bits;

    public IReadOnlyList<Node> Arguments => _arguments;

    /// <summary>Whether the value can differ from lane to lane.</summary>
    public bool IsVarying { get; }

    /// <summary>Whether the value is known at compile time.</summary>
    public bool IsConstant { get; }

    /// <summary>The name of the first local that held the value in the source; for readers of the output only.</summary>
    public string? Name { get; private set; }

    /// <summary>The function of an <see cref="Op.Call"/>.</summary>
    public ElementaryFunction Function => (ElementaryFunction)Bits;

    /// <summary>Whether the method of an <see cref="Op.UniformCall"/> is the user's: it may read hyperparameters, and throw.</summary>
    public bool CallsOwnMethod => Bits != 0;

    /// <summary>Whether this is arithmetic, or a conversion, of integers that throws where it overflows.</summary>
    public bool IsChecked => Op is Op.Add or Op.Subtract or Op.Multiply or Op.Negate or Op.Convert && Type is (ScalarType.Int or ScalarType.Long) && Bits == NodeFlags.Checked;

    /// <summary>Whether this is <c>&amp;&amp;</c> or <c>||</c>, whose right side may not be evaluated.</summary>
    public bool IsShortCircuit => Op is Op.And or Op.Or && Type == ScalarType.Bool && Bits == NodeFlags.ShortCircuit;

    /// <summary>The value of a floating-point literal.</summary>
    public double FloatingValue => BitConverter.Int64BitsToDouble(Bits);

    internal NodeKey Key { get; }

    public Node this[int index] => _arguments[index];

    /// <summary>Whether this is the floating-point literal <paramref name="value"/>; 0 does not match −0.</summary>
    public bool IsLiteral(double value) => Op == Op.Literal && Type.IsFloating() && Bits == BitConverter.DoubleToInt64Bits(value);

    /// <summary>Whether this is the bool literal <paramref name="value"/>.</summary>
    public bool IsLiteral(bool value) => Op == Op.Literal && Type == ScalarType.Bool && Bits == (value ? 1 : 0);

    /// <summary>Whether this is a call of <paramref name="function"/>.</summary>
    public bool Is(ElementaryFunction function) => Op == Op.Call && Function == function;

    /// <summary>Gives the node a name, unless it has one or is a leaf, which is known by its own.</summary>
    public Node Named(string? name)
    {
        if (_arguments.Length > 0)
            Name ??= name;
        return this;
    }

    public override string ToString() => Name is null ? $"{Op}#{Id}" : $"{Name}#{Id}";
}

/// <summary>What makes two nodes the same expression.</summary>
internal readonly record struct NodeKey(Op Op, ScalarType Type, string Text, long Bits, int First, int Second, int Third, string Rest);
