using FastOpt.Generators.Lowering.Graphs;

namespace FastOpt.Generators.Lowering.Network.Kernels;

/// <summary>The caller's examples in padded rows, so that every vector of a row can be loaded whole.</summary>
/// <param name="Width">Floats per example.</param>
/// <param name="Stride">Of the rows.</param>
internal sealed record LoadKernel(int Width, int Stride) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"Load_{Width}";

    public override string Formula => "outputs = inputs, padded";

    public override IEnumerable<KernelParameter> Parameters => [KernelParameter.Reads("inputs"), KernelParameter.Writes("outputs"), KernelParameter.Rows];
}

/// <summary>y = a + b or a ⊙ b.</summary>
/// <param name="Combination">Which.</param>
/// <param name="Width">Columns, without padding.</param>
/// <param name="Stride">Of all rows.</param>
internal sealed record CombineKernel(Combination Combination, int Width, int Stride) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"{Combination}_{Width}";

    public override string Formula => $"outputs = left {(Combination == Combination.Add ? "+" : "⊙")} right";

    public override IEnumerable<KernelParameter> Parameters =>
        [KernelParameter.Reads("left"), KernelParameter.Reads("right"), KernelParameter.Writes("outputs"), KernelParameter.Rows];
}

/// <summary>y = (a, b) for each row.</summary>
internal sealed record ConcatKernel(int LeftWidth, int LeftStride, int RightWidth, int RightStride, int Stride) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"Concat_{LeftWidth}_{RightWidth}";

    public override string Formula => "outputs = (left, right)";

    public override IEnumerable<KernelParameter> Parameters =>
        [KernelParameter.Reads("left"), KernelParameter.Reads("right"), KernelParameter.Writes("outputs"), KernelParameter.Rows];
}

/// <summary>Some neighbouring columns of each row.</summary>
internal sealed record SliceKernel(int First, int Width, int InputStride, int Stride) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"Slice_{First}_{Width}";

    public override string Formula => $"outputs = inputs[{First}..{First + Width}]";

    public override IEnumerable<KernelParameter> Parameters => [KernelParameter.Reads("inputs"), KernelParameter.Writes("outputs"), KernelParameter.Rows];
}

/// <summary>Rows without their padding, for the caller.</summary>
internal sealed record HandOutKernel(int Width, int Stride) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"HandOut_{Width}";

    public override string Formula => "outputs = inputs, without padding";

    public override IEnumerable<KernelParameter> Parameters => [KernelParameter.Reads("inputs"), KernelParameter.Writes("outputs"), KernelParameter.Rows];
}

/// <summary>dx = dz · Wᵀ for the first layer, written without padding: no step needs it, so it is no kernel of its own.</summary>
internal sealed record FirstInputGradientKernel(int Inputs, int BlockColumns, int Blocks, int GradientStride, int WeightStride) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"FirstInputGradient_{Inputs}x{BlockColumns * Blocks}";

    public override string Formula => "results = gradients · weightsᵀ, without padding";

    public override IEnumerable<KernelParameter> Parameters =>
        [KernelParameter.Reads("gradients"), KernelParameter.Reads("weights"), KernelParameter.Writes("results"), KernelParameter.Rows];
}
