using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>y = x ∗ W + b: a product of what a window sees of x, at each of its places. Channels stand last in x and y.</summary>
/// <param name="X">The image.</param>
/// <param name="Window">The window.</param>
/// <param name="Weight">W, [filters, channels of a group, height, width].</param>
/// <param name="Bias">b, or null.</param>
/// <param name="Y">What leaves.</param>
internal sealed record WindowProduct(Value X, WindowSpec Window, ParameterSpec Weight, ParameterSpec? Bias, Value Y) : Operation, IProduct
{
    /// <summary>The map that is fused into it, or null.</summary>
    public Map? Activation { get; init; }

    public override IEnumerable<Value> Reads => [X];

    public override IEnumerable<Value> Makes => [Last];

    /// <summary>What it makes in the end.</summary>
    public Value Last => Activation?.Y ?? Y;

    public override string Formula => Activation is null ? $"{Y.Name} = {Sum}" : $"{Last.Name} = {Activation.Rule.Name}({Sum})";

    /// <summary>"x ∗ conv1.weight + conv1.bias".</summary>
    private string Sum => $"{X.Name} ∗ {Weight.Name}{(Bias is null ? "" : $" + {Bias.Name}")}";

    public long Flops => Window.Flops;

    public override int Scratch => Window.ForwardScratch;

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
        graph.Add(new WindowInputProduct(this, gradient, ofX));
        graph.Contribute(X, ofX);
        if (!Weight.IsFrozen)
            graph.Add(new WindowWeightGradient(this, gradient));
        if (Bias is { IsFrozen: false })
            graph.Add(new WindowBiasGradient(this, gradient));
    }
}

/// <summary>A gradient of such a product: of all its results, or, behind a maximum, of those that it passed on.</summary>
/// <param name="Of">The product.</param>
/// <param name="Gradient">∂y, or the gradient of what the maximum gave.</param>
internal abstract record WindowProductGradient(WindowProduct Of, Value Gradient) : Operation
{
    /// <summary>The maximum that stands behind the product, or null.</summary>
    public WindowReduce? Pool { get; init; }

    public override int Scratch => Pool is null ? DenseScratch : Of.Window.PlacedScratch(Pool.Window.ResultPositions, Pool.Window.Area);

    /// <summary>The same where all gradients come back.</summary>
    protected virtual int DenseScratch => 0;

    /// <summary>The gradients and where they belong.</summary>
    protected IEnumerable<Value> Gradients => Pool is null ? [Gradient] : [Gradient, Pool.Places!];

    /// <summary>"∂y", with what says where it belongs.</summary>
    protected string GradientName => Pool is null ? Gradient.Name : $"{Gradient.Name} at {Pool.Places!.Name}";
}

/// <summary>∂x: each element gathers from all results that it went into.</summary>
/// <param name="Of">The product.</param>
/// <param name="Gradient">∂y.</param>
/// <param name="Result">∂x.</param>
internal sealed record WindowInputProduct(WindowProduct Of, Value Gradient, Value Result) : WindowProductGradient(Of, Gradient)
{
    /// <summary>The derivative that is fused into it, or null.</summary>
    public MapGradient? Through { get; init; }

    public override IEnumerable<Value> Reads => Through is null ? Gradients : [.. Gradients, Through.Of.DerivativeFrom];

    public override IEnumerable<Value> Makes => [Last];

    /// <summary>What it makes in the end.</summary>
    public Value Last => Through?.Result ?? Result;

    public override string Formula => $"{Last.Name} = {(Through is null ? Sum : $"({Sum}){Through.Factor}")}";

    /// <summary>"∂conv2 ∗ conv2.weightᵀ".</summary>
    private string Sum => $"{GradientName} ∗ {Of.Weight.Name}ᵀ";

    public override void Tangent(TangentGraph graph)
    {
        graph.Linear(Gradient, Result, (gradient, result) => this with { Gradient = gradient, Result = result });
        if (!Of.Weight.IsFrozen)
            graph.Contribute(Result, result => new Along(this with { Result = result }));
    }

    protected override int DenseScratch => Of.Window.InputGradientScratch;
}

/// <summary>∂W: x and ∂y, summed over all places of the window and the batch.</summary>
internal sealed record WindowWeightGradient(WindowProduct Of, Value Gradient) : WindowProductGradient(Of, Gradient)
{
    public override IEnumerable<Value> Reads => [Of.X, .. Gradients];

    public override IEnumerable<Value> Makes => [];

    public override string Formula => $"∂{Of.Weight.Name} = Σ {Of.X.Name}ᵀ · {GradientName}";

    public override void Tangent(TangentGraph graph)
    {
        if (graph.Of(Of.X) is { } x)
            graph.AddGradient(this with { Of = Of with { X = x } });
        if (graph.Of(Gradient) is { } gradient)
            graph.AddGradient(this with { Gradient = gradient });
    }

    protected override int DenseScratch => Of.Window.WeightGradientScratch;

    /// <summary>Floats of the sums.</summary>
    public int SumFloats => Pool is null ? Of.Window.SumFloats : Of.Window.PlacedSumFloats;

    /// <summary>
    /// Whether each section of the batch has sums of its own: they are not many, not mostly padding, as those of many small groups are, and have enough terms.
    /// </summary>
    public bool HasSections => SumFloats <= Math.Min(Tiles.MostSectionFloats, Math.Max(MostPadding, 4 * Of.Weight.Shape.Size))
        && Of.Window.ResultPositions >= Tiles.LeastSectionPositions;

    /// <summary>Floats of which it does not matter how many are padding.</summary>
    private const int MostPadding = 4096;

    public override bool IsRoot => true;
}

/// <summary>∂b = Σ ∂y over all places of the window and the batch.</summary>
internal sealed record WindowBiasGradient(WindowProduct Of, Value Gradient) : WindowProductGradient(Of, Gradient)
{
    /// <summary>A sum does not ask where its terms belong.</summary>
    public override IEnumerable<Value> Reads => [Gradient];

    public override int Scratch => 0;

    public override IEnumerable<Value> Makes => [];

    public override string Formula => $"∂{Of.Bias!.Name} = Σ {Gradient.Name}";

    public override void Tangent(TangentGraph graph)
    {
        if (graph.Of(Gradient) is { } gradient)
            graph.AddGradient(this with { Gradient = gradient });
    }

    public override bool IsRoot => true;
}
