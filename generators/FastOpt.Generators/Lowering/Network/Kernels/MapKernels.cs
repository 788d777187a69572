namespace FastOpt.Generators.Lowering.Network.Kernels;

/// <summary>y = activation(x) on its own.</summary>
/// <param name="Width">Columns, without padding.</param>
/// <param name="Stride">Of x and y.</param>
/// <param name="Activation">The activation.</param>
internal sealed record ActivationKernel(Extent Width, Extent Stride, FusedRule Activation) : Kernel
{
    public override string Name => $"Activate_{Shape(Width)}{Suffix(Activation)}";

    public override string Formula => $"outputs = {FusedRule.Of(Activation, "inputs")}";

    public override IReadOnlyList<NamedExtent> Extents => [new("width", Width), new("stride", Stride)];

    protected override IEnumerable<KernelParameter> Own =>
        [KernelParameter.Reads("inputs"), KernelParameter.Writes("outputs"), .. KernelParameter.Coefficients("activation", Activation), KernelParameter.Rows];

    protected override Kernel WithExtents(IReadOnlyList<Extent> extents) => this with { Width = extents[0], Stride = extents[1] };
}

/// <summary>dx = dy ⊙ activation′ on its own.</summary>
/// <param name="Width">Columns, without padding.</param>
/// <param name="Stride">Of all rows.</param>
/// <param name="Activation">The activation.</param>
internal sealed record ActivationGradientKernel(Extent Width, Extent Stride, FusedRule Activation) : Kernel
{
    public override string Name => $"ActivationGradient_{Shape(Width)}{Suffix(Activation)}";

    public override string Formula => $"results = gradients ⊙ {Activation.Name}′(kept)";

    public override IReadOnlyList<NamedExtent> Extents => [new("width", Width), new("stride", Stride)];

    protected override IEnumerable<KernelParameter> Own =>
    [
        KernelParameter.Reads("gradients"), KernelParameter.Writes("results"), KernelParameter.Reads("kept"), .. KernelParameter.Coefficients("activation", Activation), KernelParameter.Rows,
    ];

    protected override Kernel WithExtents(IReadOnlyList<Extent> extents) => this with { Width = extents[0], Stride = extents[1] };
}
