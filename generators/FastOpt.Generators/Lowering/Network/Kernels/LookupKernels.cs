using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Kernels;

/// <summary>Vectors of a table in the place of their numbers.</summary>
/// <param name="Of">Which inputs are numbers.</param>
/// <param name="InputStride">Of the rows that enter.</param>
/// <param name="TableStride">Floats between vectors.</param>
/// <param name="ResultStride">Of the rows that leave.</param>
internal sealed record LookupKernel(LookupSpec Of, int InputStride, int TableStride, int ResultStride) : Kernel
{
    public override string Name => $"Lookup_{Of.Name}";

    public override string Formula => "outputs = inputs, each number of a vector replaced by the vector";

    public override bool IsOfAnyWidth => true;

    public override IEnumerable<KernelParameter> Parameters =>
        [KernelParameter.Reads("inputs"), KernelParameter.Reads("weights"), KernelParameter.Writes("outputs"), KernelParameter.Rows];
}

/// <summary>The gradient of what passes.</summary>
/// <param name="Of">Which inputs are numbers.</param>
/// <param name="GradientStride">Of the results' gradients.</param>
/// <param name="ResultStride">Of the inputs' gradients.</param>
internal sealed record LookupPassedKernel(LookupSpec Of, int GradientStride, int ResultStride) : Kernel
{
    public override string Name => $"LookupPassed_{Of.Name}";

    public override string Formula => "results = gradients of what passed, 0 for numbers of vectors";

    public override bool IsOfAnyWidth => true;

    public override IEnumerable<KernelParameter> Parameters => [KernelParameter.Reads("gradients"), KernelParameter.Writes("results"), KernelParameter.Rows];
}

/// <summary>The gradient of the table.</summary>
/// <param name="Of">Which inputs are numbers.</param>
/// <param name="InputStride">Of the rows that entered.</param>
/// <param name="GradientStride">Of the results' gradients.</param>
/// <param name="TableStride">Floats between vectors; the first one behind a vector says whether it was read, where there is one.</param>
/// <param name="End">What becomes of it.</param>
internal sealed record LookupGradientKernel(LookupSpec Of, int InputStride, int GradientStride, int TableStride, GradientEnd End) : Kernel
{
    public override string Name => $"{(End is StoreEnd ? "Store" : "")}LookupGradient_{Of.Name}";

    public override string Formula => $"results {(End is StoreEnd { Adds: true } ? "+=" : "=")} Σ gradients, each at the vector that was read";

    public override bool IsWhole => End is not CanonicalEnd;

    public override bool IsOfAnyWidth => true;

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("inputs"),
        KernelParameter.Reads("gradients"),
        KernelParameter.Writes("results"),
        .. KernelParameter.Where(End is StoreEnd { Adds: true }, new KernelParameter("added", ParameterKind.Added)),
        KernelParameter.Rows,
    ];
}
