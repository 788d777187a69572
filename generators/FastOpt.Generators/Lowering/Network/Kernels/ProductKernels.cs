namespace FastOpt.Generators.Lowering.Network.Kernels;

/// <summary>y = activation(x · W + b), row by row.</summary>
/// <param name="Inputs">Extent of the sum.</param>
/// <param name="Outputs">Columns of y, without padding.</param>
/// <param name="InputStride">Of x.</param>
/// <param name="WeightStride">Of W [in, out].</param>
/// <param name="OutputStride">Of y.</param>
/// <param name="HasBias">Whether b is the accumulators' start value; otherwise 0.</param>
/// <param name="Activation">Applied before y is stored.</param>
internal sealed record ForwardKernel(int Inputs, int Outputs, int InputStride, int WeightStride, int OutputStride, bool HasBias, FusedRule? Activation) : Kernel
{
    public override bool IsOfAnyWidth => true;

    /// <summary>
    /// Whether the weights exceed a core's own caches, and their rows are fetched ahead: hardware prefetchers do not follow from page to page.
    /// </summary>
    public bool FetchesAhead { get; init; }

    /// <summary>Whether what enters the activation is stored, too.</summary>
    public bool Keeps { get; init; }

    public override string Name => $"Forward_{Inputs}x{Outputs}{(HasBias ? "" : "_NoBias")}{Suffix(Activation)}";

    public override string Formula => $"outputs = {FusedRule.Of(Activation, $"inputs · weights{(HasBias ? " + bias" : "")}")}";

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("inputs"),
        KernelParameter.Reads("weights"),
        .. KernelParameter.Where(HasBias, KernelParameter.Reads("bias")),
        KernelParameter.Writes("outputs"),
        .. KernelParameter.Where(Keeps, KernelParameter.Writes("kept")),
        .. KernelParameter.Coefficients("activation", Activation),
        KernelParameter.Rows,
    ];
}

/// <summary>dx = (dz · Wᵀ) ⊙ activation′: the gradient of what entered a product, taken through the activation that made it.</summary>
/// <param name="Inputs">Columns of dx, without padding.</param>
/// <param name="Outputs">Extent of the sum.</param>
/// <param name="GradientStride">Of dz.</param>
/// <param name="WeightStride">Of W [in, out].</param>
/// <param name="ResultStride">Of dx and of what the activation kept.</param>
/// <param name="IsTransposed">Whether W stands as [out, in], so that its rows serve as they are.</param>
/// <param name="Activation">The activation below, or null.</param>
internal sealed record InputGradientKernel(
    int Inputs, int Outputs, int GradientStride, int WeightStride, int ResultStride, bool IsTransposed, FusedRule? Activation) : Kernel
{
    public override bool IsOfAnyWidth => true;

    /// <summary>The blocks of columns in which the weights stand. Where there are several, a call makes a share of the columns of dx.</summary>
    public int Blocks { get; init; } = 1;

    public override string Name => $"InputGradient_{Outputs}x{Inputs}{(IsTransposed ? "_Transposed" : "")}{Suffix(Activation)}";

    public override string Formula => $"results = {(Activation is null ? Product : $"({Product}) ⊙ {Activation.Name}′(kept)")}";

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("gradients"),
        KernelParameter.Reads("weights"),
        .. KernelParameter.Where(!IsTransposed, KernelParameter.Changes("panel")),
        KernelParameter.Writes("results"),
        .. KernelParameter.Where(Activation is not null, KernelParameter.Reads("kept")),
        .. KernelParameter.Coefficients("activation", Activation),
        KernelParameter.Rows,
        .. KernelParameter.Where(Blocks > 1, new KernelParameter("part", ParameterKind.Share)),
    ];

    private string Product => IsTransposed ? "gradients · weights" : "gradients · weightsᵀ";
}
