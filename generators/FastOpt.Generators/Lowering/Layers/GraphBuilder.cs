using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Lowering.Rules;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Layers;

/// <summary>What the builders of layers write into: the operations so far, and the value that stands here.</summary>
internal sealed class GraphBuilder
{
    private readonly List<Operation> _operations = [];
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

    /// <summary>A value that a layer makes.</summary>
    public static Value NewValue(string name, TensorShape shape) => new(name, shape) { Slot = name + "Output" };

    public void Mark(string label) => _marks[label] = Current;

    public Value Marked(string label) => _marks[label];

    public static FusedRule Fuse(RuleReference rule) => new(rule.Name, rule.TypeName, rule.Compiled ?? RuleLowering.Facts(rule.Source!));
}
