using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Network.Passes;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>
/// How much code a network may become. Each shape of a product that has kernels of its own is up to 200 KB of C# for three vector widths; those with the most arithmetic have them, and
/// all other products share kernels that take extents and strides as arguments. The bits do not depend on it: both add the same terms in the same order.
/// </summary>
internal sealed class KernelBudget
{
    private KernelBudget(int shapes, IEnumerable<ParameterSpec> ofAnyShape)
    {
        Shapes = shapes;
        OfAnyShape = [.. ofAnyShape];
    }

    /// <summary>Shapes of products.</summary>
    public int Shapes { get; }

    /// <summary>The weights of the products without kernels of their own.</summary>
    public HashSet<ParameterSpec> OfAnyShape { get; }

    /// <summary>Chooses the shapes that have kernels of their own, those with the most arithmetic, before anything is fused.</summary>
    public static KernelBudget Of(StepGraph graph, NetworkSpec spec)
    {
        IEnumerable<Product>[] shapes =
        [
            .. graph.Products.GroupBy(product => Shape.Of(graph, product, spec.StoresGradients)).OrderByDescending(products => products.Sum(graph.FlopsPerExample)),
        ];
        return new KernelBudget(shapes.Length, shapes.Skip(spec.ExactShapes).SelectMany(static shape => shape).Select(static product => product.Weight));
    }

    /// <summary>What the kernels of a product depend on.</summary>
    private readonly record struct Shape(int Inputs, int Outputs, bool HasBias, string? Activation, string? Below, bool IsFirst, int Blocks)
    {
        public static Shape Of(StepGraph graph, Product product, bool storesGradients) => new(
            product.Inputs,
            product.Outputs,
            product.Bias is not null,
            Fuse.ActivationOf(graph.Forward, graph.Output, product)?.Rule.TypeName,
            graph.Forward.OfType<Map>().FirstOrDefault(map => map.Y == product.X)?.Rule.TypeName,
            product.X == graph.Input,
            ColumnBlocks.Of(product, graph.HasInputProduct(product), storesGradients));
    }
}
