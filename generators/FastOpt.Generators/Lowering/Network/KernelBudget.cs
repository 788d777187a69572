using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Network.Passes;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>
/// How much code a network may become. Each shape of a product that has kernels of its own is up to 200 KB of C# for three vector widths; those with the
/// most arithmetic have them, and all other products share kernels that take extents and strides as arguments. The bits do not depend on it: both add the
/// same terms in the same order.
/// </summary>
internal sealed class KernelBudget
{
    private readonly HashSet<ParameterSpec> _trainedThrough;
    private readonly HashSet<ParameterSpec> _sensedThrough;
    private readonly bool _storesGradients;

    private KernelBudget(StepGraph graph, StepGraph? sensitivity, NetworkSpec spec)
    {
        _storesGradients = spec.StoresGradients;
        _trainedThrough = InputProducts(graph);
        _sensedThrough = sensitivity is null ? [] : InputProducts(sensitivity);
        IEnumerable<Product>[] shapes =
            [.. graph.Products.GroupBy(product => ShapeOf(graph, product)).OrderByDescending(products => products.Sum(graph.FlopsPerExample))];
        Shapes = shapes.Length;
        OfAnyShape = [.. shapes.Skip(spec.ExactShapes).SelectMany(static shape => shape).Select(static product => product.Weight)];
    }

    /// <summary>Shapes of products.</summary>
    public int Shapes { get; }

    /// <summary>The weights of the products without kernels of their own.</summary>
    public HashSet<ParameterSpec> OfAnyShape { get; }

    /// <summary>Chooses the shapes that have kernels of their own, those with the most arithmetic, before anything is fused.</summary>
    /// <param name="graph">The training step.</param>
    /// <param name="sensitivity">The program of input gradients, whose products go further back.</param>
    /// <param name="spec">The declaration.</param>
    public static KernelBudget Of(StepGraph graph, StepGraph? sensitivity, NetworkSpec spec) => new(graph, sensitivity, spec);

    /// <summary>The blocks of columns of a weight whose product has kernels of its own, in whichever program its input gradient is taken.</summary>
    public int BlocksOf(Product product) =>
        ColumnBlocks.Of(product, _trainedThrough.Contains(product.Weight), _sensedThrough.Contains(product.Weight), _storesGradients);

    /// <summary>Weights through which gradients go further back than to what the caller brings.</summary>
    private static HashSet<ParameterSpec> InputProducts(StepGraph graph) =>
        [.. graph.Backward.OfType<InputProduct>().Where(operation => operation.Of.X != graph.Input).Select(static operation => operation.Of.Weight)];

    private Shape ShapeOf(StepGraph graph, Product product) => new(
        product.Inputs,
        product.Outputs,
        product.Bias is not null,
        Fuse.ActivationOf(graph.Forward, graph.Output, product)?.Rule.TypeName,
        graph.Forward.OfType<Map>().FirstOrDefault(map => map.Y == product.X)?.Rule.TypeName,
        product.X == graph.Input,
        BlocksOf(product));

    /// <summary>What the kernels of a product depend on.</summary>
    private readonly record struct Shape(int Inputs, int Outputs, bool HasBias, string? Activation, string? Below, bool IsFirst, int Blocks);
}
