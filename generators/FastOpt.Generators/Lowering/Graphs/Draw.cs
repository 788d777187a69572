using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>Random numbers, one for each element of a value; the same for the same seed, step, layer, example and element.</summary>
/// <param name="Kind">Their distribution.</param>
/// <param name="IsCoarse">Whether 16 bits of each are enough.</param>
/// <param name="Stream">The number of the layer among those that draw.</param>
/// <param name="Result">The numbers.</param>
internal sealed record Draw(OperandKind Kind, bool IsCoarse, int Stream, Value Result) : Operation
{
    public override IEnumerable<Value> Reads => [];

    public override IEnumerable<Value> Makes => [Result];

    public override string Formula => $"{Result.Name} = {(Kind == OperandKind.Uniform ? "uniform" : "normal")} random numbers";

    public override void Adjoint(AdjointGraph graph)
    {
    }

    /// <summary>Numbers rest: a direction does not change what is drawn.</summary>
    public override void Tangent(TangentGraph graph)
    {
    }
}
