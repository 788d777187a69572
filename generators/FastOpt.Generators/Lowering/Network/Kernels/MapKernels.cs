namespace FastOpt.Generators.Lowering.Network.Kernels;

/// <summary>y = activation(x) on its own.</summary>
/// <param name="Width">Columns, without padding.</param>
/// <param name="Stride">Of x and y.</param>
/// <param name="Activation">The activation.</param>
internal sealed record ActivationKernel(int Width, int Stride, FusedRule Activation) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"Activate_{Width}{Suffix(Activation)}";

    public override string Formula => $"outputs = {FusedRule.Of(Activation, "inputs")}";

    public override IEnumerable<KernelParameter> Parameters =>
        [KernelParameter.Reads("inputs"), KernelParameter.Writes("outputs"), .. KernelParameter.Coefficients("activation", Activation), KernelParameter.Rows];
}

/// <summary>dx = dy ⊙ activation′ on its own.</summary>
/// <param name="Width">Columns, without padding.</param>
/// <param name="Stride">Of all rows.</param>
/// <param name="Activation">The activation.</param>
internal sealed record ActivationGradientKernel(int Width, int Stride, FusedRule Activation) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"ActivationGradient_{Width}{Suffix(Activation)}";

    public override string Formula => $"results = gradients ⊙ {Activation.Name}′(kept)";

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("gradients"), KernelParameter.Writes("results"), KernelParameter.Reads("kept"), .. KernelParameter.Coefficients("activation", Activation), KernelParameter.Rows,
    ];
}
