namespace FastOpt.Generators.Model;

/// <summary>
/// How much code a network may become. Each shape of a dense layer that has kernels of its own is up to 200 KB of C# for three vector widths; those with the most arithmetic have them, and
/// all other layers share kernels that take extents and strides as arguments. The bits do not depend on it: both add the same terms in the same order.
/// </summary>
internal static class CodeBudget
{
    /// <summary>Shapes with kernels of their own, unless the network says otherwise.</summary>
    public const int ExactShapes = 16;

    /// <summary>The layers without kernels of their own: those of shapes behind the first <see cref="NetworkSpec.ExactShapes"/> in order of arithmetic, and with them activations that stand alone.</summary>
    public static HashSet<int> LayersOfAnyShape(NetworkSpec spec)
    {
        int[] any = [.. Shapes(spec).Skip(spec.ExactShapes).SelectMany(static shape => shape)];
        return any.Length == 0 ? [] : [.. any, .. Enumerable.Range(0, spec.Layers.Count).Where(layer => spec.Layers[layer].Dense is null)];
    }

    /// <summary>The dense layers by shape, the shape with the most arithmetic first.</summary>
    public static IEnumerable<IEnumerable<int>> Shapes(NetworkSpec spec) => Enumerable.Range(0, spec.Layers.Count)
        .Where(layer => spec.Layers[layer].Dense is not null)
        .GroupBy(layer => Shape.Of(spec, layer))
        .OrderByDescending(layers => layers.Sum(spec.FlopsPerExample));

    /// <summary>What the kernels of a dense layer depend on.</summary>
    private readonly record struct Shape(int Inputs, int Outputs, bool HasBias, string? Activation, string? Below, bool IsFirst, int Blocks)
    {
        public static Shape Of(NetworkSpec spec, int layer)
        {
            LayerSpec dense = spec.Layers[layer];
            return new Shape(dense.Inputs, dense.Outputs, dense.Dense!.HasBias, dense.Activation?.TypeName, layer == 0 ? null : spec.Layers[layer - 1].Activation?.TypeName, layer == 0, ColumnBlocks.Of(spec, layer));
        }
    }
}
