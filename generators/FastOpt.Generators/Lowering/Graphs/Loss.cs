namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>The losses of the examples, and the gradient of their mean in the outputs.</summary>
/// <param name="Output">What the last layer puts out.</param>
/// <param name="Gradient">∂loss/∂output.</param>
internal sealed record Loss(Value Output, Value Gradient) : Operation
{
    /// <summary>The loss of what a program puts out.</summary>
    public static Loss Of(Value output) => new(output, new Value("∂" + output.Name, output.Shape) { Slot = "lossGradient" });

    /// <summary>The derivative of the last activation, which is fused into it, or null.</summary>
    public MapGradient? Through { get; init; }

    public override IEnumerable<Value> Reads => Through is { Of.Rule.KeepsInput: true } ? [Output, Through.Of.X] : [Output];

    public override IEnumerable<Value> Makes => [Last];

    /// <summary>What it makes in the end.</summary>
    public Value Last => Through?.Result ?? Gradient;

    public override string Formula => $"losses of the rows; {Last.Name} = gradient of their mean{Through?.Factor}";

    public override bool IsRoot => true;

    public override void Tangent(TangentGraph graph) => graph.Linear(Output, Gradient, (output, gradient) => new LossTangent(this, output, gradient));
}
