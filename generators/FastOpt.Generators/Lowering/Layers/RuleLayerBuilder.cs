using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Model.Layers;

namespace FastOpt.Generators.Lowering.Layers;

/// <summary>Builds a layer that is a rule for every element.</summary>
internal static class RuleLayerBuilder
{
    public static void Build(RuleLayer layer, GraphBuilder graph) =>
        graph.AddLast(new Map(graph.Layer, layer.Rule, GraphBuilder.Fuse(layer.Rule), graph.Current, GraphBuilder.NewValue(layer.Name, layer.Output)));
}
