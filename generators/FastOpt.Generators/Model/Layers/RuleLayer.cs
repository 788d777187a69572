namespace FastOpt.Generators.Model.Layers;

/// <summary>A rule for every element: an activation, a normalization, noise.</summary>
internal sealed record RuleLayer : LayerSpec
{
    public required RuleReference Rule { get; init; }

    public override string Outline => Rule.WithArguments;
}
