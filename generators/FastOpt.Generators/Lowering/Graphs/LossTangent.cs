namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>How the gradient of the mean loss moves with the outputs: its Hessian in them, times their tangent.</summary>
/// <param name="Of">The loss.</param>
/// <param name="Moved">How the outputs move.</param>
/// <param name="Result">How ∂loss/∂output moves.</param>
internal sealed record LossTangent(Loss Of, Value Moved, Value Result) : Operation
{
    public override IEnumerable<Value> Reads => [Of.Output, Moved];

    public override IEnumerable<Value> Makes => [Result];

    public override string Formula => $"{Result.Name} = Hessian of the mean loss in {Of.Output.Name} · {Moved.Name}";
}
