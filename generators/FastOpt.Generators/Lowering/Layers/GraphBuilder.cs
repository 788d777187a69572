using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Lowering.Rules;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Layers;

/// <summary>What the builders of layers write into: the operations so far, and the value that stands here.</summary>
internal sealed class GraphBuilder
{
    private readonly List<Operation> _operations = [];
    private readonly HashSet<Value> _isTurned = [];
    private readonly Dictionary<(Value Value, TensorShape Shape), Value> _turned = [];
    private readonly Dictionary<(Value Value, TensorShape Shape), Value> _views = [];
    private readonly Dictionary<string, Value> _marks = new(StringComparer.Ordinal);

    public GraphBuilder(TensorShape input)
    {
        Input = new Value("x", input) { Slot = "input" };
        Current = Input;
    }

    /// <summary>The caller's examples.</summary>
    public Value Input { get; }

    /// <summary>The value that the next layer takes.</summary>
    public Value Current { get; set; }

    /// <summary>The number of the layer that is being built.</summary>
    public int Layer { get; set; }

    /// <summary>Layers that draw random numbers, so far: their numbers are what these are keyed by, which other layers do not change.</summary>
    public int Streams { get; set; }

    public IReadOnlyList<Operation> Operations => _operations;

    public void Add(Operation operation) => _operations.Add(operation);

    /// <summary>Adds an operation whose result the next layer takes.</summary>
    public void AddLast(Operation operation)
    {
        _operations.Add(operation);
        Current = operation.Makes.First();
    }

    /// <summary>A value in the canonical order, channels first.</summary>
    public Value Canonical(Value value) => _isTurned.Contains(value) ? Turned(value, value.Shape) : value;

    /// <summary>An image in the order that windows want, channels last.</summary>
    /// <param name="value">The image.</param>
    /// <param name="shape">Its shape.</param>
    public Value ChannelsLast(Value value, TensorShape shape)
    {
        // Where there is one channel or one position, both orders are the same.
        if (shape.Channels == 1 || shape.Positions == 1)
            return Canonical(value);
        return _isTurned.Contains(value) && value.Shape == shape ? value : Turned(Canonical(value), shape);
    }

    /// <summary>Whether a value's channels stand last.</summary>
    public bool IsChannelsLast(Value value) => _isTurned.Contains(value);

    /// <summary>Says of a value that its channels stand last.</summary>
    public Value MadeChannelsLast(Value value)
    {
        if (value.Shape.Channels > 1 && value.Shape.Positions > 1)
            _isTurned.Add(value);
        return value;
    }

    /// <summary>Says of a value that it stands as another one does.</summary>
    public Value MadeLike(Value value, Value other) => _isTurned.Contains(other) ? MadeChannelsLast(value) : value;

    /// <summary>Whether two values stand in one order.</summary>
    public bool StandAlike(Value one, Value other) => _isTurned.Contains(one) == _isTurned.Contains(other);

    /// <summary>A value for an operation that reads its shape, which a layer without work may have changed.</summary>
    public Value Shaped(Value value, TensorShape shape)
    {
        value = Canonical(value);
        if (value.Shape == shape)
            return value;
        if (_views.TryGetValue((value, shape), out Value? known))
            return known;
        var view = new Value(value.Name + ".view", shape) { Slot = value.Slot + "View" + SlotOf(shape) };
        Add(new View(value, view));
        _views.Add((value, shape), view);
        return view;
    }

    private Value Turned(Value value, TensorShape shape)
    {
        if (_turned.TryGetValue((value, shape), out Value? known))
            return known;
        bool isTurned = _isTurned.Contains(value);
        var turned = new Value($"{value.Name}.{(isTurned ? "first" : "last")}", shape)
        {
            Slot = value.Slot + "Turned" + (shape == value.Shape ? "" : SlotOf(shape)),
        };
        (int channels, int positions) = (shape.Channels, shape.Positions);
        Add(isTurned ? new Turn(value, positions, channels, turned) : new Turn(value, channels, positions, turned));
        _turned.Add((value, shape), turned);
        if (!isTurned)
            _isTurned.Add(turned);
        return turned;
    }

    /// <summary>"3x32x32": one value is read in several shapes.</summary>
    private static string SlotOf(TensorShape shape) => string.Join("x", shape.Extents.Select(static extent => Literals.Number(extent)));

    /// <summary>A value that a layer makes.</summary>
    public static Value NewValue(string name, TensorShape shape) => new(name, shape) { Slot = name + "Output" };

    public void Mark(string label) => _marks[label] = Current;

    public Value Marked(string label) => _marks[label];

    public static FusedRule Fuse(RuleReference rule) => new(rule.Name, rule.TypeName, rule.Compiled ?? RuleLowering.Facts(rule.Source!));
}
