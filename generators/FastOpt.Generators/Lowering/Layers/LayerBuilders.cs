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

        return graph;
    }

    private static void Dense(DenseLayer layer, GraphBuilder graph) =>
        graph.AddLast(new Product(graph.Current, layer.Weight, layer.Bias, GraphBuilder.NewValue(layer.Name, layer.Output)));

    private static void Join(JoinLayer layer, GraphBuilder graph)
    {
        Value result = GraphBuilder.NewValue(layer.Name, layer.Output);
        Value other = graph.Marked(layer.Label);
        graph.AddLast(layer.Kind switch
        {
            JoinKind.Add => new Combine(Combination.Add, graph.Current, other, result),
            JoinKind.Multiply => new Combine(Combination.Multiply, graph.Current, other, result),
            _ => new Concat(graph.Current, other, result),
        });
    }
}
