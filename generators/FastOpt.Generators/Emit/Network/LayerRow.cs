using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;

namespace FastOpt.Generators.Emit.Network;

/// <summary>A row of the table of layers: a layer that computes, with the activation that runs inside its dense product.</summary>
/// <param name="Name">"dense1".</param>
/// <param name="Description">"Dense 128, Relu".</param>
/// <param name="Remark">What sets it apart: " (frozen)".</param>
/// <param name="InputShape">The shape of one example that enters.</param>
/// <param name="OutputShape">The shape of one example that leaves.</param>
/// <param name="Parameters">Scalars.</param>
/// <param name="Flops">Floating-point operations of its products in a training step, for one example.</param>
/// <param name="Kept">What backward reads of it.</param>
internal sealed record LayerRow(string Name, string Description, string Remark, TensorShape InputShape, TensorShape OutputShape, int Parameters, long Flops, string Kept)
{
    public int Inputs => InputShape.Size;

    public int Outputs => OutputShape.Size;

    public static IEnumerable<LayerRow> Of(NetworkProgram program)
    {
        ProgramView layers = new(program);
        for (int i = 0; i < program.Spec.Layers.Count; i++)
        {
            LayerSpec layer = program.Spec.Layers[i];
            if (layer is MarkLayer or FromLayer || layers.IsFused(i))
                continue;
            LayerSpec last = i + 1 < program.Spec.Layers.Count && layers.IsFused(i + 1) ? program.Spec.Layers[i + 1] : layer;
            string description = last == layer ? Describe(layer) : $"{Describe(layer)}, {Describe(last)}";
            LayerSpec[] members = last == layer ? [layer] : [layer, last];
            yield return new LayerRow(
                layer.Name,
                description,
                layers.Remark(layer),
                layer.Input,
                last.Output,
                members.SelectMany(static member => member.Parameters).Sum(static parameter => parameter.Shape.Size),
                layers.Flops(layer),
                layers.Kept(layer, last));
        }
    }

    private static string Describe(LayerSpec layer) => layer is WeightedLayer weighted
        ? $"{weighted.Kind}{(weighted.HasBias || weighted is EmbeddingLayer ? "" : " without bias")}{(weighted.IsFrozen ? ", frozen" : "")}"
        : layer.Outline;

    /// <summary>What the program shows of its layers.</summary>
    private sealed class ProgramView(NetworkProgram program)
    {
        private readonly HashSet<int> _fused = [.. program.Graph.Products.Where(static product => product.Activation is not null).Select(static product => product.Activation!.Layer)];
        private readonly HashSet<Value> _readBehind = [.. program.Graph.Backward.Concat(program.Graph.Gradients).SelectMany(static operation => operation.Reads)];

        public bool IsFused(int layer) => _fused.Contains(layer);

        public string Remark(LayerSpec layer)
        {
            return layer is WeightedLayer { IsFrozen: true } ? " (frozen)" : "";
        }

        public long Flops(LayerSpec layer) => layer is WeightedLayer weighted
            ? program.Graph.AllProducts.Where(product => product.Weight == weighted.Weight).Sum(program.Graph.FlopsPerExample)
            : 0;

        /// <summary>The values that a layer, and the one inside its product, make and backward reads.</summary>
        public string Kept(LayerSpec layer, LayerSpec last)
        {
            string[] kept = [.. Made(last).Concat(last == layer ? [] : Made(layer)).Where(_readBehind.Contains).Select(static value => $"{value.Name} {Rows(value)}")];
            return kept.Length == 0 ? "–" : string.Join(", ", kept);
        }

        private IEnumerable<Value> Made(LayerSpec layer) => program.Graph.Forward.SelectMany(static operation => operation.Makes)
            .Where(value => value.Name == layer.Name || value.Name.StartsWith(layer.Name + ".", StringComparison.Ordinal)).Distinct();

        private static string Rows(Value value) => value.Kind == ValueKind.Batch ? value.Shape.ToString() : $"[batch, {value.Shape.Join(", ")}]";
    }
}
