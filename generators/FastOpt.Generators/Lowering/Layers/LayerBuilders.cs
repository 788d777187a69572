using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;

namespace FastOpt.Generators.Lowering.Layers;

/// <summary>The pass that builds the graph: for each kind of layer a builder, which writes operations.</summary>
internal static class LayerBuilders
{
    private static readonly Dictionary<Type, Action<LayerSpec, GraphBuilder>> Table = new()
    {
        [typeof(DenseLayer)] = static (layer, graph) => Dense((DenseLayer)layer, graph),
        [typeof(ConvolutionLayer)] = static (layer, graph) => WindowLayerBuilder.Build((ConvolutionLayer)layer, graph),
        [typeof(PoolLayer)] = static (layer, graph) => WindowLayerBuilder.Build((PoolLayer)layer, graph),
        [typeof(EmbeddingLayer)] = static (layer, graph) => Embedding((EmbeddingLayer)layer, graph),
        [typeof(ReshapeLayer)] = static (_, graph) => graph.Current = graph.Canonical(graph.Current),
        [typeof(RuleLayer)] = static (layer, graph) => RuleLayerBuilder.Build((RuleLayer)layer, graph),
        [typeof(MarkLayer)] = static (layer, graph) => graph.Mark(((MarkLayer)layer).Label),
        [typeof(FromLayer)] = static (layer, graph) => graph.Current = graph.Marked(((FromLayer)layer).Label),
        [typeof(JoinLayer)] = static (layer, graph) => Join((JoinLayer)layer, graph),
    };

    public static GraphBuilder Build(NetworkSpec spec)
    {
        var graph = new GraphBuilder(spec.Input);

        // A product reads the caller's rows as they are; all else reads whole vectors of them.
        if (spec.Layers[0] is not DenseLayer)
            graph.AddLast(new Load(graph.Input, new Value("x", spec.Input) { Slot = "padded" }));
        for (int i = 0; i < spec.Layers.Count; i++)
        {
            graph.Layer = i;
            Table[spec.Layers[i].GetType()](spec.Layers[i], graph);
        }

        graph.Current = graph.Canonical(graph.Current);
        return graph;
    }

    private static void Dense(DenseLayer layer, GraphBuilder graph) =>
        graph.AddLast(new Product(graph.Canonical(graph.Current), layer.Weight, layer.Bias, GraphBuilder.NewValue(layer.Name, layer.Output)));

    private static void Embedding(EmbeddingLayer layer, GraphBuilder graph) =>
        graph.AddLast(new Lookup(graph.Canonical(graph.Current), layer.Lookup, layer.Weight, GraphBuilder.NewValue(layer.Name, layer.Output)));

    private static void Join(JoinLayer layer, GraphBuilder graph)
    {
        Value result = GraphBuilder.NewValue(layer.Name, layer.Output);
        Value here = graph.Current;
        Value other = graph.Marked(layer.Label);
        if (layer.Kind == JoinKind.Concat)
        {
            TensorShape marked = new([layer.Output.Channels - layer.Input.Channels, .. layer.Input.Extents.Skip(1)]);
            graph.AddLast(new Concat(graph.Shaped(here, layer.Input), graph.Shaped(other, marked), result));
            return;
        }

        if (!graph.StandAlike(here, other))
            (here, other) = (graph.Canonical(here), graph.Canonical(other));
        graph.AddLast(new Combine(layer.Kind == JoinKind.Add ? Combination.Add : Combination.Multiply, here, other, graph.MadeLike(result, here)));
    }
}
