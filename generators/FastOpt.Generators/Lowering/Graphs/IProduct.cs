using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>An operation whose results are sums of products with weights, over whatever map: all of x, or a window that slides over it.</summary>
internal interface IProduct
{
    /// <summary>W.</summary>
    ParameterSpec Weight { get; }

    /// <summary>b, a value for each channel of y, or null.</summary>
    ParameterSpec? Bias { get; }

    /// <summary>What leaves.</summary>
    Value Y { get; }

    /// <summary>The map that is fused into it, or null.</summary>
    Map? Activation { get; }

    /// <summary>The same with another result of the same shape.</summary>
    Operation To(Value y);

    /// <summary>Floating-point operations of one of its products for one example.</summary>
    long Flops { get; }
}
