namespace FastOpt.Generators.Model.Layers;

/// <summary>Vectors of a table in the place of the inputs that select them.</summary>
internal sealed record EmbeddingLayer : WeightedLayer
{
    public required LookupSpec Lookup { get; init; }

    /// <summary>Whether a step updates only the vectors that it read.</summary>
    public required bool IsLazy { get; init; }

    public override int FanOut => Lookup.Count;

    public override string Kind
    {
        get
        {
            string columns = Lookup.Columns.Count == Lookup.Inputs ? ""
                : Lookup.IsOfFirst ? $", first {Literals.Number(Lookup.Columns.Count)}"
                : $", columns {string.Join(" ", Lookup.Columns.Select(static column => Literals.Number(column)))}";
            return $"Embedding {Literals.Number(Lookup.Count)}×{Literals.Number(Lookup.Size)}{columns}{(IsLazy ? ", lazy" : "")}";
        }
    }

    protected override TensorShape WeightShape => new([Lookup.Count, Lookup.Size]);

    public override ParameterSpec Weight => base.Weight with { IsLazy = IsLazy && !IsFrozen };
}
