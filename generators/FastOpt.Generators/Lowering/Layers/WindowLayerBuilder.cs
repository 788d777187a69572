using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Model.Layers;

namespace FastOpt.Generators.Lowering.Layers;

/// <summary>Builds the layers of windows that slide over images: their channels stand last, before and behind.</summary>
internal static class WindowLayerBuilder
{
    public static void Build(ConvolutionLayer layer, GraphBuilder graph) => graph.AddLast(new WindowProduct(
        graph.ChannelsLast(graph.Current, layer.Input),
        layer.Window,
        layer.Weight,
        layer.Bias,
        graph.MadeChannelsLast(GraphBuilder.NewValue(layer.Name, layer.Output))));

    public static void Build(PoolLayer layer, GraphBuilder graph)
    {
        Value y = GraphBuilder.NewValue(layer.Name, layer.Output);
        Value? places = layer.Kind == PoolKind.Max ? new Value(layer.Name + ".places", layer.Output) { Slot = layer.Name + "Places" } : null;
        graph.AddLast(new WindowReduce(
            layer.Kind, graph.ChannelsLast(graph.Current, layer.Input), layer.Window, graph.MadeChannelsLast(y), places));
    }
}
