using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>y = x · W + b, example by example.</summary>
/// <param name="X">What enters, read flat.</param>
/// <param name="Weight">W.</param>
/// <param name="Bias">b, or null.</param>
/// <param name="Y">What leaves.</param>
internal sealed record Product(Value X, ParameterSpec Weight, ParameterSpec? Bias, Value Y) : Operation, IProduct
{
    /// <summary>The map that is fused into it, or null.</summary>
    public Map? Activation { get; init; }

    /// <summary>Whether y is stored beside what the map makes of it, because something else reads it.</summary>
    public bool Keeps { get; init; }

    public override IEnumerable<Value> Reads => [X];

    public override IEnumerable<Value> Makes => Activation is null ? [Y] : Keeps ? [Activation.Y, Y] : [Activation.Y];

    public override string Formula => Activation is null ? $"{Y.Name} = {Sum}" : $"{Activation.Y.Name} = {Activation.Rule.Name}({Sum})";

    /// <summary>"x · dense1.weight + dense1.bias".</summary>
    public string Sum => $"{X.Name} · {Weight.Name}{(Bias is null ? "" : $" + {Bias.Name}")}";

    /// <summary>Extent of the sum.</summary>
    public int Inputs => X.Width;

    /// <summary>Columns of y.</summary>
    public int Outputs => Y.Width;

    /// <summary>Floating-point operations of one of its products for one example.</summary>
    public long Flops => 2L * Inputs * Outputs;

    public override Operation With(Func<Value, Value> replace) => this with { X = replace(X) };

    public Operation To(Value y) => this with { Y = y };

    public override void Tangent(TangentGraph graph)
    {
        graph.Linear(X, Y, (x, y) => this with { X = x, Bias = null, Y = y });
        if (!Weight.IsFrozen)
            graph.Contribute(Y, y => new Along(this with { Y = y }));
    }

    public override void Adjoint(AdjointGraph graph)
    {
        Value gradient = graph.GradientOf(Y);
        Value ofX = graph.NewGradient(X);
        graph.Add(new InputProduct(this, gradient, ofX));
        graph.Contribute(X, ofX);
        if (!Weight.IsFrozen)
            graph.Add(new WeightGradient(this, gradient));
        if (Bias is { IsFrozen: false })
            graph.Add(new BiasGradient(this, gradient));
    }
}

/// <summary>∂x = ∂y · Wᵀ.</summary>
/// <param name="Of">The product.</param>
/// <param name="Gradient">∂y.</param>
/// <param name="Result">∂x.</param>
internal sealed record InputProduct(Product Of, Value Gradient, Value Result) : Operation
{
    /// <summary>The derivative that is fused into it, or null.</summary>
    public MapGradient? Through { get; init; }

    public override IEnumerable<Value> Reads => Through is null ? [Gradient] : [Gradient, Through.Of.DerivativeFrom];

    public override IEnumerable<Value> Makes => [Last];

    /// <summary>What it makes in the end.</summary>
    public Value Last => Through?.Result ?? Result;

    public override string Formula => $"{Last.Name} = {(Through is null ? Sum : $"({Sum}){Through.Factor}")}";

    public override void Tangent(TangentGraph graph)
    {
        graph.Linear(Gradient, Result, (gradient, result) => this with { Gradient = gradient, Result = result });
        if (!Of.Weight.IsFrozen)
            graph.Contribute(Result, result => new Along(this with { Result = result }));
    }

    /// <summary>"∂dense2 · dense2.weightᵀ".</summary>
    public string Sum => $"{Gradient.Name} · {Of.Weight.Name}ᵀ";
}

/// <summary>∂W = xᵀ · ∂y.</summary>
internal sealed record WeightGradient(Product Of, Value Gradient) : Operation
{
    public override IEnumerable<Value> Reads => [Of.X, Gradient];

    public override IEnumerable<Value> Makes => [];

    public override string Formula => $"∂{Of.Weight.Name} = {Of.X.Name}ᵀ · {Gradient.Name}";

    public override void Tangent(TangentGraph graph)
    {
        if (graph.Of(Of.X) is { } x)
            graph.AddGradient(this with { Of = Of with { X = x } });
        if (graph.Of(Gradient) is { } gradient)
            graph.AddGradient(this with { Gradient = gradient });
    }

    public override bool IsRoot => true;
}

/// <summary>∂b = Σ ∂y over the batch.</summary>
internal sealed record BiasGradient(Product Of, Value Gradient) : Operation
{
    public override IEnumerable<Value> Reads => [Gradient];

    public override IEnumerable<Value> Makes => [];

    public override string Formula => $"∂{Of.Bias!.Name} = Σ {Gradient.Name}";

    public override void Tangent(TangentGraph graph)
    {
        if (graph.Of(Gradient) is { } gradient)
            graph.AddGradient(this with { Gradient = gradient });
    }

    public override bool IsRoot => true;
}
