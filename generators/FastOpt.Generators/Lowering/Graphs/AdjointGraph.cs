namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>The backward pass as it is written: operations behind the loss, and the gradients of values, each the sum of what the value's readers contribute.</summary>
internal sealed class AdjointGraph
{
    private readonly List<Operation> _operations = [];
    private readonly Dictionary<Value, Value> _gradients;
    private int _sums;

    private AdjointGraph(Loss loss) => _gradients = new() { [loss.Output] = loss.Gradient };

    /// <summary>Writes the way back from a loss, the adjoint of each operation in front of it, last one first.</summary>
    /// <param name="loss">Makes the gradient that all begins with.</param>
    /// <param name="forward">The operations in front of it, in order.</param>
    public static AdjointGraph Of(Loss loss, IReadOnlyList<Operation> forward)
    {
        var graph = new AdjointGraph(loss);
        foreach (Operation operation in forward.Reverse())
        {
            if (operation.Makes.Any(graph.HasGradient))
                operation.Adjoint(graph);
        }

        return graph;
    }

    /// <summary>The operations so far, in order.</summary>
    public IReadOnlyList<Operation> Operations => _operations;

    /// <summary>Whether anything reads a value on the way to the loss.</summary>
    public bool HasGradient(Value value) => _gradients.ContainsKey(value);

    /// <summary>The gradient of a value that some operation made, all of whose readers have contributed.</summary>
    public Value GradientOf(Value value) => _gradients[value];

    /// <summary>A value for a gradient in another one.</summary>
    public Value NewGradient(Value of)
    {
        // Several readers of one value each have a gradient in it.
        bool isFurther = _gradients.ContainsKey(of);
        string suffix = isFurther ? "of" + (++_sums).ToString(System.Globalization.CultureInfo.InvariantCulture) : "";
        return new Value("∂" + of.Name + (isFurther ? "′" : ""), of.Shape) { Slot = $"{GradientSlot(of)}{suffix}" };
    }

    /// <summary>"dense1Gradient" for the value in "dense1Output".</summary>
    private static string GradientSlot(Value of) =>
        (of.Slot.EndsWith("Output", StringComparison.Ordinal) ? of.Slot.Substring(0, of.Slot.Length - "Output".Length) : of.Slot) + "Gradient";

    public void Add(Operation operation) => _operations.Add(operation);

    /// <summary>Adds what a reader of a value has of its gradient.</summary>
    public void Contribute(Value value, Value gradient)
    {
        if (!_gradients.TryGetValue(value, out Value? known))
        {
            _gradients.Add(value, gradient);
            return;
        }

        var sum = new Value("∂" + value.Name, value.Shape) { Slot = $"{GradientSlot(value)}Sum{(++_sums).ToString(System.Globalization.CultureInfo.InvariantCulture)}" };
        Add(new Combine(Combination.Add, known, gradient, sum));
        _gradients[value] = sum;
    }
}
