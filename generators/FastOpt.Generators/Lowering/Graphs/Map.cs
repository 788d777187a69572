using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>y = f(x, …), element by element, for a rule f.</summary>
/// <param name="Layer">The number of its layer.</param>
/// <param name="Reference">The rule as the network uses it.</param>
/// <param name="Rule">The rule as kernels apply it.</param>
/// <param name="X">What the rule is applied to.</param>
/// <param name="Y">What leaves.</param>
internal sealed record Map(int Layer, RuleReference Reference, FusedRule Rule, Value X, Value Y) : Operation
{
    public override IEnumerable<Value> Reads => [X];

    public override IEnumerable<Value> Makes => [Y];

    public override string Formula => $"{Y.Name} = {Rule.Name}({X.Name})";

    /// <summary>What the derivative is taken from.</summary>
    public Value DerivativeFrom => Rule.KeepsInput ? X : Y;

    public override void Adjoint(AdjointGraph graph)
    {
        Value gradient = graph.GradientOf(Y);
        Value result = graph.NewGradient(X);
        graph.Add(new MapGradient(this, gradient, result));
        graph.Contribute(X, result);
    }
}

/// <summary>∂x = ∂y ⊙ f′.</summary>
/// <param name="Of">The map.</param>
/// <param name="Gradient">∂y.</param>
/// <param name="Result">∂x.</param>
internal sealed record MapGradient(Map Of, Value Gradient, Value Result) : Operation
{
    public override IEnumerable<Value> Reads => [Gradient, Of.DerivativeFrom];

    public override IEnumerable<Value> Makes => [Result];

    public override string Formula => $"{Result.Name} = {Gradient.Name}{Factor}";

    /// <summary>" ⊙ Relu′(dense1)".</summary>
    public string Factor => $" ⊙ {Of.Rule.Name}′({(Of.Rule.KeepsInput ? "its input" : Of.Y.Name)})";
}
