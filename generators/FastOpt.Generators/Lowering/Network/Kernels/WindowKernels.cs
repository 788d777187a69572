using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Kernels;

/// <summary>A product at every place of a window, and what an activation makes of it.</summary>
/// <param name="Window">The window.</param>
/// <param name="InputStride">Of the images.</param>
/// <param name="ResultStride">Of the results.</param>
/// <param name="HasBias">Whether a bias is added.</param>
/// <param name="Activation">Applied before results are stored, or null.</param>
internal sealed record ConvolutionKernel(WindowSpec Window, int InputStride, int ResultStride, bool HasBias, FusedRule? Activation) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"Convolution_{Window.Name}{Suffix(Activation)}";

    public override string Formula => $"outputs = {FusedRule.Of(Activation, $"inputs ∗ weights{(HasBias ? " + bias" : "")}")}";

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("inputs"), KernelParameter.Reads("weights"), .. KernelParameter.Where(HasBias, KernelParameter.Reads("bias")),
        KernelParameter.Writes("outputs"), KernelParameter.Reads("laidOut"), .. KernelParameter.Coefficients("activation", Activation),
        KernelParameter.Changes("panel"), KernelParameter.Rows,
    ];
}

/// <summary>The gradient of such a product in the image, taken through the activation that made it.</summary>
/// <param name="Window">The window.</param>
/// <param name="GradientStride">Of the results' gradients.</param>
/// <param name="ResultStride">Of the images' gradients and of what the activation kept.</param>
/// <param name="Activation">The activation below, or null.</param>
internal sealed record ConvolutionInputGradientKernel(WindowSpec Window, int GradientStride, int ResultStride, FusedRule? Activation) : Kernel
{
    public override bool IsOfAnyWidth => true;

    /// <summary>The maximum behind it, or null, and the stride of its places.</summary>
    public (WindowSpec Window, int PlaceStride)? Pool { get; init; }

    public override string Name => $"ConvolutionInputGradient_{Window.Name}{(Pool is null ? "" : "_Max")}{Suffix(Activation)}";

    public override string Formula =>
        $"results = {(Activation is null ? "gradients ∗ weightsᵀ" : $"(gradients ∗ weightsᵀ) ⊙ {Activation.Name}′(kept)")}";

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("gradients"), .. KernelParameter.Where(Pool is not null, KernelParameter.Reads("places")), KernelParameter.Reads("weights"),
        KernelParameter.Writes("results"), .. KernelParameter.Where(Activation is not null, KernelParameter.Reads("kept")),
        .. KernelParameter.Coefficients("activation", Activation), KernelParameter.Changes("panel"), KernelParameter.Rows,
    ];
}

/// <summary>The gradient of such a product in the weights.</summary>
/// <param name="Window">The window.</param>
/// <param name="InputStride">Of the images.</param>
/// <param name="GradientStride">Of the results' gradients.</param>
/// <param name="End">What becomes of it.</param>
internal sealed record ConvolutionWeightGradientKernel(WindowSpec Window, int InputStride, int GradientStride, GradientEnd End) : Kernel
{
    public override bool IsOfAnyWidth => true;

    /// <summary>The maximum behind it, or null, and the stride of its places.</summary>
    public (WindowSpec Window, int PlaceStride)? Pool { get; init; }

    public override string Name => $"{(End is StoreEnd ? "Store" : "")}ConvolutionWeightGradient_{Window.Name}{(Pool is null ? "" : "_Max")}";

    public override string Formula => $"results {(End is StoreEnd { Adds: true } ? "+=" : "=")} Σ inputsᵀ · gradients";

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("inputs"),
        KernelParameter.Reads("gradients"),
        .. KernelParameter.Where(Pool is not null, KernelParameter.Reads("places")),
        KernelParameter.Writes("results"),
        .. KernelParameter.Where(End is StoreEnd { Adds: true }, new KernelParameter("added", ParameterKind.Added)),
        KernelParameter.Changes("panel"),
        KernelParameter.Rows,
        new KernelParameter("part", ParameterKind.Share),
    ];
}

/// <summary>The sums of that gradient over each section of the batch.</summary>
/// <param name="Window">The window.</param>
/// <param name="InputStride">Of the images.</param>
/// <param name="GradientStride">Of the results' gradients.</param>
internal sealed record ConvolutionWeightSumsKernel(WindowSpec Window, int InputStride, int GradientStride) : Kernel
{
    public override bool IsOfAnyWidth => true;

    /// <summary>The maximum behind it, or null, and the stride of its places.</summary>
    public (WindowSpec Window, int PlaceStride)? Pool { get; init; }

    public override string Name => $"ConvolutionWeightSums_{Window.Name}{(Pool is null ? "" : "_Max")}";

    public override string Formula => "sums = Σ inputsᵀ · gradients, of each section";

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("inputs"),
        KernelParameter.Reads("gradients"),
        .. KernelParameter.Where(Pool is not null, KernelParameter.Reads("places")),
        KernelParameter.Writes("sums"),
        KernelParameter.Changes("panel"),
        KernelParameter.Rows,
        KernelParameter.Count("first"),
        KernelParameter.Count("batch"),
    ];
}

/// <summary>The gradient in the weights from the sums of all sections.</summary>
/// <param name="Window">The window.</param>
/// <param name="IsBehindMaximum">Whether a maximum stands behind the product: the sums are laid out in another way.</param>
/// <param name="End">What becomes of it.</param>
internal sealed record SectionWeightGradientKernel(WindowSpec Window, bool IsBehindMaximum, GradientEnd End) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name =>
        $"{(End is StoreEnd ? "Store" : "")}ConvolutionWeightGradient_{Window.Name}{(IsBehindMaximum ? "_Max" : "")}";

    public override string Formula => $"results {(End is StoreEnd { Adds: true } ? "+=" : "=")} Σ sums";

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Changes("sums"),
        KernelParameter.Writes("results"),
        .. KernelParameter.Where(End is StoreEnd { Adds: true }, new KernelParameter("added", ParameterKind.Added)),
        KernelParameter.Rows,
        new KernelParameter("part", ParameterKind.Share),
    ];
}

/// <summary>The sums of the gradient in the bias over each section of the batch.</summary>
/// <param name="Window">The window.</param>
/// <param name="GradientStride">Of the results' gradients.</param>
internal sealed record ConvolutionBiasSumsKernel(WindowSpec Window, int GradientStride) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"ConvolutionBiasSums_{Window.Name}";

    public override string Formula => "sums = Σ gradients, of each section";

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("gradients"), KernelParameter.Writes("sums"), KernelParameter.Rows, KernelParameter.Count("first"),
        KernelParameter.Count("batch"),
    ];
}

/// <summary>The gradient in the bias from the sums of all sections.</summary>
/// <param name="Filters">Elements of the bias.</param>
/// <param name="End">What becomes of it.</param>
internal sealed record SectionBiasGradientKernel(int Filters, GradientEnd End) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"{(End is StoreEnd ? "Store" : "")}ConvolutionBiasGradient_{Literals.Number(Filters)}";

    public override string Formula => $"results {(End is StoreEnd { Adds: true } ? "+=" : "=")} Σ sums";

    public override bool IsWhole => End is not CanonicalEnd;

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Changes("sums"),
        KernelParameter.Writes("results"),
        .. KernelParameter.Where(End is StoreEnd { Adds: true }, new KernelParameter("added", ParameterKind.Added)),
        KernelParameter.Rows,
    ];
}

/// <summary>The gradient of such a product in the bias.</summary>
/// <param name="Window">The window.</param>
/// <param name="GradientStride">Of the results' gradients.</param>
/// <param name="End">What becomes of it.</param>
internal sealed record ConvolutionBiasGradientKernel(WindowSpec Window, int GradientStride, GradientEnd End) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"{(End is StoreEnd ? "Store" : "")}ConvolutionBiasGradient_{Window.Name}";

    public override string Formula => $"results {(End is StoreEnd { Adds: true } ? "+=" : "=")} Σ gradients";

    public override bool IsWhole => End is not CanonicalEnd;

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("gradients"),
        KernelParameter.Writes("results"),
        .. KernelParameter.Where(End is StoreEnd { Adds: true }, new KernelParameter("added", ParameterKind.Added)),
        KernelParameter.Rows,
    ];
}

/// <summary>The largest or the mean value of each window.</summary>
/// <param name="Window">The window.</param>
/// <param name="InputStride">Of the images.</param>
/// <param name="ResultStride">Of the results.</param>
/// <param name="IsLargest">Which.</param>
/// <param name="PlaceStride">Of the places of largest values; 0 where they are not kept.</param>
internal sealed record PoolKernel(WindowSpec Window, int InputStride, int ResultStride, bool IsLargest, int PlaceStride) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public bool KeepsPlaces => PlaceStride > 0;

    public override string Name => $"{(IsLargest ? "Max" : "Mean")}_{Window.Name}{(KeepsPlaces ? "_Places" : "")}";

    public override string Formula => $"outputs = {(IsLargest ? "max" : "mean")} of inputs in windows";

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("inputs"), KernelParameter.Writes("outputs"), .. KernelParameter.Where(KeepsPlaces, KernelParameter.Writes("places")),
        KernelParameter.Rows,
    ];
}

/// <summary>The way back through it.</summary>
/// <param name="Window">The window.</param>
/// <param name="GradientStride">Of the results' gradients.</param>
/// <param name="ResultStride">Of the images' gradients.</param>
/// <param name="PlaceStride">Of the places of largest values; 0 for the mean.</param>
internal sealed record PoolGradientKernel(WindowSpec Window, int GradientStride, int ResultStride, int PlaceStride) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public bool IsLargest => PlaceStride > 0;

    public override string Name => $"{(IsLargest ? "Max" : "Mean")}Gradient_{Window.Name}";

    public override string Formula => $"results = gradients, {(IsLargest ? "where the largest stood" : "in equal shares")}";

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("gradients"), .. KernelParameter.Where(IsLargest, KernelParameter.Reads("places")), KernelParameter.Writes("results"),
        KernelParameter.Rows,
    ];
}

/// <summary>Each row, [outer, inner], as [inner, outer].</summary>
internal sealed record TurnKernel(int Outer, int Inner, int Stride, int ResultStride) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"Turn_{Outer}x{Inner}";

    public override string Formula => "outputs = inputs, outer and inner extent exchanged";

    public override IEnumerable<KernelParameter> Parameters => [KernelParameter.Reads("inputs"), KernelParameter.Writes("outputs"), KernelParameter.Rows];
}
